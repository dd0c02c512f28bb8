using Custos.Statistics.Calls;
using Custos.Statistics.Means;
using Custos.Statistics.Ranks;

namespace Custos.Statistics.Bootstrap;

/// <summary>Which questions about resampling can be asked by name?</summary>
internal static class BootstrapCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("bootstrap.bca_levels", Levels),
        new("bootstrap.exhaustive_mean", Exhaustive),
        new("bootstrap.jackknife", JackknifeOf),
    ];

    private static CallResults Levels(CallInputs inputs)
    {
        var levels = BcaLevels.Of(inputs.Number("fraction_below"), inputs.Number("acceleration"), inputs.NumberOr("confidence", 0.95));
        return new CallResults { { "lower_level", levels.Lower }, { "upper_level", levels.Upper }, { "z0", levels.Z0 } };
    }

    private static CallResults Exhaustive(CallInputs inputs)
    {
        var all = ExhaustiveMean.Of(inputs.Column("x"));
        return new CallResults
        {
            { "resamples", all.Resamples },
            { "mean", all.Mean },
            { "sd_population", all.StandardDeviation },
            { "se_plug_in", all.PlugInError },
            { "quantile_2.5_type7", all.Quantile025 },
            { "quantile_97.5_type7", all.Quantile975 },
        };
    }

    private static CallResults JackknifeOf(CallInputs inputs)
    {
        var x = inputs.Column("x");
        var y = inputs.ColumnOrNone("y");
        Require.Finite(x, nameof(x), atLeast: 2);
        Require.Finite(y, nameof(y), atLeast: 0);
        var name = inputs.Choice("statistic", y.Length > 0 ? "pearson" : "mean", "mean", "median", "sd", "pearson", "spearman");
        if (name is "pearson" or "spearman") Require.SameLength(x.Length, y.Length, nameof(y));
        var jackknife = Jackknife.Of(x.Length, rows => Statistic(name, Take(x, rows), y.Length > 0 ? Take(y, rows) : []));
        return new CallResults
        {
            { "estimate", jackknife.Estimate },
            { "jackknife_se", jackknife.StandardError },
            { "jackknife_bias", jackknife.Bias },
            { "bca_acceleration", jackknife.Acceleration },
        };
    }

    private static double Statistic(string name, double[] x, double[] y) => name switch
    {
        "mean" => Moments.Of(x).Mean,
        "median" => Quantiles.Of(x).Interpolated(0.5),
        "sd" => Moments.Of(x).StandardDeviation ?? double.NaN,
        "spearman" => Correlation.Spearman(x, y).Estimate?.Value ?? double.NaN,
        _ => Correlation.Pearson(x, y).Estimate?.Value ?? double.NaN,
    };

    private static double[] Take(double[] values, ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }
}
