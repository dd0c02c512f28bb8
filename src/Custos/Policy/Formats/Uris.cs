using System.Buffers;

namespace Custos.Policy.Formats;

/// <summary>Is a text a URI, with its scheme?</summary>
/// <remarks>Source: RFC 3986, appendix A. What an address of version 6 or later stands in brackets is checked; a name is any registered name.</remarks>
internal static class Uris
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string Delimiters = "!$&'()*+,;=";

    private static readonly SearchValues<byte> SchemeLetters = Of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
    private static readonly SearchValues<byte> NameLetters = Of(Unreserved + Delimiters);
    private static readonly SearchValues<byte> UserLetters = Of(Unreserved + Delimiters + ":");
    private static readonly SearchValues<byte> PathLetters = Of(Unreserved + Delimiters + ":@/");
    private static readonly SearchValues<byte> QueryLetters = Of(Unreserved + Delimiters + ":@/?");

    public static bool IsUri(ReadOnlySpan<byte> text)
    {
        var scheme = text.IndexOf((byte)':');
        if (scheme < 1 || !char.IsAsciiLetter((char)text[0]) || text[..scheme].ContainsAnyExcept(SchemeLetters)) return false;
        var rest = text[(scheme + 1)..];
        if (!TakeTail(ref rest, '#') || !TakeTail(ref rest, '?')) return false;
        if (!rest.StartsWith("//"u8)) return IsMadeOf(rest, PathLetters);
        rest = rest[2..];
        var end = rest.IndexOf((byte)'/');
        return IsAuthority(end < 0 ? rest : rest[..end]) && (end < 0 || IsMadeOf(rest[end..], PathLetters));
    }

    private static SearchValues<byte> Of(string letters) => SearchValues.Create([.. letters.Select(letter => (byte)letter)]);

    // Query and fragment, each behind its mark, are made of the same letters.
    private static bool TakeTail(ref ReadOnlySpan<byte> text, char mark)
    {
        var start = text.IndexOf((byte)mark);
        if (start < 0) return true;
        var tail = text[(start + 1)..];
        text = text[..start];
        return IsMadeOf(tail, QueryLetters);
    }

    private static bool IsAuthority(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)'@');
        if (at >= 0 && !IsMadeOf(text[..at], UserLetters)) return false;
        var host = text[(at + 1)..];
        var port = host.LastIndexOf((byte)':');
        if (port > host.LastIndexOf((byte)']'))
        {
            if (host[(port + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9')) return false;
            host = host[..port];
        }

        if (host is not [(byte)'[', .. var literal, (byte)']']) return IsMadeOf(host, NameLetters);
        return Addresses.IsIpv6(literal) || IsLaterAddress(literal);
    }

    // "v" version "." letters, for addresses that are yet to come.
    private static bool IsLaterAddress(ReadOnlySpan<byte> text)
    {
        var point = text.IndexOf((byte)'.');
        if (point < 2 || text[0] is not ((byte)'v' or (byte)'V')) return false;
        foreach (var digit in text[1..point])
        {
            if (!char.IsAsciiHexDigit((char)digit)) return false;
        }

        return point + 1 < text.Length && !text[(point + 1)..].ContainsAnyExcept(UserLetters);
    }

    private static bool IsMadeOf(ReadOnlySpan<byte> text, SearchValues<byte> letters)
    {
        while (true)
        {
            var other = text.IndexOfAnyExcept(letters);
            if (other < 0) return true;
            if (text[other] != '%' || other + 2 >= text.Length || !char.IsAsciiHexDigit((char)text[other + 1]) || !char.IsAsciiHexDigit((char)text[other + 2])) return false;
            text = text[(other + 3)..];
        }
    }
}
