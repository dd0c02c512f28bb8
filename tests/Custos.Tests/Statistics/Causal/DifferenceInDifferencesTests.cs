using Custos.Statistics.Causal;

namespace Custos.Tests.Statistics.Causal;

public sealed class DifferenceInDifferencesTests
{
    // Card and Krueger 1994, table 3: full-time employment in New Jersey and Pennsylvania before and after the wage rose: 2.76 (2.75 from the rounded means).
    [Fact]
    public void Card_and_Kruegers_four_means() => DifferenceInDifferences.OfMeans(20.44, 21.03, 23.33, 21.17).ShouldBe(2.75, 1e-12);

    // statsmodels 0.13.5 on the same twelve rows: OLS, HC1 and errors clustered by unit.
    [Fact]
    public void The_errors_are_those_of_statsmodels()
    {
        var fit = DifferenceInDifferences.Fit(Rows());
        fit.Effect.Value.ShouldBe(2.983333333333339, 1e-10);
        fit.Effect.StandardError!.Value.ShouldBe(0.9563820714895622, 1e-10);
        fit.EffectHc1.StandardError!.Value.ShouldBe(0.9563820714895626, 1e-10);
        fit.EffectClustered!.StandardError!.Value.ShouldBe(0.7614926861835974, 1e-10);
        fit.Units.ShouldBe(6);
    }

    [Fact]
    public void With_one_time_before_the_trend_test_says_that_it_cannot_be_made()
    {
        var fit = DifferenceInDifferences.Fit([.. Rows().Select(row => row with { Time = row.Post ? 1 : 0 })]);
        fit.Trends.ShouldBeNull();
        fit.TrendsAbsentBecause!.ShouldContain("one time");
    }

    [Fact]
    public void Series_that_drifted_apart_before_are_found_out()
    {
        var random = new Random(4);
        PanelRow[] rows =
        [
            .. from unit in Enumerable.Range(0, 20)
               from time in Enumerable.Range(0, 8)
               let treated = unit < 10
               select new PanelRow(unit, treated, time >= 6, time * (treated ? 1.0 : 0.2) + random.NextDouble(), time),
        ];
        var trends = DifferenceInDifferences.Fit(rows).Trends!;
        trends.Value.ShouldBe(0.8, 0.15);
        trends.P!.Value.ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void One_time_has_no_slope() =>
        Should.Throw<ArgumentException>(() => DifferenceInDifferences.PreTrend([1, 1, 1], [1, 2, 3], [1, 1, 1])).ParamName.ShouldBe("time");

    [Fact]
    public void An_empty_cell_is_refused_in_plain_words() =>
        Should.Throw<ArgumentException>(() => DifferenceInDifferences.Fit([new PanelRow(0, true, true, 1), new PanelRow(1, false, true, 1)])).Message.ShouldContain("before the treatment");

    private static PanelRow[] Rows()
    {
        double[] y = [13.12, 16.12, 11.93, 16.57, 13.49, 17.96, 10.71, 12.71, 10.14, 11.03, 10.55, 10.82];
        return [.. y.Select((value, i) => new PanelRow(i / 2, i < 6, i % 2 == 1, value))];
    }
}
