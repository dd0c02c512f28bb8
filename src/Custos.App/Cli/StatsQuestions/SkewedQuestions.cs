using System.CommandLine;
using Custos.Charts;
using Custos.Statistics.Bootstrap;
using Custos.Statistics.Calls;
using Custos.Statistics.Experiments;
using Custos.Statistics.Ranks;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about skewed values, such as latencies and costs, can be asked on the command line?</summary>
internal static class SkewedQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [CompareLatency(), Quantile(), Distributions(), Correlations()];

    private static StatsQuestion CompareLatency()
    {
        var (first, second) = (new Argument<FileInfo>("a") { Description = "A table with the values of A." }, new Argument<FileInfo>("b") { Description = "A table with the values of B." });
        var column = new Option<string>("--column") { Description = "The column with the values.", DefaultValueFactory = _ => "value" };
        var share = StatsInputs.Number("--quantile", "Which quantile to compare besides the whole.", 0.95);
        var resamples = StatsInputs.Count("--resamples", "How often the bootstrap draws.", 10_000);
        var seed = StatsInputs.Count("--seed", "The bootstrap's seed.", 1);
        var (confidence, segment) = (StatsInputs.Confidence(), MixCheck.Segment());
        return new("compare-latency", "Is B slower than A, by how much, and in the tail?", [first, second, column, segment, share, resamples, seed, confidence], parsed =>
        {
            var name = parsed.GetValue(column)!;
            var (a, segmentsA) = StatsColumns.Segmented(parsed.GetRequiredValue(first), name, parsed.GetValue(segment));
            var (b, segmentsB) = StatsColumns.Segmented(parsed.GetRequiredValue(second), name, parsed.GetValue(segment));
            var mix = segmentsA is null || segmentsB is null ? null : SegmentedValues.CompareRanks(b, segmentsB, a, segmentsA);
            var (q, level) = (parsed.GetValue(share), parsed.GetValue(confidence));
            var test = MannWhitney.Of(a, b, confidence: level);
            var (qa, qb) = (Quantiles.Of(a), Quantiles.Of(b));
            var gap = Quantiles.Difference(qa, qb, q, level);
            var drawn = BcaBootstrap.OfQuantileDifference(
                a, b, q, new BootstrapOptions { Resamples = checked((int)parsed.GetValue(resamples)), Seed = (ulong)parsed.GetValue(seed), Confidence = level });
            return new StatsAnswer
            {
                Headline = Invariant($"B − A: shift {test.Shift}; quantile {q:G3} {drawn.Estimate}; Mann-Whitney p = {test.P:G3}."),
                Results = new CallResults
                {
                    { "n_a", a.Length },
                    { "n_b", b.Length },
                    { "p", test.P },
                    { "p_exact", test.PExact, "Exact p-values are for small samples." },
                    { "probability_a_larger", test.Superiority.Value },
                    { "probability_a_larger_ci", test.Superiority.Interval },
                    { "shift_b_minus_a", test.Shift.Value },
                    { "shift_ci", test.Shift.Interval },
                    { "quantile_a", qa.Interpolated(q) },
                    { "quantile_a_ci", qa.At(q, level).Interval },
                    { "quantile_b", qb.Interpolated(q) },
                    { "quantile_b_ci", qb.At(q, level).Interval },
                    { "quantile_difference", gap.Value },
                    { "quantile_difference_ci_order_statistics", gap.Interval },
                    { "quantile_difference_ci_bootstrap", drawn.Estimate.Interval },
                },
                Assumptions =
                [
                    "Mann and Whitney's test with ties; the shift is Hodges and Lehmann's median of all pairwise differences, its interval inverts the test and reads as a delay only if both distributions have the same shape.",
                    "The quantile's intervals are free of any distribution; their difference joins the two (approximate), and the bias-corrected bootstrap stands beside it.",
                    "Requests are independent. Latencies of one busy minute are not: compare several days, or draw whole minutes.",
                ],
                InPlainWords = Invariant($"A random request of B takes longer than one of A with chance {1 - test.Superiority.Value:P1} (half would be no difference). Typical requests differ by {test.Shift.Value:G4}, and the slowest {1 - q:P0} start {drawn.Estimate.Value:G4} later, somewhere between {drawn.Estimate.Interval.Lower:G4} and {drawn.Estimate.Interval.Upper:G4} by a method that is right about {level:P0} of the time. ")
                    + (test.P < 0.05
                        ? "If A and B did not differ at all, so large a gap in ranks would be rare. That is not the chance that they do not differ."
                        : "A gap in ranks like this one is common when nothing differs; that does not show that nothing does: look at how wide the intervals are."),
                Picture = () => SvgWriter.Write(Distribution(a, b, name)),
            }.With(mix, "the mean rank (as a share of all) of B", "that of A");
        })
        { Examples = ["compare-latency a.csv b.csv --column ms", "compare-latency a.csv b.csv --column ms --segment region"] };
    }

    private static Chart Distribution(double[] a, double[] b, string name) => new()
    {
        Title = "Share of requests that take at most so long",
        Subtitle = Invariant($"A: n = {a.Length:N0}, B: n = {b.Length:N0}"),
        Description = "Two empirical distribution functions. The curve further right is slower.",
        X = new Axis { Label = name },
        Y = new Axis { Label = "share of requests", Format = AxisFormat.Percent, Min = 0, Max = 1 },
        Series = [new Series.Line("A", Steps(a)), new Series.Line("B", Steps(b))],
    };

    private static Point[] Steps(double[] values)
    {
        var quantiles = Quantiles.Of(values);
        return [.. Enumerable.Range(0, 201).Select(i => new Point(quantiles.Interpolated(i / 200.0), i / 200.0))];
    }

    private static StatsQuestion Quantile()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with the values." };
        var column = new Option<string>("--column") { Description = "The column with the values.", DefaultValueFactory = _ => "value" };
        var share = StatsInputs.Number("--q", "The share of values that lies below.", 0.95);
        var confidence = StatsInputs.Confidence();
        return new("quantile", "Below which value does a given share lie, and how sure is that?", [file, column, share, confidence], parsed =>
        {
            var quantiles = Quantiles.Of(StatsColumns.Numbers(parsed.GetRequiredValue(file), parsed.GetValue(column)!));
            var (q, level) = (parsed.GetValue(share), parsed.GetValue(confidence));
            var at = quantiles.At(q, level);
            var ends = OrderStatisticInterval.Of(quantiles.Count, q, level);
            return new()
            {
                Headline = Invariant($"Quantile {q:G4}: {at}"),
                Results = new CallResults
                {
                    { "type7", at.Value },
                    { "nearest_rank", quantiles.NearestRank(q) },
                    { "ci", at.Interval },
                    { "coverage", ends.Coverage },
                    { "n", quantiles.Count },
                },
                Assumptions =
                [
                    "The interval lies between two observed values, chosen by the binomial distribution: right whatever the values' distribution.",
                    "The values are independent draws; an infinite end says that the sample is too small to bound that side.",
                ],
                InPlainWords = Invariant($"{q:P1} of these values lie below {at.Value:G5}. For the traffic behind them the same point lies between {at.Interval.Lower:G5} and {at.Interval.Upper:G5}, by a method that is right at least {level:P0} of the time. The further out the quantile, the more values it takes to pin it down."),
            };
        })
        { Examples = ["quantile latency.csv --column ms --q 0.99"] };
    }

    private static StatsQuestion Distributions()
    {
        var (first, second) = (new Argument<FileInfo>("a") { Description = "A table with the values of A." }, new Argument<FileInfo>("b") { Description = "A table with the values of B." });
        var column = new Option<string>("--column") { Description = "The column with the values.", DefaultValueFactory = _ => "value" };
        var segment = MixCheck.Segment();
        return new("compare-distributions", "Do A and B come from one distribution?", [first, second, column, segment], parsed =>
        {
            var name = parsed.GetValue(column)!;
            var (a, segmentsA) = StatsColumns.Segmented(parsed.GetRequiredValue(first), name, parsed.GetValue(segment));
            var (b, segmentsB) = StatsColumns.Segmented(parsed.GetRequiredValue(second), name, parsed.GetValue(segment));
            var mix = segmentsA is null || segmentsB is null ? null : SegmentedValues.CompareRanks(b, segmentsB, a, segmentsA);
            var test = KolmogorovSmirnov.TwoSample(a, b);
            return new StatsAnswer
            {
                Headline = Invariant($"Largest gap between the two distribution functions: {test.D:P1}; p = {test.PExact ?? test.PLimit:G3}."),
                Results = new CallResults
                {
                    { "D", test.D },
                    { "p_exact", test.PExact, "The samples are too large to count every case; the limit is as good." },
                    { "p_limit", test.PLimit },
                    { "n_a", a.Length },
                    { "n_b", b.Length },
                },
                Assumptions = ["Kolmogorov and Smirnov's test for independent values; it sees any difference, and needs many values to see one in the tails."],
                InPlainWords = Invariant($"At the value where A and B differ most, the share of values below differs by {test.D:P1}. If both came from one distribution, a gap at least as large would arise with chance {test.PExact ?? test.PLimit:G2}. With many values even gaps that do not matter are found: judge the gap, not the p-value alone."),
                Picture = () => SvgWriter.Write(Distribution(a, b, name)),
            }.With(mix, "the mean rank (as a share of all) of B", "that of A");
        })
        { Examples = ["compare-distributions monday.csv tuesday.csv --column tokens"] };
    }

    private static StatsQuestion Correlations()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with both columns." };
        var (x, y) = (new Option<string>("--x") { Description = "The first column.", Required = true }, new Option<string>("--y") { Description = "The second column.", Required = true });
        var confidence = StatsInputs.Confidence();
        return new("correlation", "Do two columns rise together?", [file, x, y, confidence], parsed =>
        {
            var (a, b) = StatsColumns.Pairs(parsed.GetRequiredValue(file), parsed.GetRequiredValue(x), parsed.GetRequiredValue(y));
            var level = parsed.GetValue(confidence);
            var (kendall, spearman, pearson) = (Correlation.Kendall(a, b, level), Correlation.Spearman(a, b, level), Correlation.Pearson(a, b, level));
            var results = new CallResults { { "n", a.Length } };
            foreach (var (name, found) in new[] { ("spearman", spearman), ("kendall_tau_b", kendall), ("pearson", pearson) })
            {
                results.Add(name, found.Estimate?.Value, found.Reason ?? "");
                results.Add($"{name}_ci", found.Estimate?.Interval, found.Reason ?? "");
                results.Add($"{name}_p", found.P, found.Reason ?? "Fewer than 3 rows show nothing.");
            }

            return new()
            {
                Headline = spearman.Estimate is { } rho ? $"Spearman's correlation: {rho}" : $"Cannot tell: {spearman.Reason}",
                Results = results,
                Assumptions =
                [
                    "Spearman's and Kendall's correlations ask whether one column tends to rise with the other, Pearson's whether along a straight line; the intervals are Fisher's, approximate.",
                    "Rows are independent: several rows of one user are not.",
                ],
                InPlainWords = spearman.Estimate is { } estimate
                    ? Invariant($"On a scale from −1 (one always falls when the other rises) over 0 (no tendency) to 1, the columns stand at {estimate.Value:F2}, plausibly between {estimate.Interval.Lower:F2} and {estimate.Interval.Upper:F2}. That they move together does not say that one moves the other.")
                    : $"There is no answer: {spearman.Reason}",
            };
        })
        { Examples = ["correlation calls.csv --x tokens --y ms"] };
    }
}
