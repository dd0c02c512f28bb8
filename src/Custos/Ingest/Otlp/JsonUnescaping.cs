using System.Globalization;
using System.Text;

namespace Custos.Ingest.Otlp;

/// <summary>Which UTF-8 bytes does a JSON string spell? Half a surrogate pair, which Unicode has no character for, becomes U+FFFD.</summary>
internal static class JsonUnescaping
{
    /// <param name="escaped">The inside of a well-formed JSON string.</param>
    /// <param name="to">At least as long.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> to)
    {
        var written = 0;
        while (escaped.IndexOf((byte)'\\') is var plain and >= 0)
        {
            escaped[..plain].CopyTo(to[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped[1] == 'u')
            {
                written += WriteEscapedCharacter(ref escaped, to[written..]);
                continue;
            }

            to[written++] = escaped[1] switch { (byte)'b' => 8, (byte)'f' => 12, (byte)'n' => 10, (byte)'r' => 13, (byte)'t' => 9, var other => other };
            escaped = escaped[2..];
        }

        escaped.CopyTo(to[written..]);
        return written + escaped.Length;
    }

    private static int WriteEscapedCharacter(ref ReadOnlySpan<byte> escaped, Span<byte> to)
    {
        var first = Unit(escaped);
        escaped = escaped[6..];
        if (char.IsHighSurrogate(first) && escaped.StartsWith("\\u"u8) && Unit(escaped) is var second && char.IsLowSurrogate(second))
        {
            escaped = escaped[6..];
            return new Rune(first, second).EncodeToUtf8(to);
        }

        return (Rune.TryCreate(first, out var character) ? character : Rune.ReplacementChar).EncodeToUtf8(to);
    }

    private static char Unit(ReadOnlySpan<byte> escape) => (char)ushort.Parse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
