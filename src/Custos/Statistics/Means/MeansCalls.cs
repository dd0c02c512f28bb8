using Custos.Statistics.Calls;

namespace Custos.Statistics.Means;

/// <summary>Which questions about means can be asked by name?</summary>
internal static class MeansCalls
{
    private const string Nothing = "Nothing varies.";

    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("descriptive.moments", MomentsOf),
        new("descriptive.clustered_mean_se", Clustered),
        new("tests.welch_t", inputs => Test(StudentTest.Welch(inputs.Column("x"), inputs.Column("y"), inputs.NumberOr("confidence", 0.95)))),
        new("tests.paired_t", inputs => Test(StudentTest.Paired(inputs.Column("x"), inputs.Column("y"), inputs.NumberOr("confidence", 0.95)))),
        new("tests.one_way_anova", Anova),
    ];

    private static CallResults MomentsOf(CallInputs inputs)
    {
        var values = inputs.Column("x");
        var moments = Moments.Of(values);
        return new CallResults
        {
            { "mean", moments.Mean },
            { "sd", moments.StandardDeviation, "One value has no spread." },
            { "lag1_autocorrelation", Moments.Autocorrelation(values), Nothing },
            { "n", moments.N },
        };
    }

    private static CallResults Clustered(CallInputs inputs)
    {
        var clusters = inputs.Numbers("cluster");
        var names = clusters.Distinct().Select((value, place) => (value, place)).ToDictionary(pair => pair.value, pair => pair.place);
        var mean = ClusteredMean.Of(inputs.Column("x"), clusters.Select(cluster => names[cluster]).ToArray(), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "mean", mean.Estimate.Value },
            { "se_iid", mean.StandardErrorIndependent },
            { "se_clustered_cr0", mean.StandardErrorCr0 },
            { "se_clustered_cr1", mean.StandardErrorCr1, "One cluster tells nothing of the spread between clusters." },
            { "ci", mean.Estimate.Interval },
            { "design_effect_cr0", mean.DesignEffect, Nothing },
            { "clusters", mean.Estimate.N },
        };
    }

    private static CallResults Test(StudentTest test) => new()
    {
        { "t", test.T, Nothing },
        { "df", test.DegreesOfFreedom, Nothing },
        { "p", test.P },
        { "difference", test.Difference.Value },
        { "ci", test.Difference.Interval },
    };

    private static CallResults Anova(CallInputs inputs)
    {
        var table = OneWayAnova.Of([.. inputs.Rows("groups").Select(row => row.ToArray())]);
        return new CallResults
        {
            { "ss_between", table.SumOfSquaresBetween },
            { "ss_within", table.SumOfSquaresWithin },
            { "f", table.F, Nothing },
            { "p", table.P, Nothing },
        };
    }
}
