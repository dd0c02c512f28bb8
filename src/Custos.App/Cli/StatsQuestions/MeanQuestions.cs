using System.CommandLine;
using Custos.Statistics.Bootstrap;
using Custos.Statistics.Calls;
using Custos.Statistics.Experiments;
using Custos.Statistics.Means;
using Custos.Statistics.Ranks;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about means can be asked on the command line?</summary>
internal static class MeanQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Compare(), Paired(), Clustered(), Groups()];

    private static Option<string> Value() => new("--column") { Description = "The column with the values.", DefaultValueFactory = _ => "value" };

    private static StatsQuestion Compare()
    {
        var (first, second) = (new Argument<FileInfo>("a") { Description = "A table with the values of A." }, new Argument<FileInfo>("b") { Description = "A table with the values of B." });
        var (column, confidence) = (Value(), StatsInputs.Confidence());
        var resamples = StatsInputs.Count("--resamples", "How many deals the permutation test draws.", 10_000);
        var (seed, segment) = (StatsInputs.Count("--seed", "The permutation test's seed.", 1), MixCheck.Segment());
        return new("compare-means", "Do the means of A and B differ?", [first, second, column, segment, resamples, seed, confidence], parsed =>
        {
            var (a, segmentsA) = StatsColumns.Segmented(parsed.GetRequiredValue(first), parsed.GetValue(column)!, parsed.GetValue(segment));
            var (b, segmentsB) = StatsColumns.Segmented(parsed.GetRequiredValue(second), parsed.GetValue(column)!, parsed.GetValue(segment));
            var mix = segmentsA is null || segmentsB is null ? null : SegmentedValues.Compare(a, segmentsA, b, segmentsB, parsed.GetValue(confidence));
            var test = StudentTest.Welch(a, b, parsed.GetValue(confidence));
            var deals = PermutationTest.OfMeans(a, b, new BootstrapOptions { Resamples = checked((int)parsed.GetValue(resamples)), Seed = (ulong)parsed.GetValue(seed) });
            return new StatsAnswer
            {
                Headline = Invariant($"Mean of A − mean of B: {test.Difference}; Welch p = {test.P:G3}, permutation p = {deals.P:G3}."),
                Results = new CallResults
                {
                    { "mean_a", Moments.Of(a).Mean },
                    { "mean_b", Moments.Of(b).Mean },
                    { "difference", test.Difference.Value },
                    { "ci", test.Difference.Interval },
                    { "t", test.T, "Nothing varies." },
                    { "df", test.DegreesOfFreedom, "Nothing varies." },
                    { "p_welch", test.P },
                    { "p_permutation", deals.P },
                    { "permutation_is_exact", deals.Exact },
                    { "n_a", a.Length },
                    { "n_b", b.Length },
                },
                Assumptions =
                [
                    "Welch's t, which lets the variances differ; the permutation test asks whether A and B could be one population dealt out at random.",
                    "Values are independent. With heavy tails and few values a mean is a poor summary: see custos stats compare-latency.",
                ],
                InPlainWords = Invariant($"The means differ by {test.Difference.Value:G4}, plausibly by something between {test.Difference.Interval.Lower:G4} and {test.Difference.Interval.Upper:G4}. If there were no difference at all, one so large would show up with chance {test.P:G2}; this is not the chance that there is none."),
            }.With(mix, "A", "B");
        })
        { Examples = ["compare-means a.csv b.csv --column cost", "compare-means a.csv b.csv --column cost --segment country"] };
    }

    private static StatsQuestion Paired()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with both values of each pair in a row." };
        var (x, y) = (new Option<string>("--x") { Description = "The first column.", Required = true }, new Option<string>("--y") { Description = "The second column.", Required = true });
        var confidence = StatsInputs.Confidence();
        return new("compare-paired", "Do paired values differ, on average and in rank?", [file, x, y, confidence], parsed =>
        {
            var (a, b) = StatsColumns.Pairs(parsed.GetRequiredValue(file), parsed.GetRequiredValue(x), parsed.GetRequiredValue(y));
            var test = StudentTest.Paired(a, b, parsed.GetValue(confidence));
            var ranks = WilcoxonSignedRank.Of(a, b);
            return new()
            {
                Headline = Invariant($"Mean of x − y: {test.Difference}; t test p = {test.P:G3}, signed ranks p = {ranks.PExact ?? ranks.P:G3}."),
                Results = new CallResults
                {
                    { "mean_difference", test.Difference.Value },
                    { "ci", test.Difference.Interval },
                    { "p_t", test.P },
                    { "p_signed_rank", ranks.P },
                    { "p_signed_rank_exact", ranks.PExact, "Exact p-values are for small samples." },
                    { "pairs", a.Length },
                    { "equal_pairs", ranks.EqualPairs },
                },
                Assumptions = [MixCheck.Paired, "Pairs are independent of each other. The t test is about the mean difference; Wilcoxon's signed ranks, exact for few pairs, about differences symmetric around 0."],
                InPlainWords = Invariant($"From x to y the values change by {-test.Difference.Value:G4} on average, plausibly by {-test.Difference.Interval.Upper:G4} to {-test.Difference.Interval.Lower:G4}. Comparing each row with itself takes out what rows have in common, which is why pairs need fewer rows than two separate samples."),
            };
        })
        { Examples = ["compare-paired prompts.csv --x before --y after"] };
    }

    private static StatsQuestion Clustered()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with a value and its cluster per row." };
        var (column, confidence) = (Value(), StatsInputs.Confidence());
        var cluster = new Option<string>("--cluster") { Description = "The column that names the cluster: a user, an item.", Required = true };
        return new("clustered-mean", "What is the mean, when rows of one user resemble each other?", [file, column, cluster, confidence], parsed =>
        {
            var (values, names) = StatsColumns.Grouped(parsed.GetRequiredValue(file), parsed.GetValue(column)!, parsed.GetRequiredValue(cluster));
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var name in names) places.TryAdd(name, places.Count);
            var mean = ClusteredMean.Of(values, Array.ConvertAll(names, name => places[name]), parsed.GetValue(confidence));
            return new()
            {
                Headline = Invariant($"Mean {mean.Estimate.Value:G5} {mean.Estimate.Interval} over {mean.Rows:N0} rows in {mean.Estimate.N:N0} clusters."),
                Results = new CallResults
                {
                    { "mean", mean.Estimate.Value },
                    { "ci", mean.Estimate.Interval },
                    { "se_clustered", mean.StandardErrorCr1, "One cluster tells nothing of the spread between clusters." },
                    { "se_if_independent", mean.StandardErrorIndependent },
                    { "design_effect", mean.DesignEffect, "Nothing varies." },
                    { "rows", mean.Rows },
                    { "clusters", mean.Estimate.N },
                },
                Assumptions = ["Clusters are independent of each other, rows within one need not be (Liang and Zeger, with the small-sample factor and Student's t on clusters − 1). With fewer than some 30 clusters the interval is still too short."],
                InPlainWords = Invariant($"The mean is {mean.Estimate.Value:G4}, plausibly between {mean.Estimate.Interval.Lower:G4} and {mean.Estimate.Interval.Upper:G4}. ") + (mean.DesignEffect switch
                {
                    null => "Every value is the same, so nothing can be said of how values vary.",
                    <= 1.05 => "Rows of one cluster do not resemble each other more than other rows do, so here the clusters cost nothing.",
                    { } effect => Invariant($"Rows of one cluster resemble each other so much that these {mean.Rows:N0} rows tell as much as about {mean.Rows / effect:N0} independent ones; counting every row as new evidence would overstate it."),
                }),
            };
        })
        { Examples = ["clustered-mean ratings.csv --column helpful --cluster user"] };
    }

    private static StatsQuestion Groups()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with a value and its group per row." };
        var column = Value();
        var group = new Option<string>("--group") { Description = "The column that names the group.", Required = true };
        return new("compare-groups", "Do the means of several groups differ?", [file, column, group], parsed =>
        {
            var (values, names) = StatsColumns.Grouped(parsed.GetRequiredValue(file), parsed.GetValue(column)!, parsed.GetRequiredValue(group));
            var groups = values.Zip(names).GroupBy(row => row.Second, row => row.First, StringComparer.Ordinal).ToArray();
            var table = OneWayAnova.Of([.. groups.Select(rows => rows.ToArray())]);
            var means = new CallResults();
            foreach (var rows in groups) means.Add(rows.Key, rows.Average());
            return new()
            {
                Headline = table.P is { } p ? Invariant($"F({table.DegreesBetween}, {table.DegreesWithin}) = {table.F:G4}, p = {p:G3}.") : "Cannot tell: nothing varies.",
                Results = new CallResults
                {
                    { "f", table.F, "Nothing varies." },
                    { "p", table.P, "Nothing varies." },
                    { "share_between", table.ShareBetween, "Nothing varies." },
                    { "means", means },
                },
                Assumptions = ["One-way analysis of variance: independent values of about equal spread in every group. It says that some mean differs, not which.", "Every group met the same mix of cases: did it? Of two groups, custos stats compare-means or permutation checks with --segment."],
                InPlainWords = table is { P: { } chance, ShareBetween: { } share }
                    ? Invariant($"Which group a row is in accounts for {share:P1} of how much values vary. If all groups had the same mean, differences at least as large would come up with chance {chance:G2}.")
                    : "Every value is the same, so there is nothing to compare.",
            };
        })
        { Examples = ["compare-groups ratings.csv --column score --group model"] };
    }
}
