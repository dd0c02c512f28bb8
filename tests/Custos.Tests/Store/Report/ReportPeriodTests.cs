using Custos.Records;
using Custos.Store.Report;

namespace Custos.Tests.Store.Report;

public sealed class ReportPeriodTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-29", "2026-03-28T23:00:00Z")]
    [InlineData("2026-03-29T12:00", "2026-03-29T10:00:00Z")]
    [InlineData("2026-03-29T12:00:00Z", "2026-03-29T12:00:00Z")]
    [InlineData("2026-03-29T12:00:00-03:00", "2026-03-29T15:00:00Z")]
    // The clocks skip this one, and show this one twice.
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30:00Z")]
    public void A_time_without_an_offset_is_one_of_the_zone(string text, string expected) =>
        ReportPeriod.Of(text, null, null, "Europe/Berlin", Now).From.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("12h", 12)]
    [InlineData("30d", 720)]
    [InlineData("2w", 336)]
    public void The_last_hours_days_or_weeks_end_now(string last, int hours) =>
        ReportPeriod.Of(null, null, last, "UTC", Now).ShouldBe(new ReportPeriod(Now.AddHours(-hours), Now));

    [Theory]
    [InlineData(null, null, "30")]
    [InlineData(null, null, "d")]
    [InlineData(null, null, "-3d")]
    [InlineData(null, null, "3m")]
    [InlineData("2026-03-01", null, "3d")]
    [InlineData("yesterday", null, null)]
    public void What_is_no_time_or_length_is_refused(string? from, string? to, string? last) =>
        Should.Throw<BadInputException>(() => ReportPeriod.Of(from, to, last, "UTC", Now)).IsUsage.ShouldBeTrue();

    [Fact]
    public void The_week_before_a_week_with_a_change_of_clocks_is_a_week()
    {
        var week = ReportPeriod.Of("2026-03-30", "2026-04-06", null, "Europe/Berlin", Now);

        week.Previous("Europe/Berlin").ShouldBe(ReportPeriod.Of("2026-03-23", "2026-03-30", null, "Europe/Berlin", Now));
        (week.From - week.Previous("Europe/Berlin").From).ShouldBe(TimeSpan.FromHours(167));
    }

    [Fact]
    public void Nothing_is_before_a_period_without_a_beginning() =>
        Should.Throw<BadInputException>(() => new ReportPeriod(null, Now).Previous("UTC"));

    [Fact]
    public void An_unknown_zone_is_refused() =>
        Should.Throw<BadInputException>(() => ReportPeriod.Of("2026-03-01", null, null, "Europe/Utrecht", Now)).IsUsage.ShouldBeTrue();
}
