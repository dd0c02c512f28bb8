using System.Buffers.Binary;
using System.Text;

namespace Custos.Tests.Ingest;

/// <summary>Protobuf written by hand, apart from the program's own writer.</summary>
internal static class Wire
{
    public static byte[] Message(int field, params byte[][] fields)
    {
        byte[] inside = [.. fields.SelectMany(static one => one)];
        return [.. Varint(((ulong)field << 3) | 2), .. Varint((ulong)inside.Length), .. inside];
    }

    public static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Number(int field, ulong value) => [.. Varint((ulong)field << 3), .. Varint(value)];

    public static byte[] Fixed64(int field, ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return [.. Varint(((ulong)field << 3) | 1), .. bytes];
    }

    public static byte[] Double(int field, double value) => Fixed64(field, BitConverter.DoubleToUInt64Bits(value));

    public static byte[] Fixed32(int field, uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return [.. Varint(((ulong)field << 3) | 5), .. bytes];
    }

    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }

    /// <summary>A value of an attribute: a text, a number, a truth value, bytes, a list or a map.</summary>
    public static byte[] Value(object? value) => value switch
    {
        null => [],
        string text => Text(1, text),
        bool truth => Number(2, truth ? 1UL : 0),
        int whole => Number(3, (ulong)whole),
        long whole => Number(3, (ulong)whole),
        double number => Double(4, number),
        byte[] bytes => Message(7, bytes),
        object?[] list => Message(5, [.. list.Select(static one => Message(1, Value(one)))]),
        Dictionary<string, object?> map => Message(6, [.. map.Select(static one => Pair(1, one.Key, one.Value))]),
        _ => throw new ArgumentException("There is no such value.", nameof(value)),
    };

    public static byte[] Pair(int field, string key, object? value) => Message(field, Text(1, key), Message(2, Value(value)));
}
