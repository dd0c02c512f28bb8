using System.CommandLine;
using Custos.Statistics.Bootstrap;
using Custos.Statistics.Calls;
using Custos.Statistics.Experiments;
using Custos.Statistics.Means;
using Custos.Statistics.Ranks;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions are answered by drawing or dealing rows anew?</summary>
internal static class ResamplingQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Bootstrapped(), Permuted()];

    private static StatsQuestion Bootstrapped()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with a number per row." };
        var column = new Option<string>("--column") { Description = "The column with the numbers.", DefaultValueFactory = _ => "value" };
        var cluster = new Option<string?>("--cluster") { Description = "The column that says which rows go together, as a user; whole clusters are then drawn." };
        var statistic = StatsInputs.Choice("--statistic", "What to ask of them.", "mean", "median", "standard-deviation");
        var (resamples, seed, confidence) = (StatsInputs.Count("--resamples", "How often rows are drawn anew.", 10_000), StatsInputs.Count("--seed", "Of the drawing.", 1), StatsInputs.Confidence());
        return new("bootstrap", "How sure is a mean, a median or a spread, by drawing rows anew (BCa)?", [file, column, cluster, statistic, resamples, seed, confidence], parsed =>
        {
            var (source, name, asked) = (parsed.GetValue(file)!, parsed.GetValue(column)!, parsed.GetValue(statistic)!);
            var options = new BootstrapOptions { Resamples = checked((int)parsed.GetValue(resamples)), Seed = unchecked((ulong)parsed.GetValue(seed)), Confidence = parsed.GetValue(confidence) };
            BcaBootstrap answer;
            if (parsed.GetValue(cluster) is { } together)
            {
                var (values, groups) = StatsColumns.Grouped(source, name, together);
                answer = BcaBootstrap.OfClusters(Numbered(groups), rows => Of(asked, Taken(values, rows)), options);
            }
            else
            {
                var values = StatsColumns.Numbers(source, name);
                answer = asked == "mean" ? BcaBootstrap.OfMean(values, options) : BcaBootstrap.Of(values.Length, rows => Of(asked, Taken(values, rows)), options);
            }

            return new()
            {
                Headline = Invariant($"The {asked.Replace('-', ' ')} is {answer.Estimate} (BCa, {answer.Resamples:N0} resamples)."),
                Results = new CallResults
                {
                    { "estimate", answer.Estimate.Value },
                    { "interval_bca", answer.Estimate.Interval },
                    { "interval_percentile", answer.PercentileInterval },
                    { "se", answer.StandardError },
                    { "bias", answer.Bias },
                    { "units_drawn", answer.Estimate.N },
                    { "resamples", answer.Resamples },
                },
                Assumptions =
                [
                    "Bias-corrected and accelerated bootstrap (Efron 1987); the units drawn are independent of each other.",
                    "It is approximate: with fewer than some 30 units, with very heavy tails or for extremes it is too sure of itself.",
                ],
                InPlainWords = "The rows at hand stand in for the world: drawing from them again and again shows how much the number would wobble. It cannot show what is not in the rows, such as a rare case that was never seen.",
            };
        })
        { Examples = ["bootstrap latency.csv --column milliseconds --statistic median --cluster user"] };
    }

    private static StatsQuestion Permuted()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with a number and a group (two of them) per row." };
        var column = new Option<string>("--column") { Description = "The column with the numbers.", DefaultValueFactory = _ => "value" };
        var group = new Option<string>("--group") { Description = "The column with the groups.", DefaultValueFactory = _ => "group" };
        var (deals, seed) = (StatsInputs.Count("--deals", "How often the rows are dealt out anew; all deals are counted where there are no more.", 10_000), StatsInputs.Count("--seed", "Of the dealing.", 1));
        var segment = MixCheck.Segment();
        return new("permutation", "Could a difference of means have come from dealing the rows out at random?", [file, column, group, segment, deals, seed], parsed =>
        {
            var (values, groups) = StatsColumns.Grouped(parsed.GetValue(file)!, parsed.GetValue(column)!, parsed.GetValue(group)!);
            string[] names = [.. groups.Distinct()];
            if (names.Length != 2) throw new Records.BadInputException($"The column of groups has {names.Length} different values.", "Give a file with two groups.", parsed.GetValue(file)!.ToString());
            double[] Of(int which) => [.. values.Where((_, i) => groups[i] == names[which])];
            var mix = parsed.GetValue(segment) is { } by ? Mix(parsed.GetValue(file)!, parsed.GetValue(column)!, parsed.GetValue(group)!, by, names) : null;
            var test = PermutationTest.OfMeans(Of(0), Of(1), new BootstrapOptions { Resamples = checked((int)parsed.GetValue(deals)), Seed = unchecked((ulong)parsed.GetValue(seed)) });
            return new StatsAnswer
            {
                Headline = Invariant($"{names[0]} − {names[1]}: {test.Observed:G5}, p = {test.P:G3} ({(test.Exact ? "all" : "random")} {test.Deals:N0} deals)."),
                Results = new CallResults { { "difference", test.Observed }, { "p", test.P }, { "deals", test.Deals }, { "all_deals_counted", test.Exact }, { "n", (long)values.Length } },
                Assumptions = ["If the groups did not matter, every deal of the rows into groups of these sizes would be as likely: rows are independent, or groups were dealt out at random.", "Two-sided; with random deals p = (1 + extreme) / (1 + deals) (Phipson and Smyth 2010)."],
                InPlainWords = Invariant($"Dealing the rows out at random gives a difference at least this large {test.P:P2} of the time. That is not the chance that the groups are alike, and a large value is no proof that they are."),
            }.With(mix, names[0], names[1]);
        })
        { Examples = ["permutation trial.csv --column score --group arm"] };
    }

    private static StratifiedComparison Mix(FileInfo file, string column, string group, string segment, string[] names)
    {
        var rows = StatsColumns.Rows(file, [column, group, segment], table => (Value: StatsColumns.NumberOf(table, 0, column), Group: table[1].GetString(), Segment: table[2].GetString()))
            .Where(row => row.Value is not null).ToLookup(row => row.Group);
        return SegmentedValues.Compare(Values(0), Segments(0), Values(1), Segments(1));

        double[] Values(int which) => [.. rows[names[which]].Select(row => row.Value!.Value)];
        string[] Segments(int which) => [.. rows[names[which]].Select(row => row.Segment)];
    }

    private static int[] Numbered(string[] groups)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. groups.Select(group => numbers.TryGetValue(group, out var number) ? number : numbers[group] = numbers.Count)];
    }

    private static double[] Taken(double[] values, ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }

    private static double Of(string statistic, double[] values) => statistic switch
    {
        "median" => Quantiles.Of(values).Interpolated(0.5),
        "standard-deviation" => Moments.Of(values).StandardDeviation ?? 0,
        _ => Moments.Of(values).Mean,
    };
}
