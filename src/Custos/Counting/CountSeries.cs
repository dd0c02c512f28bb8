namespace Custos.Counting;

/// <summary>How many events, and how much of something, in windows that end now? One key's events in the order of their time.</summary>
/// <remarks>
/// <para>Events of one time share a cell. When the cells are full the older half is merged in pairs: a window that then begins inside a cell
/// is answered with bounds. Adding and asking are O(1) amortised while time does not go back; an event or a question that is late by some
/// cells costs as many steps. Not thread-safe.</para>
/// </remarks>
internal sealed class CountSeries
{
    private const int FirstCells = 4;
    private const int FewestBeforeMerging = 16;

    // A merged cell holds at most this many times the events that a cell would hold if all held as many.
    private const int CellsPerShare = 4;

    private readonly long[] _windows;
    private readonly int _most;
    private readonly int[] _starts;
    private readonly long[] _counts;
    private readonly long[] _amounts;
    private Cell[] _cells = new Cell[FirstCells];
    private long _now = long.MinValue;
    private int _head;
    private int _length;

    /// <param name="windows">Lengths in ticks.</param>
    /// <param name="most">The most cells, at least 16.</param>
    public CountSeries(long[] windows, int most)
    {
        _windows = windows;
        _most = most;
        _starts = new int[windows.Length];
        _counts = new long[windows.Length];
        _amounts = new long[windows.Length];
    }

    /// <summary>Is nothing left that could be asked for?</summary>
    public bool IsEmpty => _length == 0;

    public long Bytes => 200 + (24L * _windows.Length) + (32L * _cells.Length);

    /// <summary>Counts an event.</summary>
    /// <param name="time">When it happened, in ticks.</param>
    /// <param name="amount">What it adds to the sum, 0 or more.</param>
    /// <param name="clock">The newest time seen, and the oldest that may be asked about.</param>
    /// <param name="mayGrow">Is there memory for more cells? If not, cells are merged early.</param>
    public void Add(long time, long amount, WindowClock clock, bool mayGrow)
    {
        Advance(clock);
        if (_length == _most || (!mayGrow && _length == _cells.Length && _length >= FewestBeforeMerging)) Merge();
        var place = _length;
        while (place > 0 && At(place - 1).First > time) place--;
        if (place > 0 && At(place - 1).Last >= time)
        {
            place--;
            ref var cell = ref At(place);
            cell.Count++;
            cell.Amount += amount;
        }
        else
        {
            Insert(place, new Cell(time, time, 1, amount));
        }

        for (var window = 0; window < _windows.Length; window++)
        {
            if (place < _starts[window]) continue;
            _counts[window]++;
            _amounts[window] += amount;
        }
    }

    /// <summary>The events of [<paramref name="asOf"/> − window, <paramref name="asOf"/>], and the sum of their amounts.</summary>
    public (WindowCount Events, WindowCount Amount) Ask(int window, long asOf, WindowClock clock)
    {
        Advance(clock);
        var from = asOf - _windows[window];
        var start = _starts[window];
        Span count = new(_counts[window]), amount = new(_amounts[window]);
        while (start > 0 && At(start - 1).Last >= from)
        {
            start--;
            count.Add(At(start).Count);
            amount.Add(At(start).Amount);
        }

        var end = _length;
        while (end > start && At(end - 1).First > asOf)
        {
            end--;
            count.Add(-At(end).Count);
            amount.Add(-At(end).Amount);
        }

        if (start < end) Doubt(At(start), from, asOf, ref count, ref amount);
        if (start < end - 1) Doubt(At(end - 1), from, asOf, ref count, ref amount);
        return (count.Told(), amount.Told());
    }

    // Of a cell that is cut, the event at an end outside is out and the one at an end inside is in; of the others nobody knows.
    private static void Doubt(Cell cell, long from, long asOf, ref Span count, ref Span amount)
    {
        var (outside, inside) = ((cell.First < from ? 1 : 0) + (cell.Last > asOf ? 1 : 0), (cell.First < from ? 0 : 1) + (cell.Last > asOf ? 0 : 1));
        if (outside == 0) return;
        var share = (double)(Math.Min(cell.Last, asOf) - Math.Max(cell.First, from)) / (cell.Last - cell.First);
        count.Doubt(cell.Count - inside, outside, share);
        amount.Doubt(cell.Amount, 0, share);
    }

    /// <summary>Lets go of what can no longer be asked about.</summary>
    public void Forget(WindowClock clock) => Advance(clock);

    // Another thread may have brought a later clock before.
    private void Advance(WindowClock clock)
    {
        _now = Math.Max(_now, clock.Now);
        for (var window = 0; window < _windows.Length; window++)
        {
            var from = _now - _windows[window];
            ref var start = ref _starts[window];
            while (start < _length && At(start).Last < from)
            {
                _counts[window] -= At(start).Count;
                _amounts[window] -= At(start).Amount;
                start++;
            }
        }

        var gone = 0;
        while (gone < _length && At(gone).Last < clock.Oldest) gone++;
        if (gone == 0) return;
        _head = (_head + gone) & (_cells.Length - 1);
        _length -= gone;
        for (var window = 0; window < _windows.Length; window++) _starts[window] -= gone;
    }

    private void Insert(int place, Cell cell)
    {
        if (_length == _cells.Length) Grow();
        _length++;
        for (var i = _length - 1; i > place; i--) At(i) = At(i - 1);
        At(place) = cell;
        for (var window = 0; window < _windows.Length; window++)
        {
            // What is older than a window stands before its start.
            if (place < _starts[window] || (place == _starts[window] && cell.Last < _now - _windows[window])) _starts[window]++;
        }
    }

    // Oldest first, neighbours become one cell of a small share of all events, until a quarter of the cells is free.
    private void Merge()
    {
        long all = 0;
        for (var i = 0; i < _length; i++) all += At(i).Count;
        var largest = Math.Max(2, CellsPerShare * all / _length);
        var (kept, most) = (1, _length / 4);
        Span<int> moved = stackalloc int[_starts.Length];
        for (var i = 1; i < _length; i++)
        {
            var cell = At(i);
            var joins = i - kept < most && At(kept - 1).Count + cell.Count <= largest;
            for (var window = 0; joins && window < moved.Length; window++)
            {
                if (_starts[window] < i) continue;
                moved[window]++;
                // A window that began with the second of two begins with both, and tells the doubt.
                if (_starts[window] == i) AddTo(window, At(kept - 1));
            }

            if (joins) At(kept - 1) = At(kept - 1).With(cell);
            else At(kept++) = cell;
        }

        for (var window = 0; window < moved.Length; window++) _starts[window] -= moved[window];
        _length = kept;
    }

    private void AddTo(int window, Cell cell)
    {
        _counts[window] += cell.Count;
        _amounts[window] += cell.Amount;
    }

    private void Grow()
    {
        var larger = new Cell[_cells.Length * 2];
        for (var i = 0; i < _length; i++) larger[i] = At(i);
        (_cells, _head) = (larger, 0);
    }

    private ref Cell At(int place) => ref _cells[(_head + place) & (_cells.Length - 1)];

    private record struct Cell(long First, long Last, long Count, long Amount)
    {
        public readonly Cell With(Cell next) => new(First, next.Last, Count + next.Count, Amount + next.Amount);
    }

    private record struct Span(double Value, double Low, double High)
    {
        public Span(double value)
            : this(value, value, value)
        {
        }

        public void Add(double more) => (Value, Low, High) = (Value + more, Low + more, High + more);

        public void Doubt(double most, double least, double share)
        {
            Value -= most - (share * (most - least));
            Low -= most;
            High -= least;
        }

        public readonly WindowCount Told() => new(Math.Clamp(Value, Low, High), Low, High);
    }
}
