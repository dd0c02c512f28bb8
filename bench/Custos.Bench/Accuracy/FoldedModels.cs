using System.Collections.Immutable;
using Custos.Statistics.Splits;

namespace Custos.Bench.Accuracy;

/// <summary>How does each text score under a model that learned nothing from its family, and which threshold would have been chosen without it?</summary>
/// <remarks>
/// 1. Families are dealt into folds.
/// 2. For each fold a model learns from the others: it scores the fold.
/// 3. For each pair of folds a model learns from the rest: it scores either fold for the threshold of the other.
/// 4. <see cref="Choose"/> takes each fold's threshold from the scores of step 3 of the other folds, which know nothing of the fold.
/// </remarks>
internal sealed class FoldedModels
{
    public const int Folds = 5;

    private readonly IReadOnlyList<LabelledText> _rows;
    private readonly double[][] _inner;

    private FoldedModels(IReadOnlyList<LabelledText> rows, IReadOnlyList<int> foldOf, HarmModel[] models, double[] scores, double[][] inner)
    {
        (_rows, _inner) = (rows, inner);
        FoldOf = foldOf;
        Models = models;
        Scores = scores;
    }

    /// <summary>By row.</summary>
    public IReadOnlyList<int> FoldOf { get; }

    /// <summary>By fold: learned from the other folds.</summary>
    public IReadOnlyList<HarmModel> Models { get; }

    /// <summary>By row, out of fold.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <param name="label">What the models score.</param>
    /// <param name="rows">The texts.</param>
    /// <param name="readings">By row: what is read of it, the first reading as it came.</param>
    /// <param name="options">How the models are fitted.</param>
    /// <param name="seed">Which deal of families into folds.</param>
    public static FoldedModels Of(string label, IReadOnlyList<LabelledText> rows, IReadOnlyList<ImmutableArray<string>> readings, HarmModelOptions options, int seed)
    {
        // 1.
        var order = Enumerable.Range(0, rows.Count).ToArray();
        new Random(seed).Shuffle(order);
        var dealt = GroupFolds.Of([.. order.Select(row => rows[row].Family)], Folds).FoldOfRow;
        var foldOf = new int[rows.Count];
        for (var i = 0; i < order.Length; i++) foldOf[order[i]] = dealt[i];

        // 2. and 3.
        var models = new HarmModel[Folds];
        var scores = new double[rows.Count];
        var inner = Enumerable.Range(0, Folds).Select(_ => new double[rows.Count]).ToArray();
        var pairs = Enumerable.Range(0, Folds).SelectMany(a => Enumerable.Range(a, Folds - a).Select(b => (A: a, B: b)));
        Parallel.ForEach(pairs, pair =>
        {
            var (a, b) = pair;
            var model = HarmModel.Fit(label, [.. Rows(row => foldOf[row] != a && foldOf[row] != b).Select(row => (Learned(readings[row]), rows[row].IsBad))], options);
            if (a == b) models[a] = model;
            foreach (var row in Rows(row => foldOf[row] == a || foldOf[row] == b))
            {
                var score = model.Score(readings[row]);
                if (a == b) scores[row] = score;
                else inner[foldOf[row] == a ? b : a][row] = score;
            }
        });

        return new FoldedModels(rows, foldOf, models, scores, inner);

        IEnumerable<int> Rows(Func<int, bool> isMeant) => Enumerable.Range(0, rows.Count).Where(isMeant);
    }

    /// <summary>By fold, the threshold that is chosen on the other folds, from scores by models that learned nothing from them nor from the fold.</summary>
    public IReadOnlyList<double> Choose(Func<IReadOnlyList<(double Score, bool IsBad)>, double> threshold) =>
        [.. Enumerable.Range(0, Folds).Select(fold => threshold([.. Enumerable.Range(0, _rows.Count).Where(row => FoldOf[row] != fold).Select(row => (_inner[fold][row], _rows[row].IsBad))]))];

    // Where a text was disguised, a model learns what stood behind it.
    private static string Learned(ImmutableArray<string> readings) => readings.Length == 1 ? readings[0] : string.Join('\n', readings.Skip(1));
}
