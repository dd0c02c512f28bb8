using Custos.Policy.Values;

namespace Custos.Tests.Policy.Values;

public sealed class TimestampTests
{
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.5+01:30", "2026-01-31T10:30:00.5Z")]
    [InlineData("1969-12-31T23:59:59.000000001Z", "1969-12-31T23:59:59.000000001Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z")]
    public void A_moment_is_read_and_written_to_the_nanosecond(string text, string written)
    {
        Timestamp.TryParse(text, out var moment).ShouldBeTrue();

        moment.ToString().ShouldBe(written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-31")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("2026-01-31T12:00:00")]
    [InlineData("2026-01-31 12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.Z")]
    [InlineData("2026-01-31T12:00:00.1234567890Z")]
    [InlineData("2026-01-31T12:00:00+24:00")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    public void What_is_no_moment_is_refused(string text) => Timestamp.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Moving_and_measuring_agree_with_the_calendar()
    {
        var random = new Random(9);
        for (var i = 0; i < 1_000; i++)
        {
            var start = new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay * 400_000, TimeSpan.TicksPerDay * 1_000_000), TimeSpan.Zero);
            var span = new TimeSpan(random.NextInt64(-TimeSpan.TicksPerDay * 90_000, TimeSpan.TicksPerDay * 90_000));

            var moved = Timestamp.From(start).Plus(span.Ticks * 100)!.Value;

            moved.ShouldBe(Timestamp.From(start + span));
            moved.Since(Timestamp.From(start)).ShouldBe(span.Ticks * 100);
        }
    }

    [Fact]
    public void Past_the_calendars_ends_there_is_no_moment()
    {
        new Timestamp(Timestamp.MaxSeconds, 999_999_999).Plus(1).ShouldBeNull();
        new Timestamp(Timestamp.MinSeconds, 0).Plus(-1).ShouldBeNull();
        new Timestamp(Timestamp.MaxSeconds, 0).Since(new Timestamp(Timestamp.MinSeconds, 0)).ShouldBeNull();
    }
}
