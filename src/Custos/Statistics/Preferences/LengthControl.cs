using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Regression;

namespace Custos.Statistics.Preferences;

/// <summary>Is one model preferred for its answers, or for their length?</summary>
/// <remarks>P(A preferred) = σ(model effect × side + length effect × length difference), no intercept. The idea of length-controlled AlpacaEval and of style control: Dubois et al. 2024, arXiv 2404.04475.</remarks>
public abstract record LengthControl
{
    private LengthControl()
    {
    }

    /// <summary>Both fits exist.</summary>
    public sealed record Fitted : LengthControl
    {
        /// <summary>The model's log-odds of being preferred at equal length.</summary>
        public required Estimate ModelEffect { get; init; }

        /// <summary>The log-odds that a unit of length difference adds.</summary>
        public required Estimate LengthEffect { get; init; }

        public required double ModelStandardError { get; init; }

        public required double LengthStandardError { get; init; }

        public required double LogLikelihood { get; init; }

        /// <summary>The model's log-odds when length is left out, for comparison.</summary>
        public required double ModelEffectUncontrolled { get; init; }

        public required double LogLikelihoodUncontrolled { get; init; }

        /// <summary>The model's chance of being preferred at equal length.</summary>
        public required Estimate WinProbability { get; init; }

        /// <summary>Twice the gain in log-likelihood by the length: χ² with one degree of freedom if length does not matter.</summary>
        public double LengthChiSquare => Math.Max(0, 2 * (LogLikelihood - LogLikelihoodUncontrolled));

        public double LengthP => ChiSquare.Survival(LengthChiSquare, 1);
    }

    /// <summary>No maximum exists.</summary>
    /// <param name="Reason">Why, in plain words.</param>
    public sealed record None(string Reason) : LengthControl;

    /// <param name="side">For each comparison +1 when A is the model of interest, −1 when B is.</param>
    /// <param name="lengthDifference">The length of A less that of B, usually in standard deviations.</param>
    /// <param name="preferred">1 when A was preferred, 0 when B was.</param>
    /// <param name="confidence">The confidence, inside (0, 1).</param>
    /// <exception cref="ArgumentException">There is no comparison, the lengths differ, a number is not finite, or a preference is neither 0 nor 1.</exception>
    public static LengthControl Fit(ReadOnlySpan<double> side, ReadOnlySpan<double> lengthDifference, ReadOnlySpan<sbyte> preferred, double confidence = 0.95)
    {
        Require.Finite(side, nameof(side));
        Require.Finite(lengthDifference, nameof(lengthDifference));
        Require.SameLength(side.Length, lengthDifference.Length, nameof(lengthDifference));
        Require.SameLength(side.Length, preferred.Length, nameof(preferred));
        Require.Labels(preferred, nameof(preferred));
        Require.Inside01(confidence, nameof(confidence));
        Predictor model = new("model", side.ToArray()), length = new("length", lengthDifference.ToArray());
        if (FitOf(preferred, model) is not { } alone)
        {
            return new None("One model won every comparison, so its effect grows without end: no maximum exists.");
        }

        if (FitOf(preferred, model, length) is not { } both)
        {
            return new None("Model and length together tell every outcome, or say the same thing: no maximum exists.");
        }

        var z = Normal.Quantile(0.5 + confidence / 2);
        var (modelError, lengthError) = (both["model"].StandardError!.Value, both["length"].StandardError!.Value);
        var effect = both["model"].Value;
        return new Fitted
        {
            ModelEffect = Around(effect, z * modelError, confidence, side.Length),
            LengthEffect = Around(both["length"].Value, z * lengthError, confidence, side.Length),
            ModelStandardError = modelError,
            LengthStandardError = lengthError,
            LogLikelihood = both.LogLikelihood,
            ModelEffectUncontrolled = alone["model"].Value,
            LogLikelihoodUncontrolled = alone.LogLikelihood,
            WinProbability = new Estimate(
                Sigmoid(effect), new Interval(Sigmoid(effect - z * modelError), Sigmoid(effect + z * modelError), confidence), side.Length),
        };
    }

    private static LogisticFit? FitOf(ReadOnlySpan<sbyte> preferred, params IReadOnlyList<Predictor> predictors)
    {
        var events = new double[preferred.Length];
        for (var i = 0; i < events.Length; i++) events[i] = preferred[i];
        return (LogisticRegression.Fit(events, [.. Enumerable.Repeat(1.0, events.Length)], predictors, intercept: false) as LogisticOutcome.Fitted)?.Fit;
    }

    private static Estimate Around(double value, double half, double confidence, long n) => new(value, new Interval(value - half, value + half, confidence), n);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
