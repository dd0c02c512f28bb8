using System.Globalization;

namespace Custos.Store;

/// <summary>Which time does a text name? ISO 8601, to the day, minute, second or its fraction; without an offset it is UTC.</summary>
public static class IsoTime
{
    /// <summary>How to write one, for messages.</summary>
    public const string Example = "2026-03-01T12:00:00Z";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        .. from between in (string[])["'T'", "' '"]
           from time in (string[])["HH:mm:ss.FFFFFFF", "HH:mm:ss", "HH:mm"]
           from offset in (string[])["K", "zzz", "zz"]
           select "yyyy-MM-dd" + between + time + offset,
    ];

    /// <summary>The time in UTC; false when the text is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
