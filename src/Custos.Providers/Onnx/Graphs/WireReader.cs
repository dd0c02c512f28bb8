namespace Custos.Providers.Onnx.Graphs;

/// <summary>Which fields does a message of Protocol Buffers hold? Read in place, one after the other; what is broken ends the reading.</summary>
/// <remarks>Source: the Protocol Buffers encoding guide.</remarks>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>The number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Its value, where it is a number of variable length.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its bytes, where it has a length: a text, or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Goes on to the next field; false at the end, and where the bytes are no message.</summary>
    public bool Read()
    {
        Number = 0;
        Bytes = default;
        if (!TryVariable(out var tag)) return false;
        Field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                var isNumber = TryVariable(out var number);
                Number = number;
                return isNumber;
            case 1:
                return TrySkip(8);
            case 2:
                if (!TryVariable(out var length) || length > (ulong)_left.Length) return false;
                Bytes = _left[..(int)length];
                return TrySkip((int)length);
            case 5:
                return TrySkip(4);
            default:
                return false;
        }
    }

    private bool TrySkip(int count)
    {
        if (count > _left.Length) return false;
        _left = _left[count..];
        return true;
    }

    private bool TryVariable(out ulong value)
    {
        value = 0;
        for (var at = 0; at < Math.Min(10, _left.Length); at++)
        {
            value |= (ulong)(_left[at] & 0x7f) << (7 * at);
            if (_left[at] >= 0x80) continue;
            _left = _left[(at + 1)..];
            return true;
        }

        return false;
    }
}
