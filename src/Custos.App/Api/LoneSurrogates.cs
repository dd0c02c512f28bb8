using System.Globalization;
using System.Text;

namespace Custos.App.Api;

/// <summary>What text does a JSON string spell when it escapes half a surrogate pair? Each lone half becomes U+FFFD.</summary>
/// <remarks>JavaScript's JSON.stringify writes such escapes, and a gate that refuses them can be switched off by one character.</remarks>
internal static class LoneSurrogates
{
    /// <param name="escaped">The inside of a well-formed JSON string, valid UTF-8.</param>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var source = Encoding.UTF8.GetString(escaped);
        var text = new StringBuilder(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] != '\\')
            {
                text.Append(source[i]);
                continue;
            }

            i++;
            if (source[i] == 'u')
            {
                text.Append((char)ushort.Parse(source.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(source[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
            }
        }

        return ReplaceLone(text);
    }

    private static string ReplaceLone(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\uFFFD';
            }
        }

        return text.ToString();
    }
}
