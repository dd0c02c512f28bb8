namespace Custos.Statistics.Preferences;

/// <summary>Which x solves A x = b for a symmetric positive-definite A? By A = L Lᵀ.</summary>
internal sealed class Cholesky
{
    private readonly double[][] _rows;

    private Cholesky(double[][] rows) => _rows = rows;

    /// <param name="matrix">Only the lower triangle is read.</param>
    /// <returns>Null where the matrix is not positive definite to working precision.</returns>
    public static Cholesky? Of(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var rows = new double[size][];
        for (var i = 0; i < size; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j] - Dot(rows[i], rows[j], j);
                if (j < i) rows[i][j] = sum / rows[j][j];
                else if (sum > 1e-12 * Math.Abs(matrix[i, i])) rows[i][i] = Math.Sqrt(sum);
                else return null;
            }
        }

        return new Cholesky(rows);
    }

    public double[] Solve(ReadOnlySpan<double> right)
    {
        var size = _rows.Length;
        var x = right.ToArray();
        for (var i = 0; i < size; i++) x[i] = (x[i] - Dot(_rows[i], x, i)) / _rows[i][i];
        for (var i = size - 1; i >= 0; i--)
        {
            x[i] /= _rows[i][i];
            for (var j = 0; j < i; j++) x[j] -= _rows[i][j] * x[i];
        }

        return x;
    }

    public double[,] Inverse()
    {
        var size = _rows.Length;
        var inverse = new double[size, size];
        var unit = new double[size];
        for (var i = 0; i < size; i++)
        {
            unit[i] = 1;
            var column = Solve(unit);
            unit[i] = 0;
            for (var j = 0; j < size; j++) inverse[j, i] = column[j];
        }

        return inverse;
    }

    private static double Dot(double[] a, double[] b, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++) sum += a[i] * b[i];
        return sum;
    }
}
