
namespace Custos.Statistics.Calibration;

/// <summary>Which value does a score stand for, if all that is known is that a higher score never means less?</summary>
/// <remarks>
/// The weighted least-squares fit among all non-decreasing functions, by pooling adjacent violators; rows with the same score are
/// averaged first. Between knots it is the straight line, outside them the end's value. Sources: Ayer et al. 1955; Best and
/// Chakravarti 1990. Sorting O(n), pooling O(n). Immutable.
/// </remarks>
public sealed record IsotonicCurve
{
    private readonly double[] _x;
    private readonly double[] _y;

    private IsotonicCurve(double[] x, double[] y)
    {
        _x = x;
        _y = y;
    }

    /// <summary>The distinct scores, ascending.</summary>
    public IReadOnlyList<double> Scores => _x;

    /// <summary>The fitted value at each distinct score, never decreasing.</summary>
    public IReadOnlyList<double> Values => _y;

    /// <summary>The value at a score: on a knot the fit, between two knots the straight line, outside the value of the nearer end.</summary>
    public double Value(double score)
    {
        if (double.IsNaN(score)) throw new ArgumentException("The score is NaN; it must be a number.", nameof(score));
        if (score <= _x[0]) return _y[0];
        if (score >= _x[^1]) return _y[^1];
        var at = Array.BinarySearch(_x, score);
        if (at >= 0) return _y[at];
        var right = ~at;
        var share = (score - _x[right - 1]) / (_x[right] - _x[right - 1]);
        return _y[right - 1] + (_y[right] - _y[right - 1]) * share;
    }

    /// <summary>Does the score lie between the lowest and the highest that the curve was fitted on?</summary>
    public bool Covers(double score) => score >= _x[0] && score <= _x[^1];

    /// <summary>The curve that fits labels best.</summary>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, a score is not finite, or a label is neither 0 nor 1.</exception>
    public static IsotonicCurve Fit(ReadOnlySpan<double> scores, ReadOnlySpan<sbyte> labels)
    {
        Require.Labels(labels, nameof(labels));
        var values = new double[labels.Length];
        for (var i = 0; i < values.Length; i++) values[i] = labels[i];
        return Fit(scores, values);
    }

    /// <summary>The curve that fits values best.</summary>
    /// <param name="scores">One finite score per row.</param>
    /// <param name="values">One finite value per row.</param>
    /// <param name="weights">One weight above 0 per row; empty for equal weights.</param>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, a number is not finite, or a weight is not above 0.</exception>
    public static IsotonicCurve Fit(ReadOnlySpan<double> scores, ReadOnlySpan<double> values, ReadOnlySpan<double> weights = default)
    {
        Require.Finite(scores, nameof(scores));
        Require.Finite(values, nameof(values));
        Require.SameLength(scores.Length, values.Length, nameof(values));
        if (!weights.IsEmpty)
        {
            Require.SameLength(scores.Length, weights.Length, nameof(weights));
            foreach (var weight in weights) Require.Positive(weight, nameof(weights));
        }

        var (x, y, w) = AverageTies(scores, values, weights);
        Pool(y, w);
        return new IsotonicCurve(x, y);
    }

    private static (double[] X, double[] Y, double[] W) AverageTies(ReadOnlySpan<double> scores, ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        var order = RadixSort.Order(scores, out var sorted);
        var x = new double[order.Length];
        var y = new double[order.Length];
        var w = new double[order.Length];
        var count = 0;
        for (int from = 0, to; from < order.Length; from = to)
        {
            double sum = 0, weight = 0;
            var score = sorted[from];
            for (to = from; to < order.Length && sorted[to] == score; to++)
            {
                var share = weights.IsEmpty ? 1 : weights[order[to]];
                sum += share * values[order[to]];
                weight += share;
            }

            x[count] = score;
            y[count] = to - from == 1 ? values[order[from]] : sum / weight;
            w[count++] = weight;
        }

        Array.Resize(ref x, count);
        Array.Resize(ref y, count);
        return (x, y, w);
    }

    // Blocks stand on a stack; a block that lies below the one before it is merged into it.
    private static void Pool(double[] y, double[] w)
    {
        var ends = new int[y.Length];
        var means = new double[y.Length];
        var weights = new double[y.Length];
        var top = -1;
        for (var i = 0; i < y.Length; i++)
        {
            top++;
            (means[top], weights[top], ends[top]) = (y[i], w[i], i + 1);
            while (top > 0 && means[top - 1] >= means[top])
            {
                var weight = weights[top - 1] + weights[top];
                means[top - 1] += (means[top] - means[top - 1]) * (weights[top] / weight);
                weights[top - 1] = weight;
                ends[top - 1] = ends[top];
                top--;
            }
        }

        for (int block = 0, from = 0; block <= top; from = ends[block], block++)
        {
            y.AsSpan(from, ends[block] - from).Fill(means[block]);
        }
    }
}
