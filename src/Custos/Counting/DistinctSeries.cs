namespace Custos.Counting;

/// <summary>How many different values in windows that end now? One key's values in the order in which they were last seen.</summary>
/// <remarks>
/// <para>Only the last sight of a value matters for a window that ends at the newest time, so the memory is one node for each value. When
/// the nodes are full, only values whose hash begins with one more zero bit are kept, and counts are multiplied: adaptive sampling
/// (Flajolet 1990, after Wegman), with a standard error of about 1.2 / √nodes. A question about an earlier time has bounds where a value was seen since.</para>
/// <para>Seeing and asking are O(1) amortised while time does not go back. Not thread-safe.</para>
/// </remarks>
internal sealed class DistinctSeries
{
    private const int None = -1;
    private const int FirstNodes = 4;
    private const int FewestBeforeHalving = 16;

    // The 99.5 % quantile of the normal distribution: two-sided 99 %.
    private const double Deviations = 2.5758293035489;

    private readonly long[] _windows;
    private readonly int _most;
    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly Dictionary<ulong, int> _places = [];
    private Node[] _nodes = new Node[FirstNodes];
    private int _free = None;
    private int _used;
    private int _oldest = None;
    private int _newest = None;
    private int _zeroBits;
    private long _now = long.MinValue;

    /// <inheritdoc cref="CountSeries(long[], int)"/>
    public DistinctSeries(long[] windows, int most)
    {
        _windows = windows;
        _most = most;
        _starts = [.. windows.Select(_ => None)];
        _counts = new int[windows.Length];
    }

    /// <inheritdoc cref="CountSeries.IsEmpty"/>
    public bool IsEmpty => _places.Count == 0;

    public long Bytes => 400 + (16L * _windows.Length) + (24L * _nodes.Length) + (40L * _places.EnsureCapacity(0));

    /// <summary>Sees a value, as its hash, at <paramref name="time"/>.</summary>
    public void Add(ulong value, long time, WindowClock clock, bool mayGrow)
    {
        Advance(clock);
        if (_places.Count == 0) _zeroBits = 0;
        if (!IsKept(value)) return;
        if (_places.TryGetValue(value, out var place))
        {
            if (_nodes[place].Seen >= time) return;
            Unlink(place);
        }
        else
        {
            while (_places.Count >= (mayGrow ? _most : Math.Min(_most, Math.Max(_nodes.Length, FewestBeforeHalving)))) Halve();
            if (!IsKept(value)) return;
            place = Take();
            _places.Add(value, place);
        }

        Link(place, value, time);
    }

    /// <summary>The different values of [<paramref name="asOf"/> − window, <paramref name="asOf"/>].</summary>
    public WindowCount Ask(int window, long asOf, WindowClock clock)
    {
        Advance(clock);
        var from = asOf - _windows[window];
        long count = _counts[window], since = 0;
        for (var place = _starts[window] == None ? _newest : _nodes[_starts[window]].Before; place != None && _nodes[place].Seen >= from; place = _nodes[place].Before) count++;
        for (var place = _newest; place != None && _nodes[place].Seen > asOf; place = _nodes[place].Before) since++;
        return Told(count - since, count);
    }

    private WindowCount Told(long low, long high)
    {
        if (_zeroBits == 0) return new WindowCount(low, low, high);
        // The number kept of n values is binomial with p = 2^-bits, so the estimate kept / p has the variance n (1 - p) / p.
        var times = Math.Pow(2, _zeroBits);
        double least = low * times, most = high * times;
        return new WindowCount(least, Math.Max(low, least - (Deviations * Math.Sqrt(least * (times - 1)))), most + (Deviations * Math.Sqrt(Math.Max(most, times) * (times - 1))));
    }

    private bool IsKept(ulong value) => _zeroBits == 0 || value >> (64 - _zeroBits) == 0;

    /// <summary>Lets go of what can no longer be asked about.</summary>
    public void Forget(WindowClock clock) => Advance(clock);

    // Another thread may have brought a later clock before.
    private void Advance(WindowClock clock)
    {
        _now = Math.Max(_now, clock.Now);
        for (var window = 0; window < _windows.Length; window++)
        {
            var from = _now - _windows[window];
            while (_starts[window] != None && _nodes[_starts[window]].Seen < from)
            {
                _starts[window] = _nodes[_starts[window]].After;
                _counts[window]--;
            }
        }

        while (_oldest != None && _nodes[_oldest].Seen < clock.Oldest) Drop(_oldest);
    }

    private void Halve()
    {
        _zeroBits++;
        for (var place = _oldest; place != None;)
        {
            var after = _nodes[place].After;
            if (!IsKept(_nodes[place].Value)) Drop(place);
            place = after;
        }
    }

    private void Drop(int place)
    {
        Unlink(place);
        _places.Remove(_nodes[place].Value);
        _nodes[place].After = _free;
        _free = place;
    }

    // Takes a node out of the order, and out of the windows that it stands in.
    private void Unlink(int place)
    {
        var node = _nodes[place];
        for (var window = 0; window < _windows.Length; window++)
        {
            if (_starts[window] == None || node.Seen < _nodes[_starts[window]].Seen) continue;
            _counts[window]--;
            if (_starts[window] == place) _starts[window] = node.After;
        }

        if (node.Before == None) _oldest = node.After;
        else _nodes[node.Before].After = node.After;
        if (node.After == None) _newest = node.Before;
        else _nodes[node.After].Before = node.Before;
    }

    private void Link(int place, ulong value, long time)
    {
        var before = _newest;
        while (before != None && _nodes[before].Seen > time) before = _nodes[before].Before;
        var after = before == None ? _oldest : _nodes[before].After;
        _nodes[place] = new Node(value, time, before, after);
        if (before == None) _oldest = place;
        else _nodes[before].After = place;
        if (after == None) _newest = place;
        else _nodes[after].Before = place;
        for (var window = 0; window < _windows.Length; window++)
        {
            if (time < _now - _windows[window]) continue;
            _counts[window]++;
            if (_starts[window] == after) _starts[window] = place;
        }
    }

    private int Take()
    {
        if (_free != None)
        {
            var place = _free;
            _free = _nodes[place].After;
            return place;
        }

        if (_used == _nodes.Length) Array.Resize(ref _nodes, _nodes.Length * 2);
        return _used++;
    }

    private record struct Node(ulong Value, long Seen, int Before, int After);
}
