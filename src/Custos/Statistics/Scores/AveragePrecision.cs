using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Scores;

/// <summary>How pure is the top of the ranking? Precision averaged over the recall gained at each distinct score.</summary>
/// <param name="Estimate">Σ (Rₖ − Rₖ₋₁) Pₖ, the step definition, with the logit interval on the number of positives.</param>
/// <param name="TrapezoidArea">The area under the straight lines between the points of the precision-recall curve, from (0, 1): too kind, for comparison only.</param>
/// <param name="Prevalence">The share of positives, which is what scores without any information get.</param>
public sealed record AveragePrecision(Estimate Estimate, double TrapezoidArea, double Prevalence)
{
    /// <summary>The average precision of this sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not inside (0, 1).</exception>
    /// <remarks>
    /// The interval is that of Boyd, Eng, Page 2013 (ECML PKDD), logit(AP) ± z / √(m AP (1 − AP)) with m positives;
    /// at an average precision of 1, where the logit does not exist, Wilson's binomial interval on m.
    /// </remarks>
    public static AveragePrecision Of(ScoreSample sample, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(sample);
        Require.Inside01(confidence, nameof(confidence));
        double m = sample.Positives, sum = 0, trapezoid = 0, before = 1;
        var steps = sample.Descending();
        while (steps.Next())
        {
            double hit = steps.PositivesFlagged;
            var precision = hit / (hit + steps.NegativesFlagged);
            sum += steps.Positives * precision;
            trapezoid += steps.Positives * (precision + before) / 2;
            before = precision;
        }

        var value = Math.Min(1, sum / m);
        return new AveragePrecision(
            new Estimate(value, IntervalOf(value, m, confidence), sample.Count), Math.Min(1, trapezoid / m), m / sample.Count);
    }

    private static Interval IntervalOf(double value, double positives, double confidence)
    {
        var z = Normal.Quantile(0.5 + confidence / 2);
        if (value >= 1) return new Interval(positives / (positives + z * z), 1, confidence);
        var center = Math.Log(value / (1 - value));
        var half = z / Math.Sqrt(positives * value * (1 - value));
        return new Interval(1 / (1 + Math.Exp(half - center)), 1 / (1 + Math.Exp(-half - center)), confidence);
    }
}
