using System.Collections.Immutable;
using Custos.Learning;
using Custos.Statistics.Conformal;
using Custos.Statistics.Scores;

namespace Custos.Train;

/// <summary>What do the held-out rows say of one label's model?</summary>
internal static class HeldOut
{
    private const int HistogramBins = 20;
    private const int CurvePoints = 200;
    private const int HeaviestFeatures = 15;

    /// <summary>The known rows' scores, ready for ranking figures.</summary>
    public static ScoreSample SampleOf(double[] scores, sbyte[] labels)
    {
        var known = Known(scores, labels);
        return ScoreSample.Of(known.Scores, known.Labels);
    }

    /// <summary>The label's whole report.</summary>
    /// <param name="name">The label.</param>
    /// <param name="probabilities">The calibrated scores of the held-out rows.</param>
    /// <param name="train">The label's values in the rows learned from.</param>
    /// <param name="validation">The label's values in the held-out rows, some known of either class.</param>
    /// <param name="fit">The weights, and what they stand for; null for a model that was brought.</param>
    /// <param name="calibration">How raw scores became probabilities.</param>
    /// <param name="crossValidation">The spread over folds.</param>
    /// <param name="learningCurve">The figures by share of groups.</param>
    /// <param name="maxFpr">The false-positive rate allowed.</param>
    public static LabelReport Report(
        string name,
        double[] probabilities,
        sbyte[] train,
        sbyte[] validation,
        (TextFeatures Features, LogisticFit Weights)? fit,
        CalibrationReport calibration,
        CrossValidation crossValidation,
        ImmutableArray<LearningPoint> learningCurve,
        double maxFpr)
    {
        var (scores, labels) = Known(probabilities, validation);
        var sample = ScoreSample.Of(scores, labels);
        var counts = CountsOf(validation);
        return new LabelReport
        {
            Name = name,
            Train = CountsOf(train),
            Validation = counts,
            Auroc = RocArea.Of(sample).Estimate,
            Auprc = AveragePrecision.Of(sample).Estimate,
            Brier = BrierScore.Of(scores, labels).Estimate,
            LogLoss = LogLoss.Of(scores, labels).Estimate!,
            Prevalence = counts.PositiveRate,
            Empirical = OperatingPoints.Empirical(sample, maxFpr),
            Certification = OperatingPoints.Certified(sample, maxFpr),
            Bands = ConformalBand.Usual([.. scores.Where((_, row) => labels[row] == 1)], [.. scores.Where((_, row) => labels[row] == 0)]),
            Calibration = calibration,
            Reliability = ReliabilityCurve.OfEqualWidth(scores, labels),
            CrossValidation = crossValidation,
            LearningCurve = learningCurve,
            PrecisionRecall = CurveOf(sample),
            Histogram = HistogramOf(scores, labels),
            HeaviestFor = fit is { } forIt ? Heaviest(forIt.Features, forIt.Weights.Weights.Span, 1) : [],
            HeaviestAgainst = fit is { } against ? Heaviest(against.Features, against.Weights.Weights.Span, -1) : [],
            Fit = fit is { Weights: var found } ? new FitCertificate(found.GradientNorm, found.Iterations, found.Converged) : null,
        };
    }

    public static LabelCounts CountsOf(sbyte[] labels)
    {
        var known = labels.LongCount(label => label >= 0);
        return new LabelCounts(known, labels.LongCount(label => label == 1), labels.Length - known);
    }

    private static (double[] Scores, sbyte[] Labels) Known(double[] scores, sbyte[] labels)
    {
        var known = Enumerable.Range(0, labels.Length).Where(row => labels[row] >= 0).ToArray();
        return (Array.ConvertAll(known, row => scores[row]), Array.ConvertAll(known, row => labels[row]));
    }

    // The first point of each of the equal steps of recall, and the last of all.
    private static ImmutableArray<PrecisionRecallPoint> CurveOf(ScoreSample sample)
    {
        var points = RocCurve.Points(sample).Where(point => point.Precision is not null).ToArray();
        var steps = points.Select(point => (int)(point.Recall.Value * CurvePoints)).ToArray();
        return [.. points
            .Where((_, i) => i == 0 || i == points.Length - 1 || steps[i] > steps[i - 1])
            .Select(point => new PrecisionRecallPoint(point.Threshold, point.Precision!.Value, point.Recall.Value))];
    }

    private static ImmutableArray<ScoreBin> HistogramOf(double[] scores, sbyte[] labels)
    {
        var counts = new (long Negatives, long Positives)[HistogramBins];
        for (var row = 0; row < scores.Length; row++)
        {
            ref var bin = ref counts[Math.Min((int)(scores[row] * HistogramBins), HistogramBins - 1)];
            bin = labels[row] == 1 ? (bin.Negatives, bin.Positives + 1) : (bin.Negatives + 1, bin.Positives);
        }

        return [.. counts.Select((bin, i) => new ScoreBin((double)i / HistogramBins, (double)(i + 1) / HistogramBins, bin.Negatives, bin.Positives))];
    }

    private static ImmutableArray<FeatureWeight> Heaviest(TextFeatures features, ReadOnlySpan<double> weights, int sign)
    {
        var heaviest = new PriorityQueue<int, (double Weight, int Column)>();
        for (var column = 0; column < weights.Length; column++)
        {
            if (weights[column] * sign > 0)
            {
                // Of equal weights the earlier column stays.
                heaviest.Enqueue(column, (weights[column] * sign, -column));
                if (heaviest.Count > HeaviestFeatures)
                {
                    heaviest.Dequeue();
                }
            }
        }

        var columns = new List<int>();
        while (heaviest.TryDequeue(out var column, out _))
        {
            columns.Insert(0, column);
        }

        var own = weights.ToArray();
        return [.. columns.Select(column => new FeatureWeight(features.Names[column], own[column]))];
    }
}
