using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Agreement;
using Custos.Statistics.Calls;
using static System.FormattableString;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Which questions about each rater, and about how many are needed, can be asked of a file?</summary>
internal static class RaterQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Reliability(), Severity(), Errors(), Ability()];

    private static StatsQuestion Reliability()
    {
        var (file, confidence) = (File("a number"), StatsInputs.Confidence());
        var wanted = StatsInputs.Number("--wanted", "The reliability that the mean of the ratings should have.", 0.8);
        return new("reliability", "Which share of the spread of ratings is the items', and how many ratings does an item need (ICC, Spearman–Brown)?", [file, wanted, confidence], parsed =>
        {
            var ratings = Numbers(parsed.GetValue(file)!);
            if (!ratings.IsFull) throw new BadInputException("Some rater left out some item.", "Give every rater's rating of every item, or ask custos stats agreement --scale interval.", parsed.GetValue(file)!.ToString());
            var table = ratings.ByRater();
            var icc = IntraclassCorrelation.Measure([.. Enumerable.Range(0, ratings.Items).Select(item => (IReadOnlyList<double>)[.. table.Select(row => row[item]!.Value)])], parsed.GetValue(confidence));
            const string still = "The ratings do not vary.";
            var single = icc.TwoWayRandom;
            double? needed = single.Value is > 0 and < 1 ? SpearmanBrown.RatingsFor(parsed.GetValue(wanted), single.Value.Value) : null;
            return new()
            {
                Headline = Invariant($"One rating has reliability {(single.Value is { } one ? Invariant($"{one:F3} {single.Interval?.ToString() ?? ""}") : "cannot tell")} (ICC(2,1)), {icc.Items:N0} items, {icc.Raters} raters; {(needed is { } k ? Invariant($"{k:N0} ratings an item reach {parsed.GetValue(wanted):G3}") : "no number of ratings is known to suffice")}."),
                Results = new CallResults
                {
                    { "icc2", single.Value, still },
                    { "icc2_interval", single.Interval, still },
                    { "icc1", icc.OneWay.Value, still },
                    { "icc1_interval", icc.OneWay.Interval, still },
                    { "icc3", icc.TwoWayFixed.Value, still },
                    { "icc3_interval", icc.TwoWayFixed.Interval, still },
                    { "icc1k", icc.OneWayMean.Value, still },
                    { "icc2k", icc.TwoWayRandomMean.Value, still },
                    { "icc3k", icc.TwoWayFixedMean.Value, still },
                    { "ratings_needed", needed, "The reliability of one rating is not between 0 and 1." },
                    { "items", (long)icc.Items },
                    { "raters", (long)icc.Raters },
                },
                Assumptions =
                [
                    "Shrout and Fleiss 1979: icc1 if each item has raters of its own, icc2 if these raters stand for many, icc3 if they are all there will ever be; with k for the mean of all of them.",
                    "Spearman–Brown: further raters are as good as these and err independently. Items are as unlike each other as those to come: among alike items any rater looks unreliable.",
                ],
                InPlainWords = "Reliability is the share of the spread in the ratings that comes from the items and not from who rated them. It says nothing of whether the raters are right: raters who share a misunderstanding agree perfectly.",
            };
        })
        { Examples = ["reliability ratings.csv --wanted 0.8"] };
    }

    private static StatsQuestion Severity()
    {
        var (file, confidence) = (File("the score"), StatsInputs.Confidence());
        return new("severity", "How much higher or lower does each rater score than the others, on the same items?", [file, confidence], parsed =>
        {
            var ratings = Numbers(parsed.GetValue(file)!);
            var outcome = RaterSeverity.Fit([.. ratings.Labels.Select(label => new RaterScore(label.Item, label.Rater, ratings.Values[label.Label]))], parsed.GetValue(confidence));
            var fit = (outcome as RaterSeverityOutcome.Fitted)?.Fit;
            var reason = (outcome as RaterSeverityOutcome.Unconnected)?.Reason ?? "No degree of freedom is left.";
            var high = fit is null ? -1 : fit.RaterEffects.Index().MaxBy(rater => rater.Item).Index;
            var low = fit is null ? -1 : fit.RaterEffects.Index().MinBy(rater => rater.Item).Index;
            return new()
            {
                Headline = fit is null
                    ? $"Cannot tell. {reason}"
                    : Invariant($"{ratings.Raters[high]} scores highest ({fit.RaterEffects[high]:+0.###;-0.###;0}), {ratings.Raters[low]} lowest ({fit.RaterEffects[low]:+0.###;-0.###;0}), against the mean rater; {fit.N:N0} scores."),
                Results = new CallResults
                {
                    { "raters", ratings.Raters },
                    { "effects", fit?.RaterEffects ?? [.. ratings.Raters.Select(_ => (double?)null)], reason },
                    { "lower", fit is null ? [.. ratings.Raters.Select(_ => (double?)null)] : [.. fit.RaterIntervals.Select(interval => interval?.Lower)], reason },
                    { "upper", fit is null ? [.. ratings.Raters.Select(_ => (double?)null)] : [.. fit.RaterIntervals.Select(interval => interval?.Upper)], reason },
                    { "residual_sum_of_squares", fit?.ResidualSumOfSquares, reason },
                    { "n", (long)ratings.Labels.Count },
                },
                Assumptions =
                [
                    "Score = item + rater + error, by least squares; the raters' effects sum to 0 and their intervals are Student's. A rater adds the same to every item.",
                    "Raters share items, directly or through others; a group that shares none cannot be compared with the rest.",
                ],
                InPlainWords = "Items that happened to meet a harsh rater look worse than they are; the effect is what to take off each rater's scores. Being harsh is not being wrong: which level is right, only the guideline can say. An interval that contains 0 means that these data do not show the rater to differ from the mean.",
            };
        })
        { Examples = ["severity scores.csv"] };
    }

    private static StatsQuestion Errors()
    {
        var file = File("the label");
        return new("rater-errors", "What is each item probably, and how does each rater err (Dawid–Skene)?", [file], parsed =>
        {
            var ratings = RatingFile.Read(parsed.GetValue(file)!, asNames: true);
            if (ratings.Classes < 2) throw new BadInputException("Every label is the same, so errors cannot be told.", "Give ratings with at least two labels.", parsed.GetValue(file)!.ToString());
            var outcome = DawidSkene.Fit(ratings.Labels, ratings.Classes);
            var fit = (outcome as DawidSkeneOutcome.Converged)?.Fit;
            var reason = (outcome as DawidSkeneOutcome.NotConverged)?.Reason ?? "The rater saw items of fewer than two classes.";
            var changed = fit?.MostProbable.Zip(fit.MajorityVote).Count(pair => pair.First != pair.Second);
            return new()
            {
                Headline = fit is null ? $"Cannot tell. {reason}" : Invariant($"{changed:N0} of {ratings.Items:N0} items are probably not what most raters said."),
                Results = new CallResults
                {
                    { "labels", ratings.LabelNames },
                    { "class_shares", fit?.ClassShares, reason },
                    { "raters", ratings.Raters },
                    { "information_by_rater", fit is null ? [.. ratings.Raters.Select(_ => (double?)null)] : [.. Enumerable.Range(0, ratings.Raters.Count).Select(fit.InformationOf)], reason },
                    { "items_unlike_majority", changed, reason },
                    { "certificate_largest_change", fit?.LargestChange, reason },
                    { "certificate_last_gain", fit?.LastGain, reason },
                    { "log_likelihood", fit?.LogLikelihood, reason },
                    { "items", (long)ratings.Items },
                    { "ratings", (long)ratings.Labels.Count },
                },
                Assumptions =
                [
                    "Dawid and Skene 1979: given what the item truly is, raters err independently of each other. Raters who copy each other are taken for right.",
                    "Enough items a rater: an error rate from a handful of items is hardly known.",
                ],
                InPlainWords = "Instead of one vote each, every rater counts for as much as the rater's labels have proved to say: 1 for one who never errs, 0 for one whose label tells nothing. Nobody's truth was given; it is inferred from who agrees with whom, so a majority that shares a misunderstanding wins.",
            };
        })
        { Examples = ["rater-errors ratings.csv"] };
    }

    private static StatsQuestion Ability()
    {
        var file = File("0 or 1");
        var prior = StatsInputs.Number("--prior", "The share of items that are 1, as believed before.", 0.5);
        return new("rater-ability", "Which raters are able, and which items are hard (GLAD)?", [file, prior], parsed =>
        {
            var ratings = Numbers(parsed.GetValue(file)!);
            if (ratings.Values.Any(value => value is not (0 or 1))) throw new BadInputException("A label is neither 0 nor 1.", "GLAD is for yes-or-no items; ask custos stats rater-errors for more classes.", parsed.GetValue(file)!.ToString());
            var outcome = Glad.Fit([.. ratings.Labels.Select(label => label with { Label = (int)ratings.Values[label.Label] })], parsed.GetValue(prior));
            var fit = (outcome as GladOutcome.Converged)?.Fit;
            var reason = (outcome as GladOutcome.NotConverged)?.Reason ?? "";
            return new()
            {
                Headline = fit is null ? $"Cannot tell. {reason}" : Invariant($"{fit.ChanceOfOne.Count(chance => chance > 0.5):N0} of {ratings.Items:N0} items are probably 1; {fit.ChanceOfOne.Count(chance => chance is > 0.05 and < 0.95):N0} stay open (between 5 % and 95 %)."),
                Results = new CallResults
                {
                    { "raters", ratings.Raters },
                    { "abilities", fit?.Abilities, reason },
                    { "hardest_items", fit is null ? [] : fit.InverseDifficulties.Index().OrderBy(item => item.Item).Take(10).Select(item => ratings.ItemNames[item.Index]) },
                    { "items_probably_one", fit?.ChanceOfOne.Count(chance => chance > 0.5), reason },
                    { "certificate_steepest_slope", fit?.LargestSlope, reason },
                    { "items", (long)ratings.Items },
                    { "ratings", (long)ratings.Labels.Count },
                },
                Assumptions =
                [
                    "Whitehill et al. 2009: a rater is right with chance σ(ability × ease of the item), with their priors; raters err independently of each other, as often on ones as on zeros.",
                ],
                InPlainWords = "An ability of 0 is guessing, above it the rater is right more often than not, below it the rater says the opposite of what is so. Hard items are those on which able raters part; more ratings help less there than a clearer guideline.",
            };
        })
        { Examples = ["rater-ability labels.csv"] };
    }

    private static Argument<FileInfo> File(string label) => new("file") { Description = $"CSV or JSON Lines with columns item, rater and label ({label})." };

    private static RatingFile Numbers(FileInfo file)
    {
        var ratings = RatingFile.Read(file, asNames: false);
        return ratings.AreNumbers ? ratings : throw new BadInputException("Some labels are not numbers.", "Number the labels.", file.ToString());
    }
}
