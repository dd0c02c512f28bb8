using System.Collections.Immutable;
using Custos.Statistics.Scores;
using Custos.Train.Splits;

namespace Custos.Train;

/// <summary>How good would the model be, had it learned from fewer groups?</summary>
internal static class LearningCurve
{
    /// <summary>The shares of training groups below the whole.</summary>
    private static readonly double[] Shares = [0.1, 0.2, 0.4, 0.7];

    /// <summary>Per label, a point for each share, the last of them the model itself.</summary>
    /// <remarks>Each share's groups are among those of the next, so that the curve moves by what was added.</remarks>
    public static ImmutableArray<LearningPoint>[] Of(
        LabelledRows rows, int[] train, int[] validation, LearnedModel whole, TrainingOptions options, Action oneShareDone, CancellationToken cancellationToken)
    {
        var points = new LearningPoint[Shares.Length + 1][];
        points[^1] = PointsOf(rows, train, validation, whole, 1, cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, Shares.Length, parallel, i =>
        {
            int[] chosen = [.. train.Where(row => GroupDraw.Share(options.Seed, rows.Groups[rows.GroupOf[row]]) < Shares[i])];
            var model = chosen.Length == 0 ? null : LearnedModel.TryOf(rows, chosen, options, cancellationToken);
            points[i] = PointsOf(rows, chosen, validation, model, Shares[i], cancellationToken);
            oneShareDone();
        });
        return [.. Enumerable.Range(0, rows.Labels.Count).Select(label => points.Select(share => share[label]).ToImmutableArray())];
    }

    private static LearningPoint[] PointsOf(
        LabelledRows rows, int[] chosen, int[] validation, LearnedModel? model, double share, CancellationToken cancellationToken)
    {
        var x = model?.Features.Transform(rows.TextsOf(validation), cancellationToken);
        return [.. Enumerable.Range(0, rows.Labels.Count).Select(label =>
        {
            var learned = rows.LabelsOf(label, chosen);
            var point = new LearningPoint(share, learned.LongCount(value => value >= 0), learned.LongCount(value => value == 1), null, null);
            if (x is null || model!.Decide(x, label) is not { } scores)
            {
                return point;
            }

            var sample = HeldOut.SampleOf(scores, rows.LabelsOf(label, validation));
            return point with { Auroc = RocArea.Of(sample).Estimate, Auprc = AveragePrecision.Of(sample).Estimate };
        })];
    }
}
