namespace Custos.Policy.Values;

/// <summary>Which values, in order?</summary>
/// <remarks>Thread-safe: what membership needs is made at the first question, and the same whoever makes it.</remarks>
public sealed class ListValue
{
    // Below this a scan is faster than a table.
    private const int ScannedLength = 8;

    private readonly Value[] _items;
    private readonly int _count;
    private HashSet<Value>? _members;

    /// <param name="items">Taken over, not copied: it must not change afterwards.</param>
    public ListValue(Value[] items)
        : this(items, items.Length)
    {
    }

    internal ListValue(Value[] items, int count)
    {
        _items = items;
        _count = count;
    }

    public static ListValue Empty { get; } = new([]);

    public int Count => _count;

    public ReadOnlySpan<Value> Items => _items.AsSpan(0, _count);

    public Value this[int index] => Items[index];

    /// <summary>Is a value among them?</summary>
    /// <remarks>O(n), or O(1) once a table was asked for by <see cref="Index"/>.</remarks>
    public bool Contains(Value value)
    {
        if (_members is { } members)
        {
            return members.Contains(value);
        }

        foreach (ref readonly var item in Items)
        {
            if (Comparison.AreEqual(item, value)) return true;
        }

        return false;
    }

    /// <summary>Makes the table for a list that will be asked often; a short list needs none.</summary>
    /// <remarks>
    /// None is made of whole numbers beside doubles, or of lists: two large whole numbers may equal one double and not each other, and of
    /// what is equal a table keeps one.
    /// </remarks>
    internal ListValue Index()
    {
        if (_count > ScannedLength && AreTellable())
        {
            var members = new HashSet<Value>(_count);
            foreach (ref readonly var item in Items) members.Add(item);
            _members = members;
        }

        return this;
    }

    private bool AreTellable()
    {
        var (hasWhole, hasDouble) = (false, false);
        foreach (ref readonly var item in Items)
        {
            hasWhole |= item.Kind is ValueKind.Int or ValueKind.Uint;
            hasDouble |= item.Kind == ValueKind.Double;
            if (item.Kind is ValueKind.List or ValueKind.Map or ValueKind.Optional) return false;
        }

        return !(hasWhole && hasDouble);
    }
}
