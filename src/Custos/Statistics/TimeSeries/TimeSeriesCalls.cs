using Custos.Statistics.Calls;

namespace Custos.Statistics.TimeSeries;

/// <summary>Which questions about time series can be asked by name?</summary>
internal static class TimeSeriesCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("timeseries.local_level_filter", inputs =>
        {
            var state = LocalLevel.Filter(inputs.Numbers("y"), inputs.Number("sigma2_irregular"), inputs.Number("sigma2_level"));
            return new CallResults
            {
                { "filtered_level_last", state.Level },
                { "filtered_variance_last", state.Variance },
                { "loglik_excluding_first", state.LogLikelihood, "The likelihood is infinite." },
                { "forecast_1_step_sd", Math.Sqrt(state.ForecastVariance) },
            };
        }),
        new("timeseries.local_level_mle", inputs =>
        {
            var fit = LocalLevel.MostLikely(inputs.Numbers("y"));
            return new CallResults
            {
                { "sigma2_irregular", fit.Irregular },
                { "sigma2_level", fit.LevelVariance },
                { "loglik_excluding_first", fit.LogLikelihood, "The series never changes, so the likelihood is infinite." },
            };
        }),
    ];
}
