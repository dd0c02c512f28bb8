namespace Custos.Statistics.Regression;

/// <summary>Which x solves A x = b for a symmetric, positive definite A? Lower triangle L with A = L Lᵀ.</summary>
internal static class Cholesky
{
    /// <summary>L, or null when A is not positive definite to working precision.</summary>
    public static double[][]? Factor(double[][] matrix)
    {
        var n = matrix.Length;
        var lower = new double[n][];
        for (var i = 0; i < n; i++)
        {
            lower[i] = new double[n];
            for (var j = 0; j <= i; j++)
            {
                var value = matrix[i][j];
                for (var k = 0; k < j; k++) value -= lower[i][k] * lower[j][k];
                if (i > j) lower[i][j] = value / lower[j][j];
                else if (value > 1e-13 * matrix[i][i]) lower[i][i] = Math.Sqrt(value);
                else return null;
            }
        }

        return lower;
    }

    public static double[] Solve(double[][] lower, ReadOnlySpan<double> right)
    {
        var n = lower.Length;
        var x = new double[n];
        for (var i = 0; i < n; i++)
        {
            var value = right[i];
            for (var k = 0; k < i; k++) value -= lower[i][k] * x[k];
            x[i] = value / lower[i][i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= lower[k][i] * x[k];
            x[i] /= lower[i][i];
        }

        return x;
    }

    public static double[][] Inverse(double[][] lower)
    {
        var n = lower.Length;
        var inverse = new double[n][];
        for (var i = 0; i < n; i++)
        {
            var unit = new double[n];
            unit[i] = 1;
            inverse[i] = Solve(lower, unit);
        }

        return inverse;
    }
}
