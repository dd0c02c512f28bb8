using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Rates;

/// <summary>What is the mean, when people labelled few and a model predicted many?</summary>
/// <remarks>
/// mean(predictions of the many) + mean(label − prediction of the few): right however bad the model is, narrower the better it is.
/// Source: Angelopoulos et al. 2023, "Prediction-powered inference", algorithm 1; variances here are divided by n − 1, there by n.
/// </remarks>
public sealed record PredictionPoweredMean
{
    /// <summary>The mean with a normal interval; N is how many were labelled.</summary>
    public required Estimate Estimate { get; init; }

    public required double StandardError { get; init; }

    /// <summary>The mean of the labels alone, with its interval: the unadjusted answer.</summary>
    public required Estimate LabelsOnly { get; init; }

    /// <summary>The mean error of the model on the labelled: what is added to its mean prediction.</summary>
    public required double Correction { get; init; }

    /// <param name="labels">What people said, at least 2.</param>
    /// <param name="predictions">What the model said of the same items, in the same order.</param>
    /// <param name="predictionsOfOthers">What the model said of items without a label, at least 2, drawn from the same population.</param>
    /// <param name="confidence">Of the intervals.</param>
    public static PredictionPoweredMean Of(
        IReadOnlyList<double> labels, IReadOnlyList<double> predictions, IReadOnlyList<double> predictionsOfOthers, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(predictionsOfOthers);
        Require.Finite(labels.ToArray(), nameof(labels), atLeast: 2);
        Require.Finite(predictions.ToArray(), nameof(predictions));
        Require.Finite(predictionsOfOthers.ToArray(), nameof(predictionsOfOthers), atLeast: 2);
        Require.SameLength(labels.Count, predictions.Count, nameof(predictions));
        Require.Inside01(confidence, nameof(confidence));
        var z = Normal.InverseSurvival((1 - confidence) / 2);
        var errors = labels.Zip(predictions, (label, prediction) => label - prediction).ToArray();
        var correction = errors.Average();
        var value = predictionsOfOthers.Average() + correction;
        var standardError = Math.Sqrt(VarianceOfMean(predictionsOfOthers) + VarianceOfMean(errors));
        return new PredictionPoweredMean
        {
            Estimate = Around(value, standardError),
            StandardError = standardError,
            LabelsOnly = Around(labels.Average(), Math.Sqrt(VarianceOfMean(labels))),
            Correction = correction,
        };

        Estimate Around(double center, double error) => new(center, new Interval(center - z * error, center + z * error, confidence), labels.Count);
    }

    private static double VarianceOfMean(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count;
    }
}
