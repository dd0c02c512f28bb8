using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Custos.Text.Json;

namespace Custos.Text.Logs;

/// <summary>Which values make a group, as one sequence of bytes?</summary>
/// <remarks>A value is one byte of its kind and, where it has one, its text with its length before it. Kinds of scalars do not count: 5 and "5" are one group.</remarks>
internal static class GroupKey
{
    /// <summary>A longer value makes no group of its own.</summary>
    public const int LongestValueBytes = 256;

    private const byte Missing = 0;
    private const byte Value = 1;
    private const byte TooLong = 2;
    private const byte Compound = 3;

    public static void Append(ArrayBufferWriter<byte> key, ref LogRow row, int field)
    {
        var kind = row.Values[field].Kind;
        var text = kind is JsonKind.Missing or JsonKind.Compound ? default : row.Text(field);
        var tag = kind == JsonKind.Missing ? Missing : kind == JsonKind.Compound ? Compound : text.Length > LongestValueBytes ? TooLong : Value;
        var room = key.GetSpan(3 + LongestValueBytes);
        room[0] = tag;
        if (tag != Value)
        {
            key.Advance(1);
            return;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(room[1..], (ushort)text.Length);
        text.CopyTo(room[3..]);
        key.Advance(3 + text.Length);
    }

    /// <summary>The values again.</summary>
    public static IReadOnlyList<GroupValue> Read(ReadOnlySpan<byte> key)
    {
        var values = new List<GroupValue>();
        while (!key.IsEmpty)
        {
            var length = key[0] == Value ? BinaryPrimitives.ReadUInt16LittleEndian(key[1..]) : 0;
            values.Add(key[0] switch
            {
                Missing => new GroupValue.Missing(),
                TooLong => new GroupValue.TooLong(LongestValueBytes),
                Compound => new GroupValue.Compound(),
                _ => new GroupValue.Known(Encoding.UTF8.GetString(key.Slice(3, length))),
            });
            key = key[(key[0] == Value ? 3 + length : 1)..];
        }

        return values;
    }
}
