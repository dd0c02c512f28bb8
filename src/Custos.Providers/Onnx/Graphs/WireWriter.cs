using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Custos.Providers.Onnx.Graphs;

/// <summary>How is a message of Protocol Buffers written? Field by field, a message inside another as its bytes.</summary>
/// <remarks>Source: the Protocol Buffers encoding guide. Only what ONNX files need: variable-length numbers, 32-bit floats, bytes.</remarks>
internal sealed class WireWriter
{
    private const int VariableLength = 0;
    private const int LengthBefore = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public WireWriter Integer(int field, long value)
    {
        Variable(Tag(field, VariableLength));
        Variable((ulong)value);
        return this;
    }

    public WireWriter Float(int field, float value)
    {
        Variable(Tag(field, Fixed32));
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(four, value);
        _bytes.Write(four);
        return this;
    }

    public WireWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public WireWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Variable(Tag(field, LengthBefore));
        Variable((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public WireWriter Message(int field, WireWriter value) => Bytes(field, value.Written);

    private static ulong Tag(int field, int kind) => (ulong)((field << 3) | kind);

    private void Variable(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var length = 0;
        for (; value >= 0x80; value >>= 7) bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        _bytes.Write(bytes[..length]);
    }
}
