using Custos.Statistics.Calls;

namespace Custos.Statistics.Monitoring;

/// <summary>Which questions about drift can be asked by name?</summary>
internal static class MonitoringCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("monitoring.distribution_drift", inputs =>
        {
            var drift = DistributionDrift.Compare(inputs.Numbers("expected_counts"), inputs.Numbers("actual_counts"), inputs.NumberOr("floor", 0));
            return new CallResults
            {
                { "psi", drift.Psi },
                { "kl_actual_expected", drift.KullbackLeibler },
                { "js_divergence_nats", drift.JensenShannon },
                { "js_distance_nats", drift.JensenShannonDistance },
                { "chi2_homogeneity", drift.ChiSquare },
                { "chi2_p", drift.P, "Only one category was ever seen." },
                { "total_variation", drift.TotalVariation },
            };
        }),
        new("monitoring.ewma_flags", inputs =>
        {
            var points = new EwmaRule
            {
                Alpha = inputs.NumberOr("alpha", 0.3),
                Z = inputs.NumberOr("z", 3),
                InitialMean = inputs.NumberOr("mu0", 0),
                InitialVariance = inputs.NumberOr("v0", 0),
                StartsAtFirst = inputs.Choice("init", "given", "given", "first", "zero") == "first",
            }.Run(inputs.Numbers("x"));
            return new CallResults
            {
                { "mu", points.Select(point => point.Mean) },
                { "variance", points.Select(point => point.Variance) },
                { "flag_indices_0based", points.Select((point, index) => (point, index)).Where(pair => pair.point.Flagged).Select(pair => (long)pair.index) },
            };
        }),
    ];
}
