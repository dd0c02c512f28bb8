using Custos.Statistics.Scores;
using Custos.Train.Splits;

namespace Custos.Train;

/// <summary>How does each training row score under a model that learned nothing from its group?</summary>
internal sealed class FoldScores
{
    private readonly int[] _folds;
    private readonly int _count;
    private readonly double?[][] _decisions;

    private FoldScores(int[] folds, int count, double?[][] decisions)
    {
        _folds = folds;
        _count = count;
        _decisions = decisions;
    }

    /// <summary>Holds out each fold of the training groups in turn; the vocabulary, too, is learned from the other folds alone.</summary>
    public static FoldScores Of(LabelledRows rows, int[] train, TrainingOptions options, Action oneFoldDone, CancellationToken cancellationToken)
    {
        var folds = FoldsOf(rows, train, options);
        var decisions = Enumerable.Range(0, rows.Labels.Count).Select(_ => new double?[train.Length]).ToArray();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, options.Folds, parallel, fold =>
        {
            var inside = Enumerable.Range(0, train.Length).Where(place => folds[place] == fold).ToArray();
            int[] outside = [.. Enumerable.Range(0, train.Length).Where(place => folds[place] != fold).Select(place => train[place])];
            if (inside.Length > 0 && outside.Length > 0 && LearnedModel.TryOf(rows, outside, options, cancellationToken) is { } model)
            {
                var x = model.Features.Transform(rows.TextsOf(Array.ConvertAll(inside, place => train[place])), cancellationToken);
                for (var label = 0; label < decisions.Length; label++)
                {
                    var scores = model.Decide(x, label);
                    for (var i = 0; i < inside.Length; i++)
                    {
                        decisions[label][inside[i]] = scores?[i];
                    }
                }
            }

            oneFoldDone();
        });
        return new FoldScores(folds, options.Folds, decisions);
    }

    /// <summary>The scores of a model that learned from none of the rows, each in its group's fold.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="train">Those of the training side.</param>
    /// <param name="options">How many folds, drawn from which seed.</param>
    /// <param name="decisions">Per label and training row.</param>
    public static FoldScores OfScores(LabelledRows rows, int[] train, TrainingOptions options, double?[][] decisions) => new(FoldsOf(rows, train, options), options.Folds, decisions);

    /// <summary>The scores, labels and folds of the rows that have both a known label and a score.</summary>
    /// <param name="label">The label's number.</param>
    /// <param name="labels">Its value per training row.</param>
    public (double[] Scores, sbyte[] Labels, int[] Folds) Known(int label, sbyte[] labels)
    {
        var known = Enumerable.Range(0, labels.Length).Where(place => labels[place] >= 0 && _decisions[label][place] is not null).ToArray();
        return (
            Array.ConvertAll(known, place => _decisions[label][place]!.Value),
            Array.ConvertAll(known, place => labels[place]),
            Array.ConvertAll(known, place => _folds[place]));
    }

    /// <summary>How much do the ranking figures move from fold to fold?</summary>
    /// <inheritdoc cref="Known" path="/param"/>
    public CrossValidation Spread(int label, sbyte[] labels)
    {
        var (scores, known, folds) = Known(label, labels);
        var figures = Enumerable.Range(0, _count).Select(fold => FoldScoreOf(scores, known, folds, fold)).ToArray();
        return new CrossValidation(
            [.. figures],
            SpreadOf([.. figures.Select(figure => figure.Auroc).OfType<double>()]),
            SpreadOf([.. figures.Select(figure => figure.Auprc).OfType<double>()]));
    }

    private static int[] FoldsOf(LabelledRows rows, int[] train, TrainingOptions options) =>
        Array.ConvertAll(train, row => GroupDraw.Fold(options.Seed, rows.Groups[rows.GroupOf[row]], options.Folds));

    private static FoldScore FoldScoreOf(double[] scores, sbyte[] labels, int[] folds, int fold)
    {
        var inside = Enumerable.Range(0, folds.Length).Where(place => folds[place] == fold).ToArray();
        sbyte[] own = [.. inside.Select(place => labels[place])];
        var positives = own.LongCount(value => value == 1);
        return ScoreSample.TryOf([.. inside.Select(place => scores[place])], own, out var sample, out _)
            ? new FoldScore(own.Length, positives, RocArea.Of(sample).Estimate.Value, AveragePrecision.Of(sample).Estimate.Value)
            : new FoldScore(own.Length, positives, null, null);
    }

    private static Spread? SpreadOf(double[] values)
    {
        if (values.Length < 2)
        {
            return null;
        }

        var mean = values.Average();
        return new Spread(mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)), values.Length);
    }
}
