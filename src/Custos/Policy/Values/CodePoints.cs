using System.Buffers;
using System.Text;

namespace Custos.Policy.Values;

/// <summary>How is a text counted, cut and ordered by code points, where .NET counts UTF-16 units?</summary>
/// <remarks>A lone surrogate counts as one. Texts without surrogates, which are most, are told apart by one vectorised scan.</remarks>
internal static class CodePoints
{
    private static readonly SearchValues<char> Surrogates = SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(unit => (char)unit)]);

    public static int Count(string text)
    {
        if (IsPlain(text)) return text.Length;
        var count = 0;
        for (var i = 0; i < text.Length; i += WidthAt(text, i)) count++;
        return count;
    }

    /// <summary>The UTF-16 offset of a code point; -1 when the text has fewer.</summary>
    public static int OffsetOf(string text, long index)
    {
        if (index < 0) return -1;
        if (IsPlain(text)) return index <= text.Length ? (int)index : -1;
        var offset = 0;
        for (; index > 0; index--)
        {
            if (offset == text.Length) return -1;
            offset += WidthAt(text, offset);
        }

        return offset;
    }

    /// <summary>The code point that begins at a UTF-16 offset.</summary>
    public static int IndexOf(string text, int offset)
    {
        var head = text.AsSpan(0, offset);
        var count = 0;
        for (var i = 0; i < head.Length; i += char.IsHighSurrogate(head[i]) && i + 1 < head.Length && char.IsLowSurrogate(head[i + 1]) ? 2 : 1) count++;
        return count;
    }

    public static int WidthAt(string text, int offset) =>
        char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;

    /// <summary>In the order of code points, which is that of UTF-8 and not that of UTF-16.</summary>
    public static int Compare(string left, string right)
    {
        var shared = left.AsSpan().CommonPrefixLength(right);
        if (shared == left.Length || shared == right.Length) return left.Length.CompareTo(right.Length);
        var (a, b) = (left[shared], right[shared]);
        // Only where one side is a surrogate, and so stands for something above U+FFFF, do the two orders differ.
        return (Rank(a), a).CompareTo((Rank(b), b));
    }

    /// <summary>Strict UTF-8; null where the bytes are not that.</summary>
    public static string? FromUtf8(ReadOnlySpan<byte> bytes)
    {
        var buffer = new char[bytes.Length];
        return System.Text.Unicode.Utf8.ToUtf16(bytes, buffer, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done
            ? new string(buffer, 0, written)
            : null;
    }

    public static byte[] ToUtf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Is every UTF-16 unit a code point?</summary>
    public static bool IsPlain(string text) => !text.AsSpan().ContainsAny(Surrogates);

    private static int Rank(char unit) => char.IsSurrogate(unit) ? 1 : 0;
}
