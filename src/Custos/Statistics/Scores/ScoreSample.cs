using System.Runtime.InteropServices;

namespace Custos.Statistics.Scores;

/// <summary>Which scores did rows of each class get? Sorted once, and then asked for as many ranking metrics as wanted.</summary>
/// <remarks>Higher scores mean "more likely positive". Building costs O(n); every metric that reads it is one pass. Immutable.</remarks>
public sealed class ScoreSample
{
    private readonly double[] _negatives;
    private readonly double[] _positives;

    private ScoreSample(double[] negatives, double[] positives)
    {
        RadixSort.Sort(negatives);
        RadixSort.Sort(positives);
        _negatives = negatives;
        _positives = positives;
    }

    /// <summary>The number of rows whose label is 1, at least 1.</summary>
    public int Positives => _positives.Length;

    /// <summary>The number of rows whose label is 0, at least 1.</summary>
    public int Negatives => _negatives.Length;

    /// <summary>All rows.</summary>
    public int Count => Positives + Negatives;

    internal ReadOnlyMemory<double> NegativesAscending => _negatives;

    internal ReadOnlyMemory<double> PositivesAscending => _positives;

    /// <summary>The sample of labelled rows.</summary>
    /// <param name="scores">One finite score per row.</param>
    /// <param name="labels">1 or 0 per row; take out unknown labels first.</param>
    /// <exception cref="ArgumentException">A score is not finite, a label is neither 0 nor 1, the lengths differ, or one class has no row.</exception>
    public static ScoreSample Of(ReadOnlySpan<double> scores, ReadOnlySpan<sbyte> labels)
    {
        if (!TryOf(scores, labels, out var sample, out var reason)) throw new ArgumentException(reason, nameof(labels));
        return sample;
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{double}, ReadOnlySpan{sbyte})"/>
    public static ScoreSample Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels) =>
        Of(scores, MemoryMarshal.Cast<bool, sbyte>(labels));

    /// <summary>The sample of rows whose classes are held apart.</summary>
    /// <exception cref="ArgumentException">A score is not finite, or one class has no row.</exception>
    public static ScoreSample OfClasses(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives)
    {
        Require.Finite(negatives, nameof(negatives));
        Require.Finite(positives, nameof(positives));
        return new ScoreSample(negatives.ToArray(), positives.ToArray());
    }

    /// <summary>The sample of labelled rows, or in plain words why there is none: a ranking needs rows of both classes.</summary>
    /// <exception cref="ArgumentException">A score is not finite, a label is neither 0 nor 1, or the lengths differ.</exception>
    public static bool TryOf(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<sbyte> labels,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ScoreSample? sample,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? reason)
    {
        Require.SameLength(scores.Length, labels.Length, nameof(labels));
        Require.Finite(scores, nameof(scores), atLeast: 0);
        var ones = (int)Require.Labels(labels, nameof(labels));
        sample = null;
        reason = MissingClass(ones, labels.Length);
        if (reason is not null) return false;
        var positives = new double[ones];
        var negatives = new double[labels.Length - ones];
        int p = 0, q = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == 1) positives[p++] = scores[i];
            else negatives[q++] = scores[i];
        }

        sample = new ScoreSample(negatives, positives);
        return true;
    }

    /// <summary>The distinct scores from the highest down, with how many rows of each class got each.</summary>
    internal ScoreSteps Descending() => new(_negatives, _positives);

    private static string? MissingClass(int ones, int all) => (ones, all - ones) switch
    {
        (0, 0) => "There is no labelled row, so nothing can be said about the scores.",
        (0, _) => "No row has the label 1: how well scores separate the classes needs rows of both.",
        (_, 0) => "No row has the label 0: how well scores separate the classes needs rows of both.",
        _ => null,
    };
}

/// <summary>A walk over the distinct scores of both classes, from the highest down.</summary>
internal ref struct ScoreSteps(ReadOnlySpan<double> negatives, ReadOnlySpan<double> positives)
{
    private readonly ReadOnlySpan<double> _negatives = negatives;
    private readonly ReadOnlySpan<double> _positives = positives;
    private int _negativesLeft = negatives.Length;
    private int _positivesLeft = positives.Length;

    /// <summary>The score of this step.</summary>
    public double Score { get; private set; }

    /// <summary>How many positive rows have exactly this score?</summary>
    public int Positives { get; private set; }

    /// <summary>How many negative rows have exactly this score?</summary>
    public int Negatives { get; private set; }

    /// <summary>How many positive rows have this score or a higher one?</summary>
    public readonly int PositivesFlagged => _positives.Length - _positivesLeft;

    /// <summary>How many negative rows have this score or a higher one?</summary>
    public readonly int NegativesFlagged => _negatives.Length - _negativesLeft;

    public bool Next()
    {
        var p = _positivesLeft;
        var q = _negativesLeft;
        if (p == 0 && q == 0) return false;
        var score = p == 0 ? _negatives[q - 1] : q == 0 ? _positives[p - 1] : Math.Max(_positives[p - 1], _negatives[q - 1]);
        while (p > 0 && _positives[p - 1] == score) p--;
        while (q > 0 && _negatives[q - 1] == score) q--;
        Score = score;
        Positives = _positivesLeft - p;
        Negatives = _negativesLeft - q;
        _positivesLeft = p;
        _negativesLeft = q;
        return true;
    }
}
