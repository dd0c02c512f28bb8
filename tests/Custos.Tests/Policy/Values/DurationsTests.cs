using Custos.Policy.Values;

namespace Custos.Tests.Policy.Values;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("24h", "86400s")]
    [InlineData("1h30m", "5400s")]
    [InlineData("-1.5s", "-1.5s")]
    [InlineData("+2m", "120s")]
    [InlineData("0", "0s")]
    [InlineData("1.000000001s", "1.000000001s")]
    [InlineData("100ms5us7ns", "0.100005007s")]
    [InlineData("-0.5s", "-0.5s")]
    [InlineData(".5h", "1800s")]
    [InlineData("-9223372036854775808ns", "-9223372036.854775808s")]
    public void A_duration_is_read_and_written(string text, string written)
    {
        Durations.TryParse(text, out var nanoseconds).ShouldBeTrue();

        Durations.Format(nanoseconds).ShouldBe(written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("h")]
    [InlineData("1d")]
    [InlineData("1h 30m")]
    [InlineData("1..5s")]
    [InlineData("9223372036854775808ns")]
    [InlineData("3000000h")]
    [InlineData("99999999999999999999999999999999999999999999h")]
    public void What_is_no_duration_is_refused(string text) => Durations.TryParse(text, out _).ShouldBeFalse();
}
