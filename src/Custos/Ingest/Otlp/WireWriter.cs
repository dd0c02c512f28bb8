using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Custos.Ingest.Otlp;

/// <summary>Fields of protobuf messages, one after another, into a pooled buffer that grows up to a bound.</summary>
/// <remarks>The length of a message that is begun is written when it ends, in four bytes whatever it is: a longer spelling that every reader takes. Not thread-safe.</remarks>
internal sealed class WireWriter(int mostBytes) : IDisposable
{
    private const int LengthBytes = 4;

    // Four groups of seven bits.
    private const int LongestMessage = (1 << 28) - 1;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Begins a field whose value is a message.</summary>
    /// <returns>What <see cref="End"/> wants.</returns>
    public int Begin(int field)
    {
        Tag(field, WireType.Bytes);
        Room(LengthBytes);
        return _length;
    }

    public void End(int begun)
    {
        var length = _length - begun;
        if (length > LongestMessage) throw TooLong();
        var at = _bytes.AsSpan(begun - LengthBytes, LengthBytes);
        for (var i = 0; i < LengthBytes; i++) at[i] = (byte)(((length >> (7 * i)) & 0x7F) | (i < LengthBytes - 1 ? 0x80 : 0));
    }

    public void Number(int field, ulong value)
    {
        Tag(field, WireType.Varint);
        Varint(value);
    }

    public void Fixed64(int field, ulong value)
    {
        Tag(field, WireType.Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(Room(8), value);
    }

    public void Fixed32(int field, uint value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteUInt32LittleEndian(Room(4), value);
    }

    public void Double(int field, double value) => Fixed64(field, BitConverter.DoubleToUInt64Bits(value));

    public void Text(int field, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Bytes(field, length));
    }

    public void Bytes(int field, ReadOnlySpan<byte> value) => value.CopyTo(Bytes(field, value.Length));

    /// <summary>Room for a field of so many bytes, to be filled before the next call.</summary>
    public Span<byte> Bytes(int field, int length)
    {
        Tag(field, WireType.Bytes);
        Varint((ulong)length);
        return Room(length);
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Room(1)[0] = (byte)(value | 0x80);
            value >>= 7;
        }

        Room(1)[0] = (byte)value;
    }

    private Span<byte> Room(int count)
    {
        if (count > mostBytes - _length) throw TooLong();
        if (_bytes.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(mostBytes, Math.Max(2L * _bytes.Length, (long)_length + count)));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }

    private MalformedRequestException TooLong() => new($"As protobuf the request is larger than {mostBytes} bytes; send smaller batches.", 0) { IsTooLarge = true };
}
