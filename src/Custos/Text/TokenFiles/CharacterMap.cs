using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Custos.Text.TokenSteps;

namespace Custos.Text.TokenFiles;

/// <summary>What does SentencePiece's compiled table of characters make of a text?</summary>
/// <remarks>
/// A double-array trie (Yata's Darts-clone layout) from UTF-8 to places in a pool of replacements, then the pool. Grapheme by grapheme where
/// one of less than six bytes is in the table, else character by character. O(n).
/// </remarks>
internal sealed class CharacterMap
{
    private const int ShortGraphemeBytes = 6;

    private readonly uint[] _units;
    private readonly byte[] _pool;

    private CharacterMap(uint[] units, byte[] pool) => (_units, _pool) = (units, pool);

    /// <summary>The table; null for an empty one, which changes nothing.</summary>
    public static CharacterMap? Read(JsonPart part)
    {
        if (part.IsNull || part.Text.Length == 0) return null;
        var bytes = new byte[part.Text.Length];
        if (!Convert.TryFromBase64String(part.Text, bytes, out var length)) throw part.Bad("The table is not base64.", "Write it again with the library that it comes from.");
        if (length == 0) return null;
        var trie = length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length < 4 || trie % 4 != 0 || trie == 0 || trie > length - 4) throw part.Bad("The table is cut off.", "Write it again with the library that it comes from.");
        var units = new uint[trie / 4];
        for (var i = 0; i < units.Length; i++) units[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4 + (4 * i)));
        return new CharacterMap(units, bytes[(4 + (int)trie)..length]);
    }

    public AlignedText Apply(AlignedText text)
    {
        var result = new AlignedText(text.Length);
        Span<byte> utf8 = stackalloc byte[ShortGraphemeBytes * 3];
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text.Chars[at..]);
            var grapheme = text.Chars.Slice(at, length);
            if (length < ShortGraphemeBytes && Encoding.UTF8.GetBytes(grapheme, utf8) is < ShortGraphemeBytes and var count && Find(utf8[..count]) is { } whole) result.Add(whole, text.PlaceOf(at, at + length));
            else AddByCharacter(text, at, at + length, result);
            at += length;
        }

        return result;
    }

    private void AddByCharacter(AlignedText text, int at, int end, AlignedText result)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (at < end)
        {
            Rune.DecodeFromUtf16(text.Chars[at..end], out var rune, out var units);
            if (Find(utf8[..rune.EncodeToUtf8(utf8)]) is { } replaced) result.Add(replaced, text.PlaceOf(at, at + units));
            else result.Add(text, at, at + units);
            at += units;
        }
    }

    /// <summary>The replacement of the shortest entry that the bytes begin with; null for none.</summary>
    private string? Find(ReadOnlySpan<byte> key)
    {
        var unit = _units[0];
        var node = OffsetOf(unit);
        foreach (var value in key)
        {
            if (value == 0) return null;
            node ^= value;
            if (node >= _units.Length) return null;
            unit = _units[node];
            if ((unit & 0x800000FF) != value) return null;
            node ^= OffsetOf(unit);
            if ((unit & 0x100) != 0) return node < _units.Length ? Pooled(_units[node] & 0x7FFFFFFF) : null;
        }

        return null;
    }

    private string? Pooled(uint start)
    {
        if (start >= _pool.Length) return null;
        var rest = _pool.AsSpan((int)start);
        return rest.IndexOf((byte)0) is >= 0 and var end ? Encoding.UTF8.GetString(rest[..end]) : null;
    }

    private static uint OffsetOf(uint unit) => (unit >> 10) << (int)((unit & 0x200) >> 6);
}
