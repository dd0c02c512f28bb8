using System.Globalization;

namespace Custos.Text.Json;

/// <summary>Is this a number or word that JSON knows, and which number is it?</summary>
internal static class JsonScalar
{
    // Whole numbers below 2^53 and powers of ten up to 10^22 are exact, so one division or product rounds once.
    private const int MostDigits = 15;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(exponent => double.Parse($"1e{exponent}", CultureInfo.InvariantCulture))];

    /// <summary>What stands here, and where does it end?</summary>
    /// <returns>The end, or −1 where it is neither a number nor <c>true</c>, <c>false</c> or <c>null</c>.</returns>
    public static int End(ReadOnlySpan<byte> line, int start, out JsonKind kind)
    {
        var rest = line[start..];
        kind = rest[0] switch
        {
            (byte)'t' => JsonKind.True,
            (byte)'f' => JsonKind.False,
            (byte)'n' => JsonKind.Missing,
            _ => JsonKind.Number,
        };
        var length = kind switch
        {
            JsonKind.True => rest.StartsWith("true"u8) ? 4 : -1,
            JsonKind.False => rest.StartsWith("false"u8) ? 5 : -1,
            JsonKind.Missing => rest.StartsWith("null"u8) ? 4 : -1,
            _ => NumberLength(rest),
        };
        return length < 0 || length < rest.Length && JsonBlock.IsScalar(rest[length]) ? -1 : start + length;
    }

    /// <summary>The number that these bytes write; null where they write none, or one beyond the range of a double.</summary>
    /// <remarks>As near as a double comes. Up to 15 digits without an exponent: source Clinger 1990; all others by the framework.</remarks>
    public static double? Number(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return null;
        var at = bytes[0] == '-' ? 1 : 0;
        ulong mantissa = 0;
        var digits = 0;
        var point = -1;
        for (; at < bytes.Length; at++)
        {
            var digit = (uint)(bytes[at] - '0');
            if (digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
                if (++digits > MostDigits) return Slowly(bytes);
            }
            else if (bytes[at] == '.' && point < 0)
            {
                point = digits;
            }
            else
            {
                return Slowly(bytes);
            }
        }

        // Leading zeros, a missing digit: the grammar decides.
        if (digits == 0 || point == 0 || point == digits || !IsPlain(bytes)) return Slowly(bytes);
        var value = point < 0 ? mantissa : mantissa / PowersOfTen[digits - point];
        return bytes[0] == '-' ? -value : value;
    }

    private static bool IsPlain(ReadOnlySpan<byte> bytes)
    {
        var first = bytes[0] == '-' ? 1 : 0;
        return bytes[first] != '0' || bytes.Length == first + 1 || bytes[first + 1] == '.';
    }

    private static double? Slowly(ReadOnlySpan<byte> bytes) =>
        NumberLength(bytes) == bytes.Length && double.TryParse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    // RFC 8259, section 6; −1 where the grammar is broken.
    private static int NumberLength(ReadOnlySpan<byte> text)
    {
        var at = text is [(byte)'-', ..] ? 1 : 0;
        var whole = Digits(text, at);
        if (whole == 0 || whole > 1 && text[at] == '0') return -1;
        at += whole;
        if (at < text.Length && text[at] == '.')
        {
            var fraction = Digits(text, at + 1);
            if (fraction == 0) return -1;
            at += 1 + fraction;
        }

        if (at < text.Length && (text[at] | 0x20) == 'e')
        {
            at++;
            if (at < text.Length && text[at] is (byte)'+' or (byte)'-') at++;
            var exponent = Digits(text, at);
            if (exponent == 0) return -1;
            at += exponent;
        }

        return at;
    }

    private static int Digits(ReadOnlySpan<byte> text, int from)
    {
        var at = from;
        while (at < text.Length && (uint)(text[at] - '0') <= 9) at++;
        return at - from;
    }
}
