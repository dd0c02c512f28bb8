using System.Globalization;

namespace Custos.Policy.Values;

/// <summary>Which moment, to the nanosecond, from the year 1 to the year 9999?</summary>
/// <param name="Seconds">Since 1970-01-01T00:00:00Z.</param>
/// <param name="Nanoseconds">0 to 999,999,999, on top of the seconds.</param>
public readonly record struct Timestamp(long Seconds, int Nanoseconds) : IComparable<Timestamp>
{
    public const long MinSeconds = -62_135_596_800;
    public const long MaxSeconds = 253_402_300_799;
    private const long NanosecondsPerSecond = 1_000_000_000;

    public static Timestamp From(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks - DateTime.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        return rest < 0 ? new(seconds - 1, (int)((rest + TimeSpan.TicksPerSecond) * 100)) : new(seconds, (int)(rest * 100));
    }

    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(Timestamp left, Timestamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Timestamp left, Timestamp right) => left.CompareTo(right) >= 0;

    public int CompareTo(Timestamp other) => (Seconds, Nanoseconds).CompareTo((other.Seconds, other.Nanoseconds));

    /// <summary>So much later or earlier; null outside the years 1 to 9999.</summary>
    public Timestamp? Plus(long nanoseconds)
    {
        var sum = (Int128)Seconds * NanosecondsPerSecond + Nanoseconds + nanoseconds;
        var seconds = (long)(sum / NanosecondsPerSecond);
        var rest = (int)(sum % NanosecondsPerSecond);
        if (rest < 0)
        {
            seconds--;
            rest += (int)NanosecondsPerSecond;
        }

        return seconds is >= MinSeconds and <= MaxSeconds ? new Timestamp(seconds, rest) : null;
    }

    /// <summary>The nanoseconds since another moment; null where a duration cannot hold them.</summary>
    public long? Since(Timestamp other)
    {
        var difference = ((Int128)Seconds - other.Seconds) * NanosecondsPerSecond + (Nanoseconds - other.Nanoseconds);
        return difference >= long.MinValue && difference <= long.MaxValue ? (long)difference : null;
    }

    /// <summary>The calendar's reading in Universal Time, without what is below a second.</summary>
    public DateTime ToUniversalTime() => DateTime.UnixEpoch.AddTicks(Seconds * TimeSpan.TicksPerSecond);

    /// <summary>RFC 3339 in Universal Time, with as many decimals as are needed.</summary>
    public override string ToString()
    {
        var whole = ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        var fraction = Nanoseconds == 0 ? "" : "." + Nanoseconds.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{whole}{fraction}Z";
    }

    /// <summary>Reads RFC 3339: a date, T, a time with up to nine decimals, Z or an offset.</summary>
    public static bool TryParse(string text, out Timestamp timestamp)
    {
        timestamp = default;
        if (text.Length < 20 || text[10] is not ('T' or 't')) return false;
        if (!DateTime.TryParseExact(text.AsSpan(0, 19), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return false;
        var rest = text.AsSpan(19);
        var nanoseconds = 0;
        if (rest[0] == '.')
        {
            var end = 1;
            for (; end < rest.Length && char.IsAsciiDigit(rest[end]); end++)
            {
                if (end > 9) return false;
                nanoseconds = nanoseconds * 10 + (rest[end] - '0');
            }

            if (end == 1) return false;
            for (var digits = end - 1; digits < 9; digits++) nanoseconds *= 10;
            rest = rest[end..];
        }

        if (!TryParseOffset(rest, out var offsetSeconds)) return false;
        var seconds = (local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond - offsetSeconds;
        timestamp = new Timestamp(seconds, nanoseconds);
        return seconds is >= MinSeconds and <= MaxSeconds;
    }

    private static bool TryParseOffset(ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (text is "Z" or "z") return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':') return false;
        if (!int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours > 23) return false;
        if (!int.TryParse(text[4..6], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > 59) return false;
        seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }
}
