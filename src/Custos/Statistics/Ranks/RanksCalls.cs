using System.Globalization;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Ranks;

/// <summary>Which questions about ranks can be asked by name?</summary>
internal static class RanksCalls
{
    private const string TooLarge = "The samples are too large to count every case; the normal or limit p-value is as good.";

    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("tests.mann_whitney_u", MannWhitneyU),
        new("tests.mann_whitney_u_exact", MannWhitneyExact),
        new("tests.ks_two_sample", TwoSample),
        new("tests.ks_one_sample", OneSample),
        new("tests.wilcoxon_signed_rank", SignedRank),
        new("tests.correlations", Correlations),
        new("descriptive.quantile", QuantilesOf),
        new("intervals.quantile_order_statistic", OrderStatistic),
    ];

    private static CallResults MannWhitneyU(CallInputs inputs)
    {
        var test = MannWhitney.Of(inputs.Column("x"), inputs.Column("y"), inputs.AlternativeOr(Alternative.TwoSided), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "U1", test.U1 },
            { "U2", test.U2 },
            { "tie_term", test.TieTerm },
            { "z_no_cc", test.Z, "All values are equal." },
            { "p_no_cc", test.P },
            { "p_cc", test.PWithContinuity },
            { "a12", test.Superiority.Value },
            { "a12_ci", test.Superiority.Interval },
            { "cliffs_delta", test.CliffsDelta },
            { "hodges_lehmann_y_minus_x", test.Shift.Value },
            { "hodges_lehmann_ci", test.Shift.Interval },
        };
    }

    private static CallResults MannWhitneyExact(CallInputs inputs)
    {
        var test = MannWhitney.Of(inputs.Column("x"), inputs.Column("y"), inputs.AlternativeOr(Alternative.TwoSided));
        return new CallResults { { "U1", test.U1 }, { "p_exact", test.PExact, TooLarge } };
    }

    private static CallResults TwoSample(CallInputs inputs)
    {
        var test = KolmogorovSmirnov.TwoSample(inputs.Column("x"), inputs.Column("y"));
        return new CallResults { { "D", test.D }, { "p_exact", test.PExact, TooLarge }, { "p_kolmogorov_limit", test.PLimit } };
    }

    private static CallResults OneSample(CallInputs inputs)
    {
        var test = KolmogorovSmirnov.OneSample(inputs.Column("x"), DistributionNamed(inputs.Text("distribution")));
        return new CallResults { { "D", test.D }, { "p_exact", test.PExact, TooLarge }, { "p_kolmogorov_limit", test.PLimit } };
    }

    /// <summary>The distribution function that a text such as uniform(0,1), normal(0,1) or exponential(2) names.</summary>
    /// <exception cref="BadInputException">The text names none.</exception>
    internal static Func<double, double> DistributionNamed(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? text : text[..open];
        var parameters = open < 0 || !text.EndsWith(')')
            ? []
            : text[(open + 1)..^1].Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
        return (name.Trim(), parameters) switch
        {
            ("uniform", [var low, var high]) when low < high => x => Math.Clamp((x - low) / (high - low), 0, 1),
            ("normal", [var mean, var sd]) when sd > 0 => x => Normal.Cdf((x - mean) / sd),
            ("exponential", [var rate]) when rate > 0 => x => x <= 0 ? 0 : -LogSpace.ExpM1(-rate * x),
            _ => throw new BadInputException("The text names no distribution.", "Give uniform(low,high), normal(mean,sd) or exponential(rate).", "inputs.distribution"),
        };
    }

    private static CallResults SignedRank(CallInputs inputs)
    {
        var test = WilcoxonSignedRank.Of(
            inputs.Column("x"), inputs.Column("y"), inputs.AlternativeOr(Alternative.TwoSided), inputs.FlagOr("continuity", true));
        return new CallResults
        {
            { "W_plus_minus_min", Math.Min(test.WPlus, test.WMinus) },
            { "W_plus", test.WPlus },
            { "p_normal_cc", test.P },
            { "p_exact", test.PExact, TooLarge },
            { "pairs", test.DifferingPairs },
        };
    }

    private static CallResults Correlations(CallInputs inputs)
    {
        var (x, y) = (inputs.Column("x"), inputs.Column("y"));
        var results = new CallResults();
        Add("kendall_tau_b", Correlation.Kendall(x, y));
        Add("spearman", Correlation.Spearman(x, y));
        Add("pearson", Correlation.Pearson(x, y));
        return results;

        void Add(string name, Correlation correlation)
        {
            results.Add(name, correlation.Estimate?.Value, correlation.Reason ?? "");
            results.Add($"{name}_ci", correlation.Estimate?.Interval, correlation.Reason ?? "");
            results.Add($"{name}_p", correlation.P, correlation.Reason ?? "Fewer than 3 rows show nothing.");
        }
    }

    private static CallResults QuantilesOf(CallInputs inputs)
    {
        var quantiles = Quantiles.Of(inputs.Column("x"));
        var shares = inputs.Column("q");
        return new CallResults { { "type7", shares.Select(quantiles.Interpolated) }, { "nearest_rank", shares.Select(quantiles.NearestRank) } };
    }

    private static CallResults OrderStatistic(CallInputs inputs)
    {
        var ends = OrderStatisticInterval.Of(inputs.Integer("n"), inputs.Number("q"), inputs.NumberOr("confidence", 0.95));
        const string reason = "The sample is too small to bound the quantile on that side.";
        return new CallResults
        {
            { "lower_index_1based", ends.Lower, reason },
            { "upper_index_1based", ends.Upper, reason },
            { "coverage", ends.Coverage },
        };
    }
}
