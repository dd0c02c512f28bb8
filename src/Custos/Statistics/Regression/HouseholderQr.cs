namespace Custos.Statistics.Regression;

/// <summary>Which combination of columns comes nearest to y? Householder's orthogonal reduction in 32-digit arithmetic, columns scaled to one length.</summary>
/// <remarks>Source: Golub and Van Loan, Matrix Computations, 5.2 and 5.3. The normal equations are never formed: they square the
/// condition number. With double-double arithmetic a condition number of 1e15 still leaves every digit of a double.
/// Cost: O(rows × columns²), about 20 times the same in doubles.</remarks>
internal sealed class HouseholderQr
{
    // A column whose part at right angles to those before it is this small beside its length is a combination of them:
    // data given as doubles cannot tell it from one.
    private const double RankTolerance = 1e-14;

    private readonly DoubleDouble[][] _columns;
    private readonly DoubleDouble[] _diagonal;
    private readonly double[] _scale;
    private readonly int _rows;

    private HouseholderQr(DoubleDouble[][] columns, DoubleDouble[] diagonal, double[] scale, int rows)
    {
        _columns = columns;
        _diagonal = diagonal;
        _scale = scale;
        _rows = rows;
    }

    /// <summary>The positions of the columns that are combinations of those before them; empty when the rank is full.</summary>
    public IReadOnlyList<int> Dependent { get; private init; } = [];

    /// <summary>Reduces a copy of the columns.</summary>
    public static HouseholderQr Factor(IReadOnlyList<DoubleDouble[]> design)
    {
        var width = design.Count;
        var rows = design[0].Length;
        var columns = new DoubleDouble[width][];
        var diagonal = new DoubleDouble[width];
        var scale = new double[width];
        List<int> dependent = [];
        for (var j = 0; j < width; j++)
        {
            columns[j] = [.. design[j]];
            scale[j] = PowerOfTwoNear(columns[j]);
            for (var i = 0; i < rows; i++) columns[j][i] *= 1 / scale[j];
            var length = Length(columns[j], 0);
            for (var k = 0; k < j; k++) Reflect(columns[k], k, columns[j]);
            var rest = j < rows ? Length(columns[j], j) : DoubleDouble.Zero;
            if ((double)rest <= RankTolerance * (double)length || length.IsZero)
            {
                dependent.Add(j);
                rest = DoubleDouble.Zero;
            }

            diagonal[j] = MakeReflector(columns[j], j, rest);
        }

        return new HouseholderQr(columns, diagonal, scale, rows) { Dependent = dependent };
    }

    /// <summary>The coefficients, and the length² of y along the columns and at right angles to them.</summary>
    public (DoubleDouble[] Coefficients, DoubleDouble ExplainedSumOfSquares, DoubleDouble ResidualSumOfSquares) Solve(DoubleDouble[] y)
    {
        DoubleDouble[] rotated = [.. y];
        for (var k = 0; k < _columns.Length; k++) Reflect(_columns[k], k, rotated);
        var solution = new DoubleDouble[_columns.Length];
        for (var j = _columns.Length - 1; j >= 0; j--)
        {
            var value = rotated[j];
            for (var k = j + 1; k < _columns.Length; k++) value -= _columns[k][j] * solution[k];
            solution[j] = value / _diagonal[j];
        }

        var (explained, rest) = (DoubleDouble.Zero, DoubleDouble.Zero);
        for (var i = 0; i < _columns.Length; i++) explained += rotated[i] * rotated[i];
        for (var i = _columns.Length; i < _rows; i++) rest += rotated[i] * rotated[i];
        for (var j = 0; j < solution.Length; j++) solution[j] *= 1 / _scale[j];
        return (solution, explained, rest);
    }

    /// <summary>(XᵀX)⁻¹, row by row.</summary>
    public double[][] InverseGram()
    {
        var width = _columns.Length;
        var inverse = new DoubleDouble[width][];
        for (var j = 0; j < width; j++)
        {
            var column = new DoubleDouble[width];
            column[j] = 1 / _diagonal[j];
            for (var i = j - 1; i >= 0; i--)
            {
                var value = DoubleDouble.Zero;
                for (var k = i + 1; k <= j; k++) value -= _columns[k][i] * column[k];
                column[i] = value / _diagonal[i];
            }

            inverse[j] = column;
        }

        var gram = new double[width][];
        for (var i = 0; i < width; i++) gram[i] = new double[width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var value = DoubleDouble.Zero;
                for (var k = i; k < width; k++) value += inverse[k][i] * inverse[k][j];
                gram[i][j] = gram[j][i] = (double)value / (_scale[i] * _scale[j]);
            }
        }

        return gram;
    }

    // Below the diagonal the column keeps its reflector v, with v·v = 2; above it, R.
    private static DoubleDouble MakeReflector(DoubleDouble[] column, int from, DoubleDouble length)
    {
        if (length.IsZero)
        {
            for (var i = from; i < column.Length; i++) column[i] = DoubleDouble.Zero;
            return DoubleDouble.Zero;
        }

        var signed = column[from].IsNegative ? -length : length;
        column[from] += signed;
        var factor = 1 / DoubleDouble.Sqrt(length * (column[from].IsNegative ? -column[from] : column[from]));
        for (var i = from; i < column.Length; i++) column[i] *= factor;
        return -signed;
    }

    private static void Reflect(DoubleDouble[] reflector, int from, DoubleDouble[] target)
    {
        var product = DoubleDouble.Zero;
        for (var i = from; i < target.Length; i++) product += reflector[i] * target[i];
        if (product.IsZero) return;
        for (var i = from; i < target.Length; i++) target[i] -= product * reflector[i];
    }

    private static DoubleDouble Length(DoubleDouble[] column, int from)
    {
        var sum = DoubleDouble.Zero;
        for (var i = from; i < column.Length; i++) sum += column[i] * column[i];
        return DoubleDouble.Sqrt(sum);
    }

    // A power of two, so that scaling is exact.
    private static double PowerOfTwoNear(DoubleDouble[] column)
    {
        var largest = 0.0;
        foreach (var value in column) largest = Math.Max(largest, Math.Abs((double)value));
        return largest == 0 ? 1 : Math.ScaleB(1, Math.ILogB(largest));
    }
}
