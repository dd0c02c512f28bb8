using System.Runtime.CompilerServices;

namespace Custos.Text.Distances;

/// <summary>How do 64 neighbouring rows of one column of the table of distances differ?</summary>
internal struct DistanceBlock
{
    /// <summary>Rows that are one more than the row above.</summary>
    private ulong _more;

    /// <summary>Rows that are one less than the row above.</summary>
    private ulong _less;

    /// <summary>Rows that are what the row above in the column before is: nothing had to be paid there.</summary>
    private ulong _free;

    /// <summary>The distance at the block's last row.</summary>
    private int _last;

    /// <summary>Goes through the table column by column, near its diagonal; the answer is right where it is at most <paramref name="most"/>, and more than that otherwise.</summary>
    /// <remarks>
    /// A way that leaves the band of <paramref name="most"/> rows on either side of the diagonal costs more than that. So what is above the band
    /// counts as growing by one a column, and what is below as growing by one a row: both at least what they are.
    /// </remarks>
    public static int Fill(ReadOnlySpan<int> columns, int rows, ref SymbolPlaces places, Span<DistanceBlock> blocks, int most)
    {
        var open = 0;
        for (var column = 0; column < columns.Length; column++)
        {
            var first = Math.Max(0, column - most) >> 6;
            var last = (int)Math.Min(blocks.Length - 1, ((long)column + most) >> 6);
            for (; open <= last; open++) blocks[open] = Below(open == 0 ? 0 : blocks[open - 1]._last, RowsOf(open, rows));
            var matches = places.Of(columns[column]);
            var carry = 1;
            for (var block = first; block <= last; block++) carry = blocks[block].Advance(matches[block], swapped: 0, carry, RowsOf(block, rows));
        }

        return blocks[^1]._last;
    }

    /// <summary>Goes through the whole table, swaps of neighbours counting one.</summary>
    public static int FillWithSwaps(ReadOnlySpan<int> columns, int rows, ref SymbolPlaces places, Span<DistanceBlock> blocks, Span<ulong> matchesBefore)
    {
        matchesBefore.Clear();
        for (var block = 0; block < blocks.Length; block++) blocks[block] = Below(block == 0 ? 0 : blocks[block - 1]._last, RowsOf(block, rows));
        for (var column = 0; column < columns.Length; column++)
        {
            var matches = places.Of(columns[column]);
            var carry = 1;
            ulong carriedSwap = 0;
            for (var block = 0; block < blocks.Length; block++)
            {
                // Both symbols match crosswise, and the first of the swap was not free.
                var half = ~blocks[block]._free & matches[block];
                var swapped = ((half << 1) | carriedSwap) & matchesBefore[block];
                carriedSwap = half >> 63;
                carry = blocks[block].Advance(matches[block], swapped, carry, RowsOf(block, rows));
            }

            matches.CopyTo(matchesBefore);
        }

        return blocks[^1]._last;
    }

    private static int RowsOf(int block, int rows) => Math.Min(64, rows - (block << 6));

    /// <summary>A block whose rows grow by one from what stands above.</summary>
    private static DistanceBlock Below(int above, int rows) => new() { _more = ulong.MaxValue, _last = above + rows };

    /// <summary>Steps on one column.</summary>
    /// <param name="matches">Rows whose symbol is the column's.</param>
    /// <param name="swapped">Rows that a swap reaches for free.</param>
    /// <param name="carry">By how much the row above the block grows in this column: −1, 0 or 1.</param>
    /// <param name="rows">How many rows the block has.</param>
    /// <returns>By how much its last row grows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Advance(ulong matches, ulong swapped, int carry, int rows)
    {
        unchecked
        {
            ulong above = carry > 0 ? 1UL : 0, below = carry < 0 ? 1UL : 0;
            var start = matches | below;
            _free = (((start & _more) + _more) ^ _more) | start | _less | swapped;
            var grows = _less | ~(_free | _more);
            var shrinks = _free & _more;
            var change = (int)(grows >> (rows - 1) & 1) - (int)(shrinks >> (rows - 1) & 1);
            grows = (grows << 1) | above;
            shrinks = (shrinks << 1) | below;
            _more = shrinks | ~(_free | grows);
            _less = grows & _free;
            _last += change;
            return change;
        }
    }
}
