using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Agreement;
using Custos.Statistics.Calls;
using static System.FormattableString;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Which questions about raters can be asked of a file?</summary>
internal static class PeopleQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Agreement()];

    private static StatsQuestion Agreement()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or JSON Lines with columns item, rater and label." };
        var scale = StatsInputs.Choice("--scale", "What labels are: names, ranks, numbers with a unit, or numbers with a true zero.", "nominal", "ordinal", "interval", "ratio");
        var seed = StatsInputs.Count("--seed", "Of the resampling for the interval.", 0);
        return new("agreement", "How far do raters agree beyond chance, and which of them carry information?", [file, scale, seed], parsed =>
        {
            var measure = Enum.Parse<MeasurementScale>(parsed.GetValue(scale)!, ignoreCase: true);
            var ratings = RatingFile.Read(parsed.GetValue(file)!, asNames: measure == MeasurementScale.Nominal);
            if (measure > MeasurementScale.Nominal && !ratings.AreNumbers) throw new BadInputException("Some labels are not numbers.", "Ask for --scale nominal, or number the labels in their order.", "--scale", isUsage: true);
            var alpha = KrippendorffAlpha.Measure(ratings.ByRater(), measure, resamples: 1000, seed: checked((int)parsed.GetValue(seed)));
            var outcome = ratings.Classes < 2 ? null : DawidSkene.Fit(ratings.Labels, ratings.Classes);
            var fit = (outcome as DawidSkeneOutcome.Converged)?.Fit;
            const string alike = "Every rating is the same, so agreement cannot be told from chance.";
            var results = new CallResults
            {
                { "krippendorff_alpha", alpha.Value, alike },
                { "interval", alpha.Interval, alike },
                { "items", alpha.Units },
                { "ratings", alpha.PairableRatings },
                { "raters", ratings.Raters },
            };
            if (ratings.Raters.Count == 2) AddPair(results, ratings);
            else if (ratings.IsFull) AddMany(results, ratings);
            if (fit is not null) results.Add("information_by_rater", [.. Enumerable.Range(0, ratings.Raters.Count).Select(fit.InformationOf)], "A rater saw items of fewer than two classes.");
            else if (outcome is DawidSkeneOutcome.NotConverged failed) results.Because(failed.Reason);
            return new()
            {
                Headline = alpha.Value is { } value
                    ? Invariant($"Krippendorff's alpha ({parsed.GetValue(scale)}) is {value:F3} {alpha.Interval?.ToString() ?? ""}, {alpha.Units} items with at least two ratings, {ratings.Raters.Count} raters.")
                    : alike,
                Results = results,
                Assumptions =
                [
                    "Chance is raters drawing labels as often as all of them together do; the interval comes from drawing the items anew.",
                    measure == MeasurementScale.Nominal ? "Labels are names: two that are written differently are two." : "Labels are numbers: 1 and 1.0 are one label.",
                    "A rater's information (0: answers without looking, 1: never errs) comes from a Dawid–Skene fit, which takes raters to err independently of one another.",
                ],
                InPlainWords = "1 means that raters always agree, 0 that they agree as often as if they drew labels at random with the usual shares. Low agreement can mean careless raters, but as often an unclear guideline or items that reasonable people see differently; look at the items before the people.",
            };
        })
        { Examples = ["agreement ratings.csv", "agreement ratings.csv --scale ordinal"] };
    }

    private static void AddMany(CallResults results, RatingFile ratings)
    {
        const string alike = "Every rating is the same, so agreement cannot be told from chance.";
        var kappa = FleissKappa.Measure(ratings.CountsByItem());
        results.Add("fleiss_kappa", kappa.Value, alike);
        results.Add("fleiss_kappa_interval", kappa.Interval, alike);
    }

    private static void AddPair(CallResults results, RatingFile ratings)
    {
        var table = ratings.Table();
        const string alike = "Every rating is the same, so agreement cannot be told from chance.";
        var kappa = CohenKappa.Measure(table);
        results.Add("observed_agreement", kappa.Observed);
        results.Add("cohen_kappa", kappa.Value, alike);
        results.Add("cohen_kappa_interval", kappa.Interval, alike);
        results.Add("gwet_ac1", TwoRaters.GwetAc1(table).Value, alike);
        results.Add("gwet_ac1_interval", TwoRaters.GwetAc1(table).Interval, alike);
        results.Add("pabak", TwoRaters.Pabak(table).Value, alike);
        results.Add("scott_pi", TwoRaters.ScottPi(table).Value, alike);
    }
}
