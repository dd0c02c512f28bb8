using System.Globalization;
using System.Text;
using Custos.Text.Json;

namespace Custos.Tests.Text.Json;

public sealed class JsonScalarTests
{
    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("-0", -0.0)]
    [InlineData("12", 12.0)]
    [InlineData("-12.75", -12.75)]
    [InlineData("0.1", 0.1)]
    [InlineData("1e3", 1000.0)]
    [InlineData("1E-2", 0.01)]
    [InlineData("9007199254740993", 9007199254740992.0)]
    [InlineData("0.30000000000000004", 0.30000000000000004)]
    public void A_number_reads_as_the_nearest_double(string text, double value) => JsonScalar.Number(Encoding.UTF8.GetBytes(text)).ShouldBe(value);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("1e")]
    [InlineData("1 ")]
    [InlineData("+1")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("x")]
    public void What_is_no_finite_number_of_JSON_is_none(string text) => JsonScalar.Number(Encoding.UTF8.GetBytes(text)).ShouldBeNull();

    [Fact]
    public void Every_number_reads_as_the_framework_reads_it()
    {
        var random = new Random(3);
        for (var round = 0; round < 200_000; round++)
        {
            var text = (round % 4) switch
            {
                0 => (random.Next() * (random.NextDouble() - 0.5)).ToString("R", CultureInfo.InvariantCulture),
                1 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
                2 => ((decimal)random.Next(-1_000_000, 1_000_000) / 1000).ToString(CultureInfo.InvariantCulture),
                _ => BitConverter.Int64BitsToDouble(random.NextInt64()).ToString("R", CultureInfo.InvariantCulture),
            };
            var value = double.Parse(text, CultureInfo.InvariantCulture);
            if (double.IsFinite(value)) JsonScalar.Number(Encoding.UTF8.GetBytes(text)).ShouldBe(value, text);
        }
    }
}
