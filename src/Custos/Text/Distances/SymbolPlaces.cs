using System.Buffers;

namespace Custos.Text.Distances;

/// <summary>At which places of a sequence does a symbol stand, as bits, 64 places a block?</summary>
/// <remarks>
/// Each symbol has a row of blocks where all rows together take at most 8 MiB. In longer sequences only a symbol that stands in more places
/// than there are blocks has one, so at most 64 of them; the row of any other is written when it is asked for, which costs no more than
/// going through it. O(n) memory, O(n / 64) a row. Memory is rented, so that short sequences allocate nothing.
/// </remarks>
internal ref struct SymbolPlaces
{
    private const int NoRow = -1;
    private const int MostBlocks = 1 << 20;
    private const int MostSymbols = 1 << 28;

    private readonly int[] _slots;
    private readonly int _slotBits;
    private readonly int[] _symbols;
    private readonly int[] _rowOfSymbol;
    private readonly int[] _starts;
    private readonly int[] _places;
    private readonly ulong[] _rows;
    private readonly ulong[] _written;
    private int _lastWritten = NoRow;

    /// <param name="sequence">The sequence, not empty.</param>
    /// <exception cref="ArgumentException">It has more than 268,435,456 symbols.</exception>
    public SymbolPlaces(ReadOnlySpan<int> sequence)
    {
        if (sequence.Length > MostSymbols) throw new ArgumentException("The shorter of the two has more than 268,435,456 symbols.", nameof(sequence));
        Blocks = (sequence.Length + 63) / 64;
        _slotBits = int.Log2(sequence.Length) + 2;
        _slots = ArrayPool<int>.Shared.Rent(1 << _slotBits);
        _slots.AsSpan(0, 1 << _slotBits).Fill(NoRow);
        _symbols = ArrayPool<int>.Shared.Rent(sequence.Length);
        _starts = ArrayPool<int>.Shared.Rent(sequence.Length + 2);
        _places = ArrayPool<int>.Shared.Rent(sequence.Length);
        _rowOfSymbol = ArrayPool<int>.Shared.Rent(sequence.Length + 1);
        _written = ArrayPool<ulong>.Shared.Rent(Blocks);
        _written.AsSpan(0, Blocks).Clear();
        var different = Number(sequence);
        List(sequence, different);

        var rows = GiveRows(different);
        _rows = ArrayPool<ulong>.Shared.Rent(rows * Blocks);
        _rows.AsSpan(0, rows * Blocks).Clear();
        for (var symbol = 0; symbol < different; symbol++)
        {
            if (_rowOfSymbol[symbol] != NoRow) Write(symbol, _rows.AsSpan(_rowOfSymbol[symbol] * Blocks, Blocks));
        }
    }

    /// <summary>How many blocks the sequence has.</summary>
    public int Blocks { get; }

    /// <summary>A symbol's blocks, all zero for one that is not there; good until the next question.</summary>
    public ReadOnlySpan<ulong> Of(int symbol)
    {
        var number = _slots[SlotOf(symbol)];
        if (number != NoRow && _rowOfSymbol[number] is var row && row != NoRow) return _rows.AsSpan(row * Blocks, Blocks);
        if (_lastWritten != NoRow)
        {
            foreach (var place in PlacesOf(_lastWritten)) _written[place >> 6] = 0;
        }

        _lastWritten = number;
        if (number != NoRow) Write(number, _written);
        return _written.AsSpan(0, Blocks);
    }

    public readonly void Dispose()
    {
        ArrayPool<int>.Shared.Return(_slots);
        ArrayPool<int>.Shared.Return(_symbols);
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<int>.Shared.Return(_places);
        ArrayPool<int>.Shared.Return(_rowOfSymbol);
        ArrayPool<ulong>.Shared.Return(_written);
        ArrayPool<ulong>.Shared.Return(_rows);
    }

    /// <summary>Numbers the symbols in the order in which they come, and says how many there are.</summary>
    private readonly int Number(ReadOnlySpan<int> sequence)
    {
        var different = 0;
        foreach (var symbol in sequence)
        {
            var slot = SlotOf(symbol);
            if (_slots[slot] != NoRow) continue;
            _slots[slot] = different;
            _symbols[different++] = symbol;
        }

        return different;
    }

    /// <summary>Lists the places of each symbol, one symbol after another.</summary>
    private readonly void List(ReadOnlySpan<int> sequence, int different)
    {
        _starts.AsSpan(0, different + 2).Clear();
        foreach (var symbol in sequence) _starts[_slots[SlotOf(symbol)] + 2]++;
        for (var i = 2; i < different + 2; i++) _starts[i] += _starts[i - 1];
        for (var place = 0; place < sequence.Length; place++) _places[_starts[_slots[SlotOf(sequence[place])] + 1]++] = place;
    }

    private readonly int GiveRows(int different)
    {
        var forAll = (long)different * Blocks <= MostBlocks;
        var rows = 0;
        for (var symbol = 0; symbol < different; symbol++) _rowOfSymbol[symbol] = forAll || PlacesOf(symbol).Length > Blocks ? rows++ : NoRow;
        return rows;
    }

    private readonly ReadOnlySpan<int> PlacesOf(int symbol) => _places.AsSpan(_starts[symbol].._starts[symbol + 1]);

    private readonly void Write(int symbol, Span<ulong> row)
    {
        foreach (var place in PlacesOf(symbol)) row[place >> 6] |= 1UL << place;
    }

    private readonly int SlotOf(int symbol)
    {
        // Fibonacci hashing.
        var slot = (int)((uint)symbol * 0x9E3779B9 >> (32 - _slotBits));
        while (_slots[slot] is var number && number != NoRow && _symbols[number] != symbol) slot = (slot + 1) & ((1 << _slotBits) - 1);
        return slot;
    }
}
