using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>What is the mean of the population, when each observation stands for so many others?</summary>
/// <param name="Estimate">The weighted mean with a normal interval; N is how many were observed.</param>
/// <param name="Unweighted">The plain mean: the unadjusted answer.</param>
/// <param name="StandardError">By linearisation, with the weights taken as known.</param>
/// <param name="EffectiveN">Kish's effective sample size, (Σw)²/Σw²: how many equal observations would tell as much.</param>
/// <remarks>Hájek's estimator Σwx/Σw. Source: Särndal, Swensson, Wretman 1992, section 5.7; Kish 1965.</remarks>
public sealed record WeightedMean(Estimate Estimate, double Unweighted, double StandardError, double EffectiveN)
{
    /// <param name="values">Finite, at least 2.</param>
    /// <param name="weights">One over the chance of having been drawn: finite, at least 0, not all 0.</param>
    /// <param name="confidence">Of the interval.</param>
    public static WeightedMean Of(IReadOnlyList<double> values, IReadOnlyList<double> weights, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(weights);
        Require.Finite(values.ToArray(), nameof(values), atLeast: 2);
        Require.Finite(weights.ToArray(), nameof(weights));
        Require.SameLength(values.Count, weights.Count, nameof(weights));
        Require.Inside01(confidence, nameof(confidence));
        var total = weights.Sum();
        if (weights.Any(weight => weight < 0) || total <= 0)
        {
            throw new ArgumentException("Weights must be at least 0, and not all 0.", nameof(weights));
        }

        var n = values.Count;
        var mean = values.Zip(weights, (value, weight) => value * weight).Sum() / total;
        var spread = values.Zip(weights, (value, weight) => weight * (value - mean)).Sum(residual => residual * residual);
        var error = Math.Sqrt(spread * n / (n - 1)) / total;
        var half = Normal.InverseSurvival((1 - confidence) / 2) * error;
        var estimate = new Estimate(mean, new Interval(mean - half, mean + half, confidence), n);
        return new WeightedMean(estimate, values.Average(), error, total * total / weights.Sum(weight => weight * weight));
    }
}
