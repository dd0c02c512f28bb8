using System.Globalization;
using Custos.Policy.Functions;
using Custos.Policy.Values;

namespace Custos.Tests.Policy.Functions;

public sealed class TextFormatTests
{
    // decimal holds these doubles exactly enough to round them by itself: an independent reading of the same number.
    [Fact]
    public void Fixed_places_agree_with_decimal_arithmetic()
    {
        var random = new Random(4);
        for (var i = 0; i < 2_000; i++)
        {
            // A multiple of 2^-10 is exact in both, halves included.
            var number = random.Next(-5_000_000, 5_000_000) / 1024.0;
            var places = random.Next(0, 8);

            var expected = decimal.Round((decimal)number, places, MidpointRounding.ToEven).ToString($"F{places}", CultureInfo.InvariantCulture);

            // decimal knows no zero below zero.
            Format($"%.{places}f", Value.Of(number)).ShouldBe(number < 0 && !expected.StartsWith('-') ? "-" + expected : expected);
        }
    }

    [Theory]
    [InlineData("%.3e", 9.9996, "1.000e+01")]
    [InlineData("%.0e", 0.00095, "9e-04")]
    [InlineData("%e", 0.0, "0.000000e+00")]
    [InlineData("%.2e", 1e-310, "1.00e-310")]
    [InlineData("%.1f", 1e22, "10000000000000000000000.0")]
    [InlineData("%.3f", 5e-324, "0.000")]
    [InlineData("%s", 1e21, "1e+21")]
    [InlineData("%s", 123456789012345680000.0, "123456789012345680000")]
    [InlineData("%s", 0.00001, "1e-05")]
    public void Large_and_small_numbers_are_written_out(string format, double number, string written) => Format(format, Value.Of(number)).ShouldBe(written);

    [Theory]
    [InlineData("%.101f")]
    [InlineData("%")]
    [InlineData("%5d")]
    [InlineData("%.f")]
    public void A_place_that_is_none_is_an_error(string format) => TextFormat.Format(Value.Of(format), Value.OfList(Value.Of(1.5))).IsFailure.ShouldBeTrue();

    private static string Format(string format, Value value) => TextFormat.Format(Value.Of(format), Value.OfList(value)).AsString;
}
