namespace Custos.Statistics.Ranks;

/// <summary>Which values does a sorted sample hold, and how often each? Where few values repeat, the sample itself, each of its values once.</summary>
/// <remarks>Ten million scores of four decimals have some hundred thousand values: what walks over values is then a hundred times faster.</remarks>
internal sealed class SortedRuns
{
    private const int WorthIt = 4;

    private readonly ReadOnlyMemory<double> _values;

    // Of each value, how many observations lie below it; null where every value stands for one observation.
    private readonly long[]? _before;

    private SortedRuns(ReadOnlyMemory<double> values, long[]? before) => (_values, _before) = (values, before);

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<double> Values => _values.Span;

    /// <summary>All observations.</summary>
    public long Count => Before(_values.Length);

    /// <summary>How many observations have one of the first so many values?</summary>
    public long Before(int values) => _before is null ? values : _before[values];

    /// <summary>How many observations have this value?</summary>
    public long Times(int value) => _before is null ? 1 : _before[value + 1] - _before[value];

    /// <param name="ascending">At least one number, ascending.</param>
    public static SortedRuns Of(ReadOnlyMemory<double> ascending)
    {
        var all = ascending.Span;
        var distinct = 1;
        for (var i = 1; i < all.Length; i++) distinct += all[i] != all[i - 1] ? 1 : 0;
        if ((long)distinct * WorthIt > all.Length) return new SortedRuns(ascending, null);
        var values = new double[distinct];
        var before = new long[distinct + 1];
        var at = 0;
        values[0] = all[0];
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i] == all[i - 1]) continue;
            values[++at] = all[i];
            before[at] = i;
        }

        before[distinct] = all.Length;
        return new SortedRuns(values, before);
    }
}
