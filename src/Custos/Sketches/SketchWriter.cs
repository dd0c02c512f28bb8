using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Custos.Sketches;

/// <summary>How is a sketch stored? Little-endian: "CSK", kind, layout, version of the hash, the sketch, and the hash of all that.</summary>
/// <remarks>Equal sketches have equal bytes. Not thread-safe.</remarks>
internal sealed class SketchWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public SketchWriter(SketchKind kind, byte layout)
    {
        _bytes.Write("CSK"u8);
        Byte((byte)kind).Byte(layout).Byte(SeededHash.Version);
    }

    public SketchWriter Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
        return this;
    }

    public SketchWriter Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
        return this;
    }

    public SketchWriter Bits(ulong value) => Number(unchecked((long)value));

    public SketchWriter Real(double value) => Number(BitConverter.DoubleToInt64Bits(value));

    /// <summary>A count and as many bytes.</summary>
    public SketchWriter Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        _bytes.Write(value);
        return this;
    }

    public SketchWriter Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    /// <summary>A count and as many numbers.</summary>
    public SketchWriter Words(ReadOnlySpan<ulong> values)
    {
        Number(values.Length);
        if (BitConverter.IsLittleEndian)
        {
            _bytes.Write(MemoryMarshal.AsBytes(values));
            return this;
        }

        foreach (var value in values) Bits(value);
        return this;
    }

    /// <summary>All that was written, sealed.</summary>
    public byte[] ToArray()
    {
        Bits(SeededHash.Of(_bytes.WrittenSpan));
        return _bytes.WrittenSpan.ToArray();
    }
}
