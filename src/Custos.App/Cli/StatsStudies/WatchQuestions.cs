using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Charts;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Monitoring;
using Custos.Statistics.Sequential;
using static System.FormattableString;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Which questions about things watched over time can be asked of a file?</summary>
internal static class WatchQuestions
{
    private const int MostPoints = 400;

    public static IReadOnlyList<StatsQuestion> All { get; } = [Sequential(), Looks(), Drift(), Ewma()];

    private static StatsQuestion Sequential()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines, a row an observation in order, with column value in [0, 1] (0 and 1 for a rate)." };
        var alpha = StatsInputs.Number("--alpha", "The chance of ever missing the truth.", 0.05);
        var bestAt = StatsInputs.Number("--best-at", "The number of observations to be tightest at, chosen before looking.", 1000);
        return new("sequential", "Where does the mean lie, when anybody may look at any time?", [file, alpha, bestAt], parsed =>
        {
            var values = StatsColumns.Numbers(parsed.GetValue(file)!, "value");
            var (error, best) = (parsed.GetValue(alpha), parsed.GetValue(bestAt));
            var rate = values.All(value => value is 0 or 1);
            var path = rate ? RatePath(values, error, best) : MeanPath(values, error);
            var last = path[^1].Estimate;
            return new()
            {
                Headline = Invariant($"After {values.Length:N0} observations: {last.Value:G4} {last.Interval}, valid at every look."),
                Results = new CallResults
                {
                    { "mean", last.Value },
                    { "interval", last.Interval },
                    { "upper_bound_one_sided", rate ? RateSequence.FailureBound(values.Sum(), values.Length, error, best) : null, "One-sided bounds are for rates." },
                    { "method", rate ? "beta-binomial mixture" : "betting" },
                    { "n", (long)values.Length },
                },
                Assumptions =
                [
                    rate
                        ? "Each observation is 1 with the same chance given those before it (Howard et al. 2021, two-sided beta-binomial mixture)."
                        : "Every observation lies in [0, 1] and has the same mean given those before it (Waudby-Smith and Ramdas 2023, hedged betting).",
                    "The number to be tightest at was chosen before the data were seen.",
                ],
                InPlainWords = Invariant($"You may look after every observation and stop when you like: over the whole run, the chance that the interval ever misses the true mean is at most {error:P0}. ")
                    + "It is wider than an interval for a sample size fixed beforehand; that is the price of looking.",
                Picture = () => SvgWriter.Write(new Chart
                {
                    Title = "The mean so far, valid at every look",
                    Description = "The running mean with an interval that all looks together miss with at most the stated chance.",
                    X = new Axis { Label = "Observations" },
                    Y = new Axis { Label = "Mean" },
                    Series = [new Series.Line("mean", [.. path.Select(look => new Point(look.N, look.Estimate.Value))]) { Band = [.. path.Select(look => new Band(look.N, look.Estimate.Interval.Lower, look.Estimate.Interval.Upper))] }],
                }),
            };
        })
        { Examples = ["sequential outcomes.csv --svg sequence.svg"] };
    }

    private static List<(int N, Estimate Estimate)> RatePath(double[] values, double alpha, double bestAt)
    {
        List<(int, Estimate)> path = [];
        var successes = 0.0;
        var every = Math.Max(1, values.Length / MostPoints);
        for (var i = 1; i <= values.Length; i++)
        {
            successes += values[i - 1];
            if (i % every == 0 || i == values.Length) path.Add((i, RateSequence.Interval(successes, i, alpha, bestAt)));
        }

        return path;
    }

    private static List<(int N, Estimate Estimate)> MeanPath(double[] values, double alpha)
    {
        List<(int, Estimate)> path = [];
        var sequence = new BettingSequence(alpha: alpha);
        var every = Math.Max(1, values.Length / MostPoints);
        for (var i = 1; i <= values.Length; i++)
        {
            if (values[i - 1] is < 0 or > 1) throw new BadInputException("A value lies outside [0, 1].", "Divide by the largest value that there can be.", Invariant($"column value, observation {i}"));
            sequence.Observe(values[i - 1]);
            if (i % every == 0 || i == values.Length) path.Add((i, sequence.Current!));
        }

        return path;
    }

    private static StatsQuestion Looks()
    {
        var looks = StatsInputs.Count("--looks", "How many evenly spaced looks are planned.", 5);
        var alpha = StatsInputs.Number("--alpha", "The error of all looks together.", 0.05);
        var sides = StatsInputs.Count("--sides", "1 or 2.", 2);
        return new("looks", "How large must z be at each of a few planned looks?", [looks, alpha, sides], parsed =>
        {
            var (count, error, two) = (checked((int)parsed.GetValue(looks)), parsed.GetValue(alpha), checked((int)parsed.GetValue(sides)));
            if (count is < 1 or > 200) throw new BadInputException("Between 1 and 200 looks can be planned.", "Change the number.", "--looks", isUsage: true);
            double[] fractions = [.. Enumerable.Range(1, count).Select(look => look / (double)count)];
            var careful = GroupSequential.Bounds(fractions, ErrorSpending.OBrienFleming, error, two);
            return new()
            {
                Headline = Invariant($"{count} looks, O'Brien–Fleming spending: stop when z exceeds {string.Join(", ", careful.Select(z => Invariant($"{z:F3}")))}."),
                Results = new CallResults
                {
                    { "obrien_fleming", careful },
                    { "pocock", GroupSequential.Bounds(fractions, ErrorSpending.Pocock, error, two) },
                    { "power_squared", GroupSequential.Bounds(fractions, ErrorSpending.PowerSquared, error, two) },
                    { "error_if_1_96_each_time", GroupSequential.PeekingError([count], 1.959963984540054)[0] },
                },
                Assumptions = ["The statistic is normal and information comes in evenly (Lan and DeMets 1983, integrated numerically)."],
                InPlainWords = "Looking several times and stopping at the first z above 1.96 is wrong far more often than one time in twenty; these bounds share the error out over the looks. If you will look at times that are not planned, ask custos stats sequential.",
            };
        })
        { Examples = ["looks --looks 5"] };
    }

    private static StatsQuestion Drift()
    {
        var before = new Argument<FileInfo>("before") { Description = "CSV or JSON Lines of the reference." };
        var now = new Argument<FileInfo>("now") { Description = "CSV or JSON Lines of now." };
        var column = new Option<string>("--column") { Description = "The column with the category.", DefaultValueFactory = _ => "category" };
        var floor = StatsInputs.Number("--floor", "The least share that PSI and KL take a category to have, below 1; without one, a category on one side only makes them infinite.", 0);
        return new("drift", "Have the shares of the categories moved?", [before, now, column, floor], parsed =>
        {
            var name = parsed.GetValue(column)!;
            var (old, current) = (Counts(parsed.GetValue(before)!, name), Counts(parsed.GetValue(now)!, name));
            string[] categories = [.. old.Keys.Union(current.Keys).Order(StringComparer.Ordinal)];
            var drift = DistributionDrift.Compare([.. categories.Select(one => (double)old.GetValueOrDefault(one))], [.. categories.Select(one => (double)current.GetValueOrDefault(one))], parsed.GetValue(floor));
            return new()
            {
                Headline = Invariant($"{drift.TotalVariation:P1} of the traffic moved to other categories; p = {(drift.P is { } p ? p.ToString("G3", System.Globalization.CultureInfo.InvariantCulture) : "cannot tell")} for no change, n = {drift.N:N0}."),
                Results = new CallResults
                {
                    { "total_variation", drift.TotalVariation },
                    { "psi", drift.Psi },
                    { "kl", drift.KullbackLeibler },
                    { "js_divergence", drift.JensenShannon },
                    { "chi_square", drift.ChiSquare },
                    { "p", drift.P, "Only one category was ever seen." },
                    { "smallest_expected_count", drift.SmallestExpected },
                    { "categories", (long)categories.Length },
                    { "n", drift.N },
                },
                Assumptions =
                [
                    "Rows are independent. Messages of one user come together, which makes p too small.",
                    parsed.GetValue(floor) is > 0 and var least ? Invariant($"PSI and KL take every category to have a share of at least {least:G3}; they grow and shrink with that choice.") : "No floor under the shares: a category that is on one side only makes PSI or KL infinite (--floor).",
                    "With much data a tiny move has a tiny p: judge whether it matters by the share that moved.",
                ],
                InPlainWords = "The share that moved says how much changed; p says how surprising that much would be if nothing had. A small p with a small share is a real change that may not matter; a large p is no proof that nothing changed.",
            };
        })
        { Examples = ["drift last-week.csv this-week.csv --column bucket", "drift last-week.csv this-week.csv --column bucket --floor 0.0001"] };
    }

    private static Dictionary<string, long> Counts(FileInfo file, string column)
    {
        var counts = new Dictionary<string, long>();
        foreach (var category in StatsColumns.Rows(file, [column], table => table[0].GetString())) counts[category] = counts.GetValueOrDefault(category) + 1;
        return counts;
    }

    private static StatsQuestion Ewma()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines, a row a time in order, with column value." };
        var alpha = StatsInputs.Number("--alpha", "The weight of the newest value.", 0.3);
        var z = StatsInputs.OptionalNumber("--z", "How many standard deviations are far; calibrated to --false-alarms unless given.");
        var wanted = StatsInputs.Number("--false-alarms", "The share of quiet points that may be flagged.", 0.001);
        var minimum = StatsInputs.Count("--minimum-sample", "How many values must have been seen first.", 10);
        return new("ewma", "Which values are far from what the weighted past foretold?", [file, alpha, z, wanted, minimum], parsed =>
        {
            var values = StatsColumns.Numbers(parsed.GetValue(file)!, "value");
            var weight = parsed.GetValue(alpha);
            var far = parsed.GetValue(z) ?? EwmaCalibration.ZFor(weight, parsed.GetValue(wanted)).Value;
            var points = new EwmaRule { Alpha = weight, Z = far, StartsAtFirst = true, MinimumSample = checked((int)parsed.GetValue(minimum)) }.Run(values);
            long[] flagged = [.. points.Select((point, index) => (point, index)).Where(pair => pair.point.Flagged).Select(pair => (long)pair.index + 1)];
            var quiet = EwmaCalibration.FalseAlarms(weight, far);
            return new()
            {
                Headline = Invariant($"{flagged.Length} of {values.Length} values are far at z = {far:F2}; of quiet normal ones {quiet.Value:P2} would be."),
                Results = new CallResults
                {
                    { "flagged_rows_counted_from_1", flagged },
                    { "z", far },
                    { "false_alarms_if_quiet_and_normal", quiet.Value },
                    { "mean_now", points[^1].Mean },
                    { "variance_now", points[^1].Variance },
                    { "n", (long)values.Length },
                },
                Assumptions =
                [
                    "Quiet values are independent and normal. Counts with a daily course, and heavy tails, are flagged more often than said.",
                    "The rule's own z is not a normal quantile: at alpha 0.3 and z 3 it flags 7.6 % of quiet points, because its variance is measured about a mean that the value has already pulled.",
                ],
                InPlainWords = "A flagged value is one that the recent past did not foretell. It is a reason to look, not a finding: over many series and many days some quiet values are always flagged, as often as the false-alarm rate says.",
            };
        })
        { Examples = ["ewma daily.csv --false-alarms 0.001"] };
    }
}
