namespace Custos.Learning;

/// <summary>Which columns of each row are not zero, and what do they hold? Compressed sparse rows.</summary>
/// <remarks>Within a row the columns ascend and none comes twice. Immutable by agreement: the arrays belong to it once handed over.</remarks>
public sealed class SparseRows
{
    private readonly int[] _rowStart;
    private readonly int[] _column;
    private readonly double[] _value;

    /// <param name="columns">How many columns there are, at least 0.</param>
    /// <param name="rowStart">Rows + 1 offsets into the other two, ascending from 0.</param>
    /// <param name="column">The columns, row after row, ascending within a row.</param>
    /// <param name="value">What each holds, finite.</param>
    /// <exception cref="ArgumentException">The offsets, or a row's columns, do not ascend or leave their range.</exception>
    public SparseRows(int columns, int[] rowStart, int[] column, double[] value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (rowStart.Length == 0 || rowStart[0] != 0 || rowStart[^1] != column.Length || column.Length != value.Length)
        {
            throw new ArgumentException("Row offsets run from 0 to the number of values, and each value has its column.", nameof(rowStart));
        }

        for (var row = 0; row + 1 < rowStart.Length; row++)
        {
            if (rowStart[row] > rowStart[row + 1] || rowStart[row + 1] > column.Length)
            {
                throw new ArgumentException($"The offsets of row {row} do not ascend.", nameof(rowStart));
            }

            var last = -1;
            for (var at = rowStart[row]; at < rowStart[row + 1]; at++)
            {
                if (column[at] <= last || column[at] >= columns)
                {
                    throw new ArgumentException($"The columns of row {row} do not ascend within [0, {columns}).", nameof(column));
                }

                last = column[at];
            }
        }

        Columns = columns;
        _rowStart = rowStart;
        _column = column;
        _value = value;
    }

    public int Rows => _rowStart.Length - 1;

    public int Columns { get; }

    /// <summary>Rows + 1 offsets: row r holds the values from <c>RowStart[r]</c> up to, not including, <c>RowStart[r + 1]</c>.</summary>
    public ReadOnlySpan<int> RowStart => _rowStart;

    public ReadOnlySpan<int> Column => _column;

    public ReadOnlySpan<double> Value => _value;

    /// <summary>The rows of those numbers, in that order; a row may be taken more than once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no row of such a number.</exception>
    /// <remarks>Cost O(values taken).</remarks>
    public SparseRows Select(ReadOnlySpan<int> rows)
    {
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rows[i], nameof(rows));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rows[i], Rows, nameof(rows));
            starts[i + 1] = checked(starts[i] + _rowStart[rows[i] + 1] - _rowStart[rows[i]]);
        }

        var columns = new int[starts[^1]];
        var values = new double[starts[^1]];
        for (var i = 0; i < rows.Length; i++)
        {
            var (from, length) = (_rowStart[rows[i]], starts[i + 1] - starts[i]);
            _column.AsSpan(from, length).CopyTo(columns.AsSpan(starts[i]));
            _value.AsSpan(from, length).CopyTo(values.AsSpan(starts[i]));
        }

        return new SparseRows(Columns, starts, columns, values);
    }

    /// <summary>The same rows, each value times the scale of its column.</summary>
    /// <exception cref="ArgumentException">There is not one scale per column.</exception>
    /// <remarks>Cost O(values).</remarks>
    public SparseRows ScaleColumns(ReadOnlySpan<double> scale)
    {
        if (scale.Length != Columns)
        {
            throw new ArgumentException($"{scale.Length} scales stand against {Columns} columns.", nameof(scale));
        }

        var values = new double[_value.Length];
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = _value[at] * scale[_column[at]];
        }

        return new SparseRows(Columns, _rowStart, _column, values);
    }

    /// <summary>The sum of each row's values times the weights of their columns, plus the intercept: a raw decision value per row.</summary>
    /// <exception cref="ArgumentException">There is not one weight per column.</exception>
    public double[] Times(ReadOnlySpan<double> weights, double intercept = 0)
    {
        if (weights.Length != Columns)
        {
            throw new ArgumentException($"{weights.Length} weights stand against {Columns} columns.", nameof(weights));
        }

        var products = new double[Rows];
        for (var row = 0; row < products.Length; row++)
        {
            double sum = 0;
            for (var at = _rowStart[row]; at < _rowStart[row + 1]; at++)
            {
                sum += _value[at] * weights[_column[at]];
            }

            products[row] = sum + intercept;
        }

        return products;
    }
}
