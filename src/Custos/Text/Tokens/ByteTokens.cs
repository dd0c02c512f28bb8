using System.Globalization;

namespace Custos.Text.Tokens;

/// <summary>Which tokens spell a character that the vocabulary has not, byte by byte?</summary>
internal sealed class ByteTokens
{
    private readonly int[] _ids = new int[256];

    private ByteTokens()
    {
    }

    /// <summary>The tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>; null where one is missing.</summary>
    public static ByteTokens? Of(TextVocabulary vocabulary)
    {
        var tokens = new ByteTokens();
        for (var i = 0; i < 256; i++)
        {
            if (vocabulary.IdOf(string.Create(CultureInfo.InvariantCulture, $"<0x{i:X2}>")) is not { } id) return null;
            tokens._ids[i] = id;
        }

        return tokens;
    }

    public int this[byte value] => _ids[value];

    /// <summary>The byte that a token's spelling stands for; null where it is none such.</summary>
    public static byte? ByteOf(string token) =>
        token is ['<', '0', 'x', _, _, '>'] && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Adds the tokens of a text, each at the place of its whole character.</summary>
    public void Add(ReadOnlySpan<char> text, int offset, FoundTokens found)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var count = rune.EncodeToUtf8(bytes);
            foreach (var value in bytes[..count]) found.Add(_ids[value], offset, offset + rune.Utf16SequenceLength);
            offset += rune.Utf16SequenceLength;
        }
    }
}
