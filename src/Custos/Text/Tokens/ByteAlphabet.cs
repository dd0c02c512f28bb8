namespace Custos.Text.Tokens;

/// <summary>How are bytes spelt as printable characters in the vocabularies of byte-level tokenizers?</summary>
/// <remarks>Bytes that are printable in Latin-1 are themselves, the others U+0100 and on in their order: Radford et al. 2019, <c>bytes_to_unicode</c>.</remarks>
internal static class ByteAlphabet
{
    private static readonly char[] Letters = MakeLetters();
    private static readonly Dictionary<char, byte> Bytes = Enumerable.Range(0, 256).ToDictionary(i => Letters[i], i => (byte)i);

    public static string ToText(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++) text[i] = Letters[bytes[i]];
        return new string(text);
    }

    /// <summary>False where a character is none of the alphabet.</summary>
    public static bool TryToBytes(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if (!Bytes.TryGetValue(text[i], out bytes[i])) return false;
        }

        return true;
    }

    private static char[] MakeLetters()
    {
        var letters = new char[256];
        var next = (char)0x100;
        for (var i = 0; i < 256; i++) letters[i] = i is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)i : next++;
        return letters;
    }
}
