namespace Custos.Learning;

/// <summary>By how much is each column stretched before the fit, so that one that tells the classes apart by itself is penalised less?</summary>
/// <remarks>
/// The root of the naive Bayes log-count ratio, <c>√|ln((p / Σp) / (q / Σq))|</c>: p and q are a column's sums over the rows
/// with and without the label, each plus <see cref="Smoothing"/>. All are then multiplied by one number, so that rows keep
/// their mean squared length and C its meaning. After Wang, Manning 2012, "Baselines and Bigrams", who take the ratio
/// itself over columns that are 0 or 1; its root was the better over TF-IDF (docs/benchmarks.md). Cost O(values).
/// </remarks>
internal static class NaiveBayesScale
{
    // Of the columns' sums, in the unit of their values: TF-IDF of length 1 gives a rare word a sum of some tenths.
    private const double Smoothing = 0.1;

    /// <param name="x">The rows, no value negative.</param>
    /// <param name="columns">How many columns, the first, are scaled; the others keep the scale 1.</param>
    /// <param name="labels">One value per row: 1, 0, or -1 for unknown, which takes no part; both classes come.</param>
    /// <returns>One per column, at least 0.</returns>
    public static double[] Of(SparseRows x, int columns, ReadOnlySpan<sbyte> labels)
    {
        var (with, without, squares) = Sums(x, columns, labels);
        var offset = Math.Log(without.Sum() / with.Sum());
        var scale = new double[x.Columns];
        Array.Fill(scale, 1, columns, x.Columns - columns);
        double before = 0, after = 0;
        for (var column = 0; column < columns; column++)
        {
            scale[column] = Math.Sqrt(Math.Abs(Math.Log(with[column] / without[column]) + offset));
            before += squares[column];
            after += squares[column] * scale[column] * scale[column];
        }

        // Columns that tell nothing apart leave nothing to stretch.
        var back = after > 0 ? Math.Sqrt(before / after) : 0;
        for (var column = 0; column < columns; column++)
        {
            scale[column] *= back;
        }

        return scale;
    }

    private static (double[] With, double[] Without, double[] Squares) Sums(SparseRows x, int columns, ReadOnlySpan<sbyte> labels)
    {
        var (with, without, squares) = (new double[columns], new double[columns], new double[columns]);
        Array.Fill(with, Smoothing);
        Array.Fill(without, Smoothing);
        for (var row = 0; row < labels.Length; row++)
        {
            if (labels[row] < 0)
            {
                continue;
            }

            var sums = labels[row] == 1 ? with : without;
            for (var at = x.RowStart[row]; at < x.RowStart[row + 1] && x.Column[at] < columns; at++)
            {
                var value = x.Value[at];
                sums[x.Column[at]] += value;
                squares[x.Column[at]] += value * value;
            }
        }

        return (with, without, squares);
    }
}
