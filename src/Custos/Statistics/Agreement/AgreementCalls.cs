using Custos.Records;
using Custos.Statistics.Calls;

namespace Custos.Statistics.Agreement;

/// <summary>Which questions about agreement between raters can be asked by name?</summary>
internal static class AgreementCalls
{
    private const string NoChance = "Every rating is the same category, so agreement cannot be told from chance.";

    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("agreement.cohen_kappa", Cohen),
        new("agreement.fleiss_kappa", Fleiss),
        new("agreement.krippendorff_alpha", Krippendorff),
        new("agreement.icc", Icc),
        new("agreement.spearman_brown", inputs => new CallResults
        {
            { "values", inputs.Numbers("k").Select(k => SpearmanBrown.OfMean(inputs.Number("reliability"), k)) },
        }),
        new("agreement.two_rater_binary", TwoRater),
    ];

    // Scores place the categories on the scale; by index they are 0, 1, 2, …, as scikit-learn has it.
    private static CallResults Cohen(CallInputs inputs)
    {
        var categories = inputs.Has("categories") ? inputs.Numbers("categories") : null;
        var table = inputs.Has("table")
            ? new RatingTable(inputs.Matrix("table"))
            : RatingTable.Of(inputs.Numbers("rater1"), inputs.Numbers("rater2"), categories);
        var scores = inputs.Has("weights_linear") ? inputs.Numbers("weights_linear") : categories;
        var kappa = CohenKappa.Measure(table);
        var linear = CohenKappa.Measure(table, DisagreementWeights.Linear, scores);
        var quadratic = CohenKappa.Measure(table, DisagreementWeights.Quadratic, scores);
        return new CallResults
        {
            { "kappa", kappa.Value, NoChance },
            { "se", kappa.StandardError, NoChance },
            { "ci95", kappa.Interval, NoChance },
            { "se_null", kappa.NullStandardError, NoChance },
            { "z", kappa.Z, NoChance },
            { "linear_weighted_kappa", linear.Value, NoChance },
            { "linear_weighted_se", linear.StandardError, NoChance },
            { "quadratic_weighted_kappa", quadratic.Value, NoChance },
            { "linear_by_category_index", CohenKappa.Measure(table, DisagreementWeights.Linear).Value, NoChance },
            { "quadratic_by_category_index", CohenKappa.Measure(table, DisagreementWeights.Quadratic).Value, NoChance },
        };
    }

    private static CallResults Fleiss(CallInputs inputs)
    {
        var counts = inputs.Has("counts") ? inputs.Matrix("counts") : CountsOf(inputs.Matrix("ratings"));
        if (counts.Length == 0) throw new BadInputException("There is no item.", "Give a row an item.", "inputs.counts");
        var kappa = FleissKappa.Measure(counts);
        return new CallResults
        {
            { "kappa", kappa.Value, NoChance },
            { "z", kappa.Z, NoChance },
            { "column_totals", Enumerable.Range(0, counts[0].Length).Select(j => counts.Sum(row => row[j])) },
        };
    }

    // From one label a rater to how many raters gave each label, labels ascending.
    private static double[][] CountsOf(double[][] ratings)
    {
        double[] labels = [.. ratings.SelectMany(row => row).Distinct().Order()];
        return [.. ratings.Select(row => labels.Select(label => (double)row.Count(rating => rating == label)).ToArray())];
    }

    private static CallResults Krippendorff(CallInputs inputs)
    {
        var missing = inputs.OptionalNumber("missing");
        IReadOnlyList<IReadOnlyList<double?>> data =
            [.. inputs.OptionalRows("reliability_data").Select(row => (IReadOnlyList<double?>)[.. row.Select(value => value == missing ? null : value)])];
        var ratio = data.Any(row => row.Any(value => value < 0)) ? null : KrippendorffAlpha.Measure(data, MeasurementScale.Ratio).Value;
        return new CallResults
        {
            { "nominal", KrippendorffAlpha.Measure(data, MeasurementScale.Nominal).Value, NoChance },
            { "ordinal", KrippendorffAlpha.Measure(data, MeasurementScale.Ordinal).Value, NoChance },
            { "interval", KrippendorffAlpha.Measure(data, MeasurementScale.Interval).Value, NoChance },
            { "ratio", ratio, "A ratio scale needs values of at least 0 that are not all the same." },
        };
    }

    private static CallResults Icc(CallInputs inputs)
    {
        const string reason = "The ratings do not vary enough to define it.";
        var icc = IntraclassCorrelation.Measure(inputs.Matrix("ratings"));
        return new CallResults
        {
            { "icc1", icc.OneWay.Value, reason },
            { "icc2", icc.TwoWayRandom.Value, reason },
            { "icc3", icc.TwoWayFixed.Value, reason },
            { "icc1k", icc.OneWayMean.Value, reason },
            { "icc2k", icc.TwoWayRandomMean.Value, reason },
            { "icc3k", icc.TwoWayFixedMean.Value, reason },
        };
    }

    private static CallResults TwoRater(CallInputs inputs)
    {
        var table = new RatingTable(inputs.Matrix("table"));
        var kappa = CohenKappa.Measure(table);
        return new CallResults
        {
            { "observed_agreement", kappa.Observed },
            { "cohen_kappa", kappa.Value, NoChance },
            { "pabak", TwoRaters.Pabak(table).Value, NoChance },
            { "gwet_ac1", TwoRaters.GwetAc1(table).Value, NoChance },
            { "scott_pi", TwoRaters.ScottPi(table).Value, NoChance },
        };
    }
}
