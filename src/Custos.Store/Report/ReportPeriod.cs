using System.Globalization;
using Custos.Records;

namespace Custos.Store.Report;

/// <summary>Over which time does a report count?</summary>
/// <param name="From">From this time on; null for the beginning.</param>
/// <param name="To">Before this time; null for no end.</param>
public sealed record ReportPeriod(DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    /// <summary>From what a person wrote.</summary>
    /// <param name="from">A time; without an offset it is one of the zone's. Null for none.</param>
    /// <param name="to">As that.</param>
    /// <param name="last">Instead of both a length up to now: <c>12h</c>, <c>30d</c> (of 24 hours) or <c>4w</c>. Null for none.</param>
    /// <param name="timeZone">The IANA name of the zone in which times without an offset are read.</param>
    /// <param name="now">The end of <paramref name="last"/>.</param>
    /// <exception cref="BadInputException">A text is not a time or length, both are given, or the machine does not know the zone.</exception>
    public static ReportPeriod Of(string? from, string? to, string? last, string timeZone, DateTimeOffset now)
    {
        if (last is null) return new ReportPeriod(TimeOf(from, "from", timeZone), TimeOf(to, "to", timeZone));
        if (from is not null || to is not null) throw new BadInputException("'last' stands beside 'from' or 'to'.", "Give either the length or the times.", isUsage: true);
        return new ReportPeriod(now - LengthOf(last), now);
    }

    /// <summary>The period of the same length before this one, counted in the zone's days, so that whole days stay whole over a change of clocks.</summary>
    /// <exception cref="BadInputException">This one has no beginning or no end, or the machine does not know the zone.</exception>
    public ReportPeriod Previous(string timeZone)
    {
        if (this is not { From: { } from, To: { } to })
        {
            throw new BadInputException("The period before cannot be told of one without a beginning and an end.", "Give 'from' and 'to', or 'last'.", isUsage: true);
        }

        var zone = ZoneOf(timeZone);
        var (start, end) = (TimeZoneInfo.ConvertTime(from, zone).DateTime, TimeZoneInfo.ConvertTime(to, zone).DateTime);
        return new ReportPeriod(InstantOf(start - (end - start), zone), from);
    }

    private static DateTimeOffset? TimeOf(string? text, string name, string timeZone)
    {
        if (text is null) return null;
        if (!IsoTime.TryParse(text, out var time))
        {
            throw new BadInputException($"'{name}' is not a time.", $"Write it as {IsoTime.Example}, or as a day; without an offset it is one of the report's time zone.", isUsage: true);
        }

        return timeZone == "UTC" || HasOffset(text) ? time : InstantOf(time.UtcDateTime, ZoneOf(timeZone));
    }

    private static bool HasOffset(string text) => text.Length > 10 && text.AsSpan(10).IndexOfAny('Z', '+', '-') >= 0;

    // A time that the clocks skip is read by the offset before, one that they show twice is the first.
    private static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static TimeSpan LengthOf(string text)
    {
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 100_000)
        {
            switch (text[^1])
            {
                case 'h': return TimeSpan.FromHours(count);
                case 'd': return TimeSpan.FromDays(count);
                case 'w': return TimeSpan.FromDays(7.0 * count);
            }
        }

        throw new BadInputException("'last' is not a length of time.", "Write it as 12h, 30d or 4w.", isUsage: true);
    }

    private static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw new BadInputException(
        "This machine does not know the time zone.", "Write an IANA name as Europe/Berlin; where that is one, install the system's time zone data (tzdata).", isUsage: true);
}
