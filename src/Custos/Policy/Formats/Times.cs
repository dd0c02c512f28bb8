namespace Custos.Policy.Formats;

/// <summary>Is a text a date or a time as the Internet writes them?</summary>
/// <remarks>Source: RFC 3339, section 5.6; leap seconds (5.7) at 23:59:60 in universal time alone.</remarks>
internal static class Times
{
    private const int MinutesPerDay = 24 * 60;

    public static bool IsDateTime(ReadOnlySpan<byte> text) => text.Length > 11 && IsDate(text[..10]) && text[10] is (byte)'T' or (byte)'t' && IsTime(text[11..]);

    public static bool IsDate(ReadOnlySpan<byte> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        var (year, month, day) = (100 * TwoDigits(text) + TwoDigits(text[2..]), TwoDigits(text[5..]), TwoDigits(text[8..]));
        if (TwoDigits(text) < 0 || TwoDigits(text[2..]) < 0 || month is < 1 or > 12 || day < 1) return false;
        // .NET knows no year 0; it is a leap year as 4 is.
        return day <= DateTime.DaysInMonth(year == 0 ? 4 : year, month);
    }

    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':') return false;
        var (hour, minute, second) = (TwoDigits(text), TwoDigits(text[3..]), TwoDigits(text[6..]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60) return false;
        var rest = text[8..];
        if (rest[0] == '.')
        {
            var end = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
            if (end < 2) return false;
            rest = rest[end..];
        }

        return TryReadOffset(rest, out var offset) && (second < 60 || (60 * hour + minute - offset + MinutesPerDay) % MinutesPerDay == MinutesPerDay - 1);
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1) return text[0] is (byte)'Z' or (byte)'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        var (hour, minute) = (TwoDigits(text[1..]), TwoDigits(text[4..]));
        minutes = (text[0] == '-' ? -1 : 1) * (60 * hour + minute);
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59;
    }

    // -1 where they are none.
    private static int TwoDigits(ReadOnlySpan<byte> text) =>
        char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]) ? 10 * (text[0] - '0') + text[1] - '0' : -1;
}
