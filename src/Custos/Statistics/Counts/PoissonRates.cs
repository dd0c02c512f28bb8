using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Counts;

/// <summary>Do events come at the same rate in two stretches of time or exposure?</summary>
/// <param name="Rate1">Events per unit of exposure, with Garwood's exact interval; N is the number of events, at least 1 even when none was seen.</param>
/// <param name="Rate2">The same of the second.</param>
/// <param name="PExact">Two-sided: given all events, how many fell into the first is binomial. 1 when there was no event at all.</param>
/// <param name="Ratio">First ÷ second with its exact interval from the same binomial; null when the second has no event.</param>
/// <remarks>Source: Garwood 1936; Przyborowski and Wilenski 1940; two-sided by probability, as R's poisson.test.</remarks>
public sealed record PoissonRates(Estimate Rate1, Estimate Rate2, double PExact, Estimate? Ratio)
{
    /// <param name="events1">At least 0.</param>
    /// <param name="exposure1">Above 0, in any unit, the same as the second's.</param>
    /// <param name="events2">At least 0.</param>
    /// <param name="exposure2">Above 0.</param>
    /// <param name="confidence">Of every interval.</param>
    public static PoissonRates Compare(long events1, double exposure1, long events2, double exposure2, double confidence = 0.95)
    {
        Require.Countable(events1, nameof(events1));
        Require.Countable(events2, nameof(events2));
        Require.Positive(exposure1, nameof(exposure1));
        Require.Positive(exposure2, nameof(exposure2));
        Require.Inside01(confidence, nameof(confidence));
        var events = events1 + events2;
        var share = exposure1 / (exposure1 + exposure2);
        var p = events == 0 ? 1 : BinomialTest.Of(events1, events, share).TwoSided;
        return new PoissonRates(RateOf(events1, exposure1, confidence), RateOf(events2, exposure2, confidence), p, events2 == 0 ? null : RatioOf());

        Estimate RatioOf()
        {
            var (low, high) = Rates.BinomialIntervals.ClopperPearson(events1, events, confidence);
            var scale = exposure2 / exposure1;
            return new Estimate(events1 / (double)events2 * scale, new Interval(low / (1 - low) * scale, high / (1 - high) * scale, confidence), events);
        }
    }

    /// <summary>Between which means does the truth lie, after so many events?</summary>
    /// <remarks>χ² quantiles; the lower end is 0 when no event was seen. Source: Garwood 1936.</remarks>
    public static Interval Garwood(long events, double confidence = 0.95)
    {
        Require.Countable(events, nameof(events));
        Require.Inside01(confidence, nameof(confidence));
        var tail = (1 - confidence) / 2;
        var lower = events == 0 ? 0 : ChiSquare.Quantile(tail, 2.0 * events) / 2;
        return new Interval(lower, ChiSquare.InverseSurvival(tail, 2.0 * events + 2) / 2, confidence);
    }

    private static Estimate RateOf(long events, double exposure, double confidence)
    {
        var (low, high) = Garwood(events, confidence);
        return new Estimate(events / exposure, new Interval(low / exposure, high / exposure, confidence), Math.Max(1, events));
    }
}
