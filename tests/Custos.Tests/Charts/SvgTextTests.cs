using Custos.Charts;

namespace Custos.Tests.Charts;

public sealed class SvgTextTests
{
    [Theory]
    [InlineData(1.0, "1")]
    [InlineData(1.005, "1")]
    [InlineData(-0.001, "0")]
    [InlineData(12.346, "12.35")]
    public void Coordinates_have_at_most_two_decimals(double value, string text) => SvgText.Number(value).ShouldBe(text);

    [Fact]
    public void Long_words_are_wrapped_and_what_fits_no_line_is_shortened()
    {
        SvgText.Wrap("one two three four", 10, 60).Count.ShouldBeGreaterThan(1);
        string.Join(' ', SvgText.Wrap("one two three four", 10, 60)).ShouldBe("one two three four");
        var line = SvgText.Wrap(new string('a', 500), 10, 60).ShouldHaveSingleItem();
        line.ShouldEndWith("…");
        SvgText.Width(line, 10).ShouldBeLessThanOrEqualTo(60);
    }
}
