using System.Collections.Frozen;

namespace Custos.Policy.Formats;

/// <summary>Has a text the form that a name such as <c>date</c> stands for?</summary>
/// <remarks>Each is read by hand, once, from left to right: no pattern, no culture, no clock, no name service.</remarks>
internal sealed class NamedFormat
{
    private static readonly FrozenDictionary<string, NamedFormat> Known = new NamedFormat[]
    {
        new("date-time", "a date and time such as 2026-01-31T12:00:00Z", Times.IsDateTime),
        new("date", "a date such as 2026-01-31", Times.IsDate),
        new("time", "a time with its offset such as 12:00:00Z", Times.IsTime),
        new("email", "an e-mail address", Addresses.IsEmail),
        new("hostname", "a host name", Addresses.IsHostName),
        new("ipv4", "an IPv4 address", Addresses.IsIpv4),
        new("ipv6", "an IPv6 address", Addresses.IsIpv6),
        new("uri", "a URI with its scheme", Uris.IsUri),
        new("uuid", "a UUID such as 123e4567-e89b-12d3-a456-426614174000", IsUuid),
    }.ToFrozenDictionary(format => format._name, StringComparer.Ordinal);

    private readonly string _name;
    private readonly Check _check;

    private NamedFormat(string name, string inWords, Check check) => (_name, Problem, _check) = (name, $"It must be {inWords}.", check);

    private delegate bool Check(ReadOnlySpan<byte> text);

    public static string Names => string.Join(", ", Known.Keys.Order(StringComparer.Ordinal));

    /// <summary>What a text that has not the form is told.</summary>
    public string Problem { get; }

    /// <summary>The format of a name; null where the name is not known.</summary>
    public static NamedFormat? Of(string name) => Known.GetValueOrDefault(name);

    public bool Holds(ReadOnlySpan<byte> text) => _check(text);

    // RFC 9562, section 4.
    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 36) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit((char)text[i])) return false;
        }

        return true;
    }
}
