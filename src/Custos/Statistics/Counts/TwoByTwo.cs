namespace Custos.Statistics.Counts;

/// <summary>How often did each of two things go with each of two others? Four counts, row by row.</summary>
public readonly record struct TwoByTwo
{
    // Above this, products of two margins are no longer whole numbers in a double.
    private const long Largest = 1_000_000_000_000_000;

    /// <exception cref="ArgumentOutOfRangeException">A count is negative or above 1e15.</exception>
    public TwoByTwo(long a, long b, long c, long d)
    {
        A = Checked(a, nameof(a));
        B = Checked(b, nameof(b));
        C = Checked(c, nameof(c));
        D = Checked(d, nameof(d));
    }

    /// <summary>First row, first column.</summary>
    public long A { get; }

    /// <summary>First row, second column.</summary>
    public long B { get; }

    /// <summary>Second row, first column.</summary>
    public long C { get; }

    /// <summary>Second row, second column.</summary>
    public long D { get; }

    public long Row1 => A + B;

    public long Row2 => C + D;

    public long Column1 => A + C;

    public long Column2 => B + D;

    public long Total => A + B + C + D;

    /// <summary>A·D over B·C; infinite when only the latter is 0, null when both are.</summary>
    public double? OddsRatio => (A == 0 || D == 0) && (B == 0 || C == 0) ? null : (double)A / B * ((double)D / C);

    /// <exception cref="ArgumentException">It has not two rows of two.</exception>
    public static TwoByTwo FromRows(IReadOnlyList<IReadOnlyList<long>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count == 2 && rows[0].Count == 2 && rows[1].Count == 2
            ? new TwoByTwo(rows[0][0], rows[0][1], rows[1][0], rows[1][1])
            : throw new ArgumentException("The table must have two rows of two counts.", nameof(rows));
    }

    private static long Checked(long count, string name) => count is >= 0 and <= Largest
        ? count
        : throw new ArgumentOutOfRangeException(name, count, "A count must lie between 0 and 1e15.");
}
