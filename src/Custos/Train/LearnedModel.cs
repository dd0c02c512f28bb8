using Custos.Learning;
using Custos.Records;
using Custos.Train.Splits;

namespace Custos.Train;

/// <summary>What was learned from some of the rows?</summary>
/// <param name="Features">The columns that those rows' texts gave rise to.</param>
/// <param name="Fits">Per label; null where those rows lack one of its classes.</param>
internal sealed record LearnedModel(TextFeatures Features, IReadOnlyList<LogisticFit?> Fits)
{
    /// <param name="rows">All rows.</param>
    /// <param name="chosen">Those that are learned from.</param>
    /// <param name="options">How.</param>
    /// <param name="threads">At least 1; the model does not depend on it.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <exception cref="BadInputException">Their texts share too few words.</exception>
    public static LearnedModel Of(LabelledRows rows, int[] chosen, TrainingOptions options, int threads, CancellationToken cancellationToken)
    {
        var features = TextFeatures.Fit(rows.TextsOf(chosen), options.Features, out var x, cancellationToken);
        var labels = Enumerable.Range(0, rows.Labels.Count).Select(label => rows.LabelsOf(label, chosen)).ToArray();
        var fittable = Enumerable.Range(0, labels.Length).Where(label => labels[label].Contains((sbyte)1) && labels[label].Contains((sbyte)0)).ToArray();
        var logistic = new LogisticOptions { C = options.C, ClassWeights = options.ClassWeights, ColumnPenalty = options.ColumnPenalty, EvenColumns = features.ThemeColumns, Threads = threads };
        var fitted = LogisticRegression.Fit(x, [.. fittable.Select(label => (ReadOnlyMemory<sbyte>)labels[label])], logistic, cancellationToken);
        var fits = new LogisticFit?[labels.Length];
        for (var i = 0; i < fittable.Length; i++)
        {
            fits[fittable[i]] = fitted[i];
        }

        return new LearnedModel(features, fits);
    }

    /// <summary>Likewise, or null where the chosen rows' texts share too few words to learn anything.</summary>
    public static LearnedModel? TryOf(LabelledRows rows, int[] chosen, TrainingOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return Of(rows, chosen, options, threads: 1, cancellationToken);
        }
        catch (BadInputException)
        {
            // A part of rows that are enough as a whole; what depends on it is reported as not measured.
            return null;
        }
    }

    /// <summary>The raw decision value of each row for one label, or null where it could not be learned.</summary>
    public double[]? Decide(SparseRows x, int label) => Fits[label] is { } fit ? x.Times(fit.Weights.Span, fit.Intercept) : null;
}
