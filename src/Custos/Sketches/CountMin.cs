using Custos.Records;

namespace Custos.Sketches;

/// <summary>How often was this value added? Never answered too low.</summary>
/// <remarks>
/// Cormode and Muthukrishnan 2005: as many rows as ln(1/(1 − confidence)), each e/error counters wide; with the conservative update (Estan
/// and Varghese 2002) only the counters that stand below the new estimate rise, which errs less on what is rare. Merging adds counters:
/// exactly what one pass had counted without the conservative update, and still an upper bound with it. O(rows), no allocation. Not thread-safe.
/// </remarks>
public sealed class CountMin
{
    private const byte Layout = 1;
    private const int MostRows = 64;
    private const int MostCells = 1 << 27;

    private readonly long[] _cells;
    private readonly ulong[] _rowSeeds;

    /// <param name="error">How much an estimate may be too large, as a share of all counts together; above 0, at most 1.</param>
    /// <param name="confidence">How likely one estimate keeps to that, in (0, 1).</param>
    /// <param name="isConservative">Whether updates are conservative.</param>
    /// <param name="seed">Sketches of unequal seeds cannot be merged.</param>
    public CountMin(double error = 0.0001, double confidence = 0.99, bool isConservative = true, ulong seed = 0)
        : this(WidthFor(error), RowsFor(confidence), isConservative, seed)
    {
    }

    private CountMin(int width, int rows, bool isConservative, ulong seed)
    {
        if ((long)width * rows > MostCells) throw new ArgumentException("The error and the confidence ask for more than 1 GiB of counters.", nameof(width));
        (Width, Rows, IsConservative, Seed, _cells) = (width, rows, isConservative, seed, new long[width * rows]);
        _rowSeeds = [.. Enumerable.Range(0, rows).Select(row => SeededHash.Of((ulong)row, seed))];
    }

    public int Width { get; }

    public int Rows { get; }

    public bool IsConservative { get; }

    public ulong Seed { get; }

    /// <summary>All counts together.</summary>
    public long Total { get; private set; }

    /// <summary>Adds a value by a number that stands for it.</summary>
    /// <param name="value">Such as a hash.</param>
    /// <param name="times">At least 1.</param>
    public void Add(ulong value, long times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Total = checked(Total + times);
        var enough = Least(value) + times;
        for (var row = 0; row < Rows; row++)
        {
            ref var cell = ref Cell(row, value);
            cell = IsConservative ? Math.Max(cell, enough) : cell + times;
        }
    }

    /// <summary>How often was it added?</summary>
    /// <returns>The smallest counter, which is also the interval's upper end; the lower one is e/width of all counts less, at the sketch's confidence.</returns>
    public CountEstimate Estimate(ulong value)
    {
        var count = Least(value);
        return new CountEstimate(count, new Interval(Math.Max(0, count - (Math.E / Width * Total)), count, 1 - Math.Exp(-Rows)));
    }

    /// <summary>Adds all that another sketch has counted.</summary>
    /// <exception cref="ArgumentException">It has not the same width, rows, kind of update and seed.</exception>
    public void Merge(CountMin other)
    {
        if (other.Width != Width || other.Rows != Rows || other.IsConservative != IsConservative || other.Seed != Seed)
        {
            throw new ArgumentException("Both sketches must have the same width, rows, kind of update and seed.", nameof(other));
        }

        Total = checked(Total + other.Total);
        for (var i = 0; i < _cells.Length; i++) _cells[i] += other._cells[i];
    }

    public byte[] ToBytes()
    {
        var writer = new SketchWriter(SketchKind.CountMin, Layout).Number(Width).Number(Rows).Byte(IsConservative ? (byte)1 : (byte)0).Bits(Seed).Number(Total).Number(_cells.Length);
        foreach (var cell in _cells) writer.Number(cell);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="BadInputException">The bytes hold no such sketch, or are damaged.</exception>
    public static CountMin FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, SketchKind.CountMin, Layout);
        int width = reader.Count(1, MostCells), rows = reader.Count(1, MostRows);
        var update = reader.Byte();
        var seed = reader.Bits();
        var total = reader.Number(0);
        var cells = reader.Words(1, MostCells);
        reader.End();
        reader.Require(update <= 1 && cells.Length == (long)width * rows && !cells.AsSpan().ContainsAnyExceptInRange(0UL, (ulong)total));
        var sketch = new CountMin(width, rows, update == 1, seed) { Total = total };
        for (var i = 0; i < cells.Length; i++) sketch._cells[i] = (long)cells[i];
        return sketch;
    }

    private static int WidthFor(double error) => error is > 0 and <= 1 && Math.E / error <= MostCells
        ? (int)Math.Ceiling(Math.E / error)
        : throw new ArgumentOutOfRangeException(nameof(error), error, "The error is a share above 2.1e-8, at most 1.");

    private static int RowsFor(double confidence) => confidence is > 0 and < 1 && -Math.Log(1 - confidence) <= MostRows
        ? Math.Max(1, (int)Math.Ceiling(-Math.Log(1 - confidence)))
        : throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence lies strictly between 0 and 1.");

    private long Least(ulong value)
    {
        var least = long.MaxValue;
        for (var row = 0; row < Rows; row++) least = Math.Min(least, Cell(row, value));
        return least;
    }

    private ref long Cell(int row, ulong value) => ref _cells[((long)row * Width) + (long)SeededHash.Below(SeededHash.Mix(value ^ _rowSeeds[row]), (ulong)Width)];
}
