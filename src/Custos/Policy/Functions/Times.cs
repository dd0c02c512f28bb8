using System.Globalization;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>Which year, hour or second does a moment show, here or elsewhere, and how long is a duration?</summary>
internal static class Times
{
    private static readonly (string Name, Func<DateTime, int, long> Read)[] Parts =
    [
        ("getFullYear", (time, _) => time.Year),
        ("getMonth", (time, _) => time.Month - 1),
        ("getDate", (time, _) => time.Day),
        ("getDayOfMonth", (time, _) => time.Day - 1),
        ("getDayOfYear", (time, _) => time.DayOfYear - 1),
        ("getDayOfWeek", (time, _) => (long)time.DayOfWeek),
        ("getHours", (time, _) => time.Hour),
        ("getMinutes", (time, _) => time.Minute),
        ("getSeconds", (time, _) => time.Second),
        ("getMilliseconds", (_, nanoseconds) => nanoseconds / 1_000_000),
    ];

    public static IReadOnlyList<Overload> All { get; } =
    [
        .. Parts.SelectMany(part => (IEnumerable<Overload>)
        [
            Overload.Member(part.Name, CelType.Timestamp, CelType.Int, (in moment) => Value.Of(part.Read(moment.AsTimestamp.ToUniversalTime(), moment.AsTimestamp.Nanoseconds))),
            Overload.Member(part.Name, CelType.Timestamp, CelType.String, CelType.Int, (in moment, in zone) => InZone(moment.AsTimestamp, zone.AsString, part.Read)),
        ]),
        Overload.Member("getHours", CelType.Duration, CelType.Int, (in span) => Value.Of(span.AsNanoseconds / (3600 * Durations.NanosecondsPerSecond))),
        Overload.Member("getMinutes", CelType.Duration, CelType.Int, (in span) => Value.Of(span.AsNanoseconds / (60 * Durations.NanosecondsPerSecond))),
        Overload.Member("getSeconds", CelType.Duration, CelType.Int, (in span) => Value.Of(span.AsNanoseconds / Durations.NanosecondsPerSecond)),
        // The part below a second, as the conformance suite has it.
        Overload.Member("getMilliseconds", CelType.Duration, CelType.Int, (in span) => Value.Of(span.AsNanoseconds % Durations.NanosecondsPerSecond / 1_000_000)),
    ];

    private static Value UnknownZone { get; } = Value.Error("There is no such time zone: write a name such as \"Europe/Berlin\" or an offset such as \"+02:00\".");

    private static Value InZone(Timestamp moment, string zone, Func<DateTime, int, long> read)
    {
        var universal = moment.ToUniversalTime();
        if (OffsetOf(zone, universal) is not { } offset) return UnknownZone;
        // The first and last hours of the calendar have no local time everywhere.
        var ticks = universal.Ticks + offset.Ticks;
        return ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks ? Failure.TimeOutOfRange : Value.Of(read(new DateTime(ticks), moment.Nanoseconds));
    }

    private static TimeSpan? OffsetOf(string zone, DateTime universal)
    {
        if (zone == "UTC") return TimeSpan.Zero;
        if (zone.Length is 5 or 6 && zone[^3] == ':')
        {
            var digits = zone.Length == 6 ? zone.AsSpan(1) : zone;
            if ((zone.Length == 5 || zone[0] is '+' or '-')
                && int.TryParse(digits[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours < 24
                && int.TryParse(digits[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes < 60)
            {
                var offset = new TimeSpan(hours, minutes, 0);
                return zone[0] == '-' ? -offset : offset;
            }
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found.GetUtcOffset(universal) : null;
    }
}
