using System.Buffers;

namespace Custos.Policy.Formats;

/// <summary>Is a text a host's name, a number of the Internet's, or an address of somebody's?</summary>
/// <remarks>Source: RFC 1123 2.1 (names), RFC 2673 3.2 and RFC 4291 2.2 (numbers, without zones), RFC 5321 4.1.2 (e-mail).</remarks>
internal static class Addresses
{
    private const int MaxName = 253;
    private const int MaxLabel = 63;
    private const int MaxLocal = 64;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);
    private static readonly SearchValues<byte> AtomLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~"u8);

    public static bool IsHostName(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > MaxName) return false;
        while (true)
        {
            var end = text.IndexOf((byte)'.');
            var label = end < 0 ? text : text[..end];
            if (label.Length is 0 or > MaxLabel || label[0] == '-' || label[^1] == '-' || label.ContainsAnyExcept(Letters)) return false;
            if (end < 0) return true;
            text = text[(end + 1)..];
        }
    }

    public static bool IsIpv4(ReadOnlySpan<byte> text)
    {
        for (var part = 1; ; part++)
        {
            var end = text.IndexOf((byte)'.');
            if (!IsByte(end < 0 ? text : text[..end])) return false;
            if (end < 0) return part == 4;
            text = text[(end + 1)..];
        }
    }

    public static bool IsIpv6(ReadOnlySpan<byte> text)
    {
        var gap = text.IndexOf("::"u8);
        if (gap < 0) return PartsOf(text, isLast: true) == 8;
        var before = text[..gap];
        var after = text[(gap + 2)..];
        var count = (before.IsEmpty ? 0 : PartsOf(before, isLast: false)) + (after.IsEmpty ? 0 : PartsOf(after, isLast: true));
        return count is >= 0 and <= 7;
    }

    public static bool IsEmail(ReadOnlySpan<byte> text)
    {
        var at = text.LastIndexOf((byte)'@');
        if (at is < 1 or > MaxLocal) return false;
        var local = text[..at];
        var domain = text[(at + 1)..];
        if (!(local[0] == '"' ? IsQuoted(local) : IsAtoms(local))) return false;
        if (domain is not [(byte)'[', .., (byte)']']) return IsHostName(domain);
        var literal = domain[1..^1];
        return literal.StartsWith("IPv6:"u8) ? IsIpv6(literal[5..]) : IsIpv4(literal);
    }

    private static bool IsByte(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 3 || (text.Length > 1 && text[0] == '0')) return false;
        var value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            value = 10 * value + digit - '0';
        }

        return value < 256;
    }

    // Groups of 16 bits; far below 0 where one is none.
    private static int PartsOf(ReadOnlySpan<byte> text, bool isLast)
    {
        for (var count = 1; ; count++)
        {
            var end = text.IndexOf((byte)':');
            if (end < 0 && isLast && text.Contains((byte)'.')) return IsIpv4(text) ? count + 1 : -100;
            var part = end < 0 ? text : text[..end];
            if (part.Length is 0 or > 4) return -100;
            foreach (var digit in part)
            {
                if (!char.IsAsciiHexDigit((char)digit)) return -100;
            }

            if (end < 0) return count;
            text = text[(end + 1)..];
        }
    }

    private static bool IsAtoms(ReadOnlySpan<byte> text)
    {
        if (text[0] == '.' || text[^1] == '.' || text.IndexOf(".."u8) >= 0) return false;
        foreach (var letter in text)
        {
            if (letter != '.' && !AtomLetters.Contains(letter)) return false;
        }

        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[^1] != '"') return false;
        var inner = text[1..^1];
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] is < 32 or > 126 or (byte)'"') return false;
            if (inner[i] == '\\' && (++i == inner.Length || inner[i] is < 32 or > 126)) return false;
        }

        return true;
    }
}
