using Custos.Records;
using Custos.Statistics.Counts;
using Custos.Statistics.Rates;
using Custos.Store;
using Custos.Store.Report;
using Custos.Store.Report.Comparing;

namespace Custos.Tests.Store.Report.Comparing;

public sealed class ReportComparisonTests
{
    private static readonly ReportMeasure Rate = new(MeasureKind.Rate, ["good", "all"], ["size"], RowsOverlap: false);

    // Charig, Webb, Payne and Wickham 1986: treatments of kidney stones, small and large.
    private static readonly ReportTable Open = Table(["size", "good", "all"], ["small", 81L, 87L], ["large", 192L, 263L]);
    private static readonly ReportTable Closed = Table(["size", "good", "all"], ["small", 234L, 270L], ["large", 55L, 80L]);

    [Fact]
    public void A_mix_that_turns_the_answer_round_is_told()
    {
        var rows = Rows(ReportComparison.Of(Rate, ["size"], Open, Closed));

        rows.Select(row => row["part"]).ShouldBe(["all", "same mix", "mix alone", "each", "each"]);
        ((double)rows[0]["difference"]!).ShouldBe(273 / 350.0 - 289 / 350.0, 1e-12);
        ((double)rows[1]["difference"]!).ShouldBe(357 / 700.0 * (81 / 87.0 - 234 / 270.0) + 343 / 700.0 * (192 / 263.0 - 55 / 80.0), 1e-12);
        rows[2]["finding"].ShouldBe("the mix misleads");
        rows.Skip(3).ShouldAllBe(row => (double)row["difference"]! > 0);
    }

    [Fact]
    public void A_rate_has_newcombes_interval_and_the_p_values_of_its_rows_are_adjusted()
    {
        var row = Rows(ReportComparison.Of(Rate, ["size"], Open, Closed))[3];

        var test = TwoProportionTest.Of(81, 87, 234, 270);
        row["size"].ShouldBe("small");
        row["difference_lower95"].ShouldBe(test.Effect.Difference.Interval.Lower);
        row["difference_upper95"].ShouldBe(test.Effect.Difference.Interval.Upper);
        row["p"].ShouldBe(test.PZPooled);
        row["p_adjusted"].ShouldBe(MultipleTesting.Holm([test.PZPooled, TwoProportionTest.Of(192, 263, 55, 80).PZPooled])[0]);
        row["finding"].ShouldBe("no difference shown");
    }

    [Fact]
    public void Rows_with_one_key_are_taken_together_and_a_row_on_which_nothing_is_told_is_left_out()
    {
        var weeks = Table(["size", "good", "all"], ["small", 40L, 50L], ["small", 41L, 60L], ["small", null, null]);

        Rows(ReportComparison.Of(Rate, ["size"], weeks, Closed))[3]["n"].ShouldBe(110L);
    }

    [Fact]
    public void With_too_few_nobody_can_tell()
    {
        var few = Table(["size", "good", "all"], ["small", 9L, 9L]);
        var rows = Rows(ReportComparison.Of(Rate, ["size"], few, Table(["size", "good", "all"], ["small", 0L, 1000L], ["large", 5L, 10L])));

        rows.Where(row => (string)row["part"]! is "all" or "each").ShouldAllBe(row => (string)row["finding"]! == "cannot tell" && row["p"] == null);
        rows[^1]["value"].ShouldBeNull();
        rows[^1]["other_value"].ShouldBe(0.5);
    }

    [Fact]
    public void A_rate_of_few_expected_is_tested_exactly()
    {
        var rows = Rows(ReportComparison.Of(Rate with { Keys = [] }, [], Table(["good", "all"], [0L, 40L]), Table(["good", "all"], [4L, 40L])));

        rows.ShouldHaveSingleItem()["p"].ShouldBe(FisherExact.Test(new TwoByTwo(0, 40, 4, 36)).TwoSided);
    }

    [Fact]
    public void Means_are_compared_by_their_moments()
    {
        var measure = new ReportMeasure(MeasureKind.Mean, ["mean", "sd", "n"], [], RowsOverlap: false);
        double[] a = [.. Enumerable.Range(0, 30).Select(n => Math.Sin(n))], b = [.. Enumerable.Range(0, 25).Select(n => 1 + Math.Cos(3 * n))];

        // Two rows make one mean, as if their values had been in one.
        var row = Rows(ReportComparison.Of(measure, [], Table(["mean", "sd", "n"], Moments(a[..12]), Moments(a[12..])), Table(["mean", "sd", "n"], Moments(b)))).Single(row => (string)row["part"]! == "all");

        var welch = Custos.Statistics.Means.StudentTest.Welch(a, b);
        ((double)row["difference"]!).ShouldBe(a.Average() - b.Average(), 1e-12);
        ((double)row["p"]!).ShouldBe(welch.P, 1e-12);
        row["finding"].ShouldBe("lower");

        static object?[] Moments(double[] values)
        {
            var moments = Custos.Statistics.Means.Moments.Of(values);
            return [moments.Mean, moments.StandardDeviation, moments.N];
        }
    }

    [Fact]
    public void Values_of_rows_are_compared_by_mann_and_whitney()
    {
        var measure = new ReportMeasure(MeasureKind.Values, ["value"], ["grouped"], RowsOverlap: false);
        var (low, high) = (Enumerable.Range(0, 14).ToArray(), Enumerable.Range(5, 14).ToArray());

        var row = Rows(ReportComparison.Of(measure, ["org"], Days(high), Days(low))).ShouldHaveSingleItem();

        row["difference"].ShouldBe(5.0);
        ((double)row["p"]!).ShouldBe(Custos.Statistics.Ranks.MannWhitney.Of([.. high.Select(value => (double)value)], [.. low.Select(value => (double)value)]).PExact!.Value, 1e-12);
        row["finding"].ShouldBe("higher");

        static ReportTable Days(int[] values) => Table(["org", "value"], [.. values.Select(value => new object?[] { "a", (long)value })]);
    }

    [Fact]
    public void Counts_are_compared_as_poisson_rates()
    {
        var measure = new ReportMeasure(MeasureKind.Count, ["users"], [], RowsOverlap: false);

        var row = Rows(ReportComparison.Of(measure, [], Table(["users"], [30L], [10L]), Table(["users"], [20L]))).ShouldHaveSingleItem();

        row["value"].ShouldBe(40.0);
        row["p"].ShouldBe(PoissonRates.Compare(40, 1, 20, 1).PExact);
        row["finding"].ShouldBe("higher");
    }

    [Fact]
    public void Quantiles_are_compared_by_their_intervals_and_not_without_them()
    {
        var measure = new ReportMeasure(MeasureKind.Quantile, ["p95", "n"], ["tier"], RowsOverlap: false);
        string[] columns = ["tier", "p95", "p95_lower95", "p95_upper95", "n"];

        var rows = Rows(ReportComparison.Of(
            measure,
            ["tier"],
            Table(columns, ["free", 100L, 90L, 120L, 500L], ["team", 50L, null, null, 8L]),
            Table(columns, ["free", 60L, 55L, 70L, 400L], ["team", 80L, 70L, 95L, 900L])));

        ((double)rows[0]["difference_lower95"]!).ShouldBe(40 - Math.Sqrt(10 * 10 + 10 * 10), 1e-12);
        rows[0]["finding"].ShouldBe("higher");
        rows[1]["difference"].ShouldBe(-30.0);
        rows[1]["finding"].ShouldBe("cannot tell");
    }

    [Fact]
    public void Nothing_on_either_side_is_an_empty_table() =>
        ReportComparison.Of(Rate, ["size"], Open with { Rows = [] }, Open with { Rows = [] }).Rows.ShouldBeEmpty();

    [Fact]
    public async Task A_report_is_compared_with_another_value_of_a_filter_and_with_the_period_before()
    {
        using var folder = new TemporaryDirectory();
        WorkedExamples.Write(folder.Data);
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = folder.Data });
        var april = new ReportRequest(ReportPeriod.Of("2026-03-09", "2026-04-13", null, "UTC", default));

        var models = Rows(await store.Reports.RunAsync("refusals", april with { Where = [new("model", "m-2")], Compare = "model=m-1" }, default));
        var (two, one) = (await RefusedAsync("m-2"), await RefusedAsync("m-1"));
        models[0]["difference_lower95"].ShouldBe(RateComparison.Newcombe(two.Refused, two.Calls, one.Refused, one.Calls).Lower);

        // By model, both sides differ in the model and nothing is left to tell rows by.
        var alone = await store.Reports.RunAsync("refusals", april with { By = "model", Where = [new("model", "m-2")], Compare = "model=m-1" }, default);
        alone.Rows.ShouldHaveSingleItem();
        alone.Columns.ShouldNotContain(column => column.Name == "model");

        var weeks = new ReportRequest(ReportPeriod.Of("2026-03-23", "2026-03-30", null, "Europe/Berlin", default)) { TimeZone = "Europe/Berlin", Compare = "previous" };
        var sessions = Rows(await store.Reports.RunAsync("sessions", weeks, default)).Single(row => (string)row["part"]! == "all");
        var before = await store.Reports.RunAsync("sessions", new ReportRequest(ReportPeriod.Of("2026-03-16", "2026-03-23", null, "Europe/Berlin", default)) { TimeZone = "Europe/Berlin" }, default);
        sessions["other_n"].ShouldBe(before.Rows.Sum(row => (long)row[1]!));

        async Task<(long Refused, long Calls)> RefusedAsync(string model)
        {
            var row = (await store.Reports.RunAsync("refusals", april with { By = "model", Where = [new("model", model)] }, default)).Rows.ShouldHaveSingleItem();
            return ((long)row[2]!, (long)row[1]!);
        }
    }

    [Fact]
    public async Task Every_report_that_says_so_can_be_compared_and_the_others_refuse()
    {
        using var folder = new TemporaryDirectory();
        WorkedExamples.Write(folder.Data);
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = folder.Data });
        foreach (var report in Reports.All)
        {
            var request = new ReportRequest(ReportPeriod.Of("2026-03-27", "2026-04-10", null, "UTC", default))
            {
                Values = [.. report.Parameters.Where(parameter => parameter.Unless is null).Select(parameter => new ReportChoice(parameter.Name, parameter.Name == "model_a" ? "m-1" : "m-2"))],
                Compare = "previous",
            };
            if (report.Compared is null)
            {
                (await Should.ThrowAsync<BadInputException>(() => store.Reports.RunAsync(report.Name, request, default))).Message.ShouldContain("cannot be compared");
                continue;
            }

            var rows = Rows(await store.Reports.RunAsync(report.Name, request, default));
            rows.ShouldAllBe(row => row["finding"] != null, report.Name);
        }
    }

    [Fact]
    public async Task A_comparison_by_a_filter_that_is_not_set_is_refused()
    {
        using var folder = new TemporaryDirectory();
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = folder.Data });

        foreach (var (compare, problem) in (IEnumerable<(string, string)>)[("model=m-1", "Add --where model="), ("modle=m-1", "Did you mean model?"), ("previous", "without a beginning"), ("before", "a name and a value")])
        {
            var refusal = await Should.ThrowAsync<BadInputException>(() => store.Reports.RunAsync("sessions", new ReportRequest(new ReportPeriod()) { Compare = compare }, default));
            refusal.Message.ShouldContain(problem);
        }
    }

    private static ReportTable Table(string[] columns, params object?[][] rows) => new([.. columns.Select(name => new ReportColumn(name, ReportType.Number))], rows);

    private static List<Dictionary<string, object?>> Rows(ReportTable table) =>
        [.. table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First.Name, cell => cell.Second))];
}
