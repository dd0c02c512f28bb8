namespace Custos.Counting;

/// <summary>At most how many events had a key that there was no memory for? A Count-Min sketch for each slice of time.</summary>
/// <remarks>
/// A count is never too low; it is too high by less than 2 / <see cref="Width"/> of a slice's events, with probability 1 - 2^-<see cref="Depth"/> for
/// each slice (Cormode and Muthukrishnan 2005), and by what the first and the last slice hold beyond the window. Not thread-safe.
/// </remarks>
internal sealed class OverflowCounts
{
    private const int Depth = 4;
    private const int Width = 2048;
    private const int SlicesPerSpan = 32;

    private readonly long _sliceLength;
    private readonly Slice[] _slices = new Slice[SlicesPerSpan + 2];

    /// <param name="window">In ticks.</param>
    /// <param name="grace">In ticks.</param>
    public OverflowCounts(long window, long grace) => _sliceLength = Math.Max(1, (window + grace + SlicesPerSpan - 1) / SlicesPerSpan);

    public static long BytesPerSlice => Depth * Width * 2 * sizeof(long);

    public void Add(SeriesKey key, long time, long amount)
    {
        var number = time / _sliceLength;
        ref var slice = ref _slices[number % _slices.Length];
        if (slice.Cells is null) slice = new Slice(number, new long[Depth * Width * 2]);
        if (slice.Number > number) return;
        if (slice.Number < number)
        {
            Array.Clear(slice.Cells);
            slice = slice with { Number = number };
        }

        for (var row = 0; row < Depth; row++)
        {
            var cell = Cell(key, row);
            slice.Cells[cell]++;
            slice.Cells[cell + 1] += amount;
        }
    }

    /// <summary>At most how many events, and at most which sum, from one time to another, both included.</summary>
    public (long Events, long Amount) Ask(SeriesKey key, long from, long to)
    {
        long events = 0, amount = 0;
        foreach (var slice in _slices)
        {
            if (slice.Cells is null || slice.Number < from / _sliceLength || slice.Number > to / _sliceLength) continue;
            long fewest = long.MaxValue, least = long.MaxValue;
            for (var row = 0; row < Depth; row++)
            {
                fewest = Math.Min(fewest, slice.Cells[Cell(key, row)]);
                least = Math.Min(least, slice.Cells[Cell(key, row) + 1]);
            }

            events += fewest;
            amount += least;
        }

        return (events, amount);
    }

    // Each row takes bits of its own: the key is a cryptographic hash.
    private static int Cell(SeriesKey key, int row) => 2 * ((row * Width) + (int)((ulong)(key.Hash >> (16 * row)) % Width));

    private readonly record struct Slice(long Number, long[] Cells);
}
