using System.Globalization;
using System.Text;

namespace Custos.Text.Tables;

/// <summary>Which characters do a JSON string's escapes stand for?</summary>
internal static class JsonEscapes
{
    /// <summary>Writes the string without its escapes, and says how long it became: never longer than it was.</summary>
    /// <param name="escaped">What stands between the quotation marks, already found to be well-formed JSON.</param>
    /// <param name="destination">At least as long.</param>
    /// <remarks>A surrogate without its other half becomes U+FFFD.</remarks>
    public static int Undo(ReadOnlySpan<byte> escaped, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                escaped.CopyTo(destination[written..]);
                return written + escaped.Length;
            }

            escaped[..plain].CopyTo(destination[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped[1] == 'u')
            {
                var rune = TakeRune(ref escaped);
                written += rune.EncodeToUtf8(destination[written..]);
            }
            else
            {
                destination[written++] = escaped[1] switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    var itself => itself,
                };
                escaped = escaped[2..];
            }
        }
    }

    private static Rune TakeRune(ref ReadOnlySpan<byte> escaped)
    {
        var first = Unit(escaped);
        escaped = escaped[6..];
        if (char.IsHighSurrogate(first) && escaped is [(byte)'\\', (byte)'u', ..] && Rune.TryCreate(first, Unit(escaped), out var pair))
        {
            escaped = escaped[6..];
            return pair;
        }

        return Rune.TryCreate(first, out var single) ? single : Rune.ReplacementChar;
    }

    private static char Unit(ReadOnlySpan<byte> escape) => (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
