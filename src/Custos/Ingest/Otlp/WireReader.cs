using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Custos.Ingest.Otlp;

/// <summary>How is a value of a field written?</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}

/// <summary>Where do some bytes of the request stand?</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> request) => request.Slice(Start, Length);
}

/// <summary>Which fields does a protobuf message hold, one after another?</summary>
/// <remarks>
/// Reads the request's own bytes and copies nothing. The encoding is that of protobuf.dev/programming-guides/encoding; groups, which OTLP
/// does not have, are errors. Every error names its byte in the request.
/// </remarks>
internal ref struct WireReader
{
    private const int LongestVarint = 10;

    private readonly ReadOnlySpan<byte> _request;
    private readonly int _end;
    private int _at;
    private int _tag;
    private WireType _type;

    /// <param name="request">The whole request, so that places are those of the request.</param>
    /// <param name="message">Where the message stands in it.</param>
    public WireReader(ReadOnlySpan<byte> request, Slice message)
    {
        _request = request;
        _at = message.Start;
        _end = message.Start + message.Length;
    }

    /// <summary>Moves on to the next field; its value must then be read or skipped. False at the message's end.</summary>
    public bool Next(out int field)
    {
        field = 0;
        if (_at == _end) return false;
        _tag = _at;
        var tag = Varint();
        var number = tag >> 3;
        if (number is 0 or > 536_870_911) throw new MalformedRequestException("There is no field of this number.", _tag);
        _type = (WireType)(tag & 7);
        if (_type is not (WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32)) throw new MalformedRequestException("A field is of a wire type that OTLP does not use.", _tag);
        field = (int)number;
        return true;
    }

    /// <summary>A whole number of variable length.</summary>
    public ulong Number()
    {
        Expect(WireType.Varint);
        return Varint();
    }

    public ulong Fixed64()
    {
        Expect(WireType.Fixed64);
        return BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
    }

    public uint Fixed32()
    {
        Expect(WireType.Fixed32);
        return BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
    }

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed64());

    /// <summary>A text, some bytes, a message or packed numbers.</summary>
    public Slice Bytes()
    {
        Expect(WireType.Bytes);
        return Length();
    }

    /// <summary>The fields of the message that is this field's value.</summary>
    public WireReader Message() => new(_request, Bytes());

    /// <summary>One of several numbers of eight bytes, written one by one or all in one field.</summary>
    public Slice Fixed64s()
    {
        if (_type != WireType.Fixed64)
        {
            var packed = Bytes();
            return packed.Length % 8 == 0 ? packed : throw new MalformedRequestException("Packed numbers of eight bytes end in the middle of one.", packed.Start + packed.Length);
        }

        var at = _at;
        Take(8);
        return new Slice(at, 8);
    }

    /// <summary>Adds one of several numbers of variable length, written one by one or all in one field.</summary>
    public void Numbers(List<ulong> to)
    {
        if (_type == WireType.Varint)
        {
            to.Add(Varint());
            return;
        }

        var packed = Bytes();
        var reader = new WireReader(_request, packed);
        while (reader._at < reader._end) to.Add(reader.Varint());
    }

    /// <summary>Passes over the value of a field that nobody asks for.</summary>
    public void Skip()
    {
        switch (_type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            default:
                Length();
                break;
        }
    }

    private Slice Length()
    {
        var at = _at;
        var length = Varint();
        if (length > (ulong)(_end - _at)) throw new MalformedRequestException("A length reaches beyond the end of what holds it.", at);
        var slice = new Slice(_at, (int)length);
        _at += slice.Length;
        return slice;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Varint()
    {
        if (_at < _end && _request[_at] < 0x80) return _request[_at++];
        return LongVarint();
    }

    private ulong LongVarint()
    {
        var (at, value) = (_at, 0UL);
        for (var i = 0; i < LongestVarint; i++)
        {
            if (_at >= _end) throw new MalformedRequestException("A number ends too early.", at);
            var one = _request[_at++];
            if (i == LongestVarint - 1 && one > 1) break;
            value |= (ulong)(one & 0x7F) << (7 * i);
            if (one < 0x80) return value;
        }

        throw new MalformedRequestException("A number is longer than 64 bits.", at);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_end - _at < count) throw new MalformedRequestException("A number ends too early.", _at);
        _at += count;
        return _request.Slice(_at - count, count);
    }

    private readonly void Expect(WireType type)
    {
        if (_type != type) throw new MalformedRequestException("A field's value is not of its type.", _tag);
    }
}
