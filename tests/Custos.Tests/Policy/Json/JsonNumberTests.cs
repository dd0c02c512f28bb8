using System.Globalization;
using System.Text;
using Custos.Policy.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Policy.Json;

public sealed class JsonNumberTests
{
    [Fact]
    public void Numbers_compare_as_decimals_do() => Prop.ForAll<decimal, decimal>((one, other) =>
        Math.Sign(Compare(Written(one), Written(other))) == one.CompareTo(other)
        && Compare(Written(one), Shifted(one)) == 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Multiples_are_those_of_decimals() => Prop.ForAll<int, int, byte>((value, divisor, places) =>
    {
        var scale = (decimal)Math.Pow(10, places % 6);
        var (sent, wanted) = (value / scale, (Math.Abs((long)divisor) % 1000 + 1) / 100m);
        return new JsonNumber(Encoding.UTF8.GetBytes(Written(sent))).IsMultipleOf(new JsonNumber(Encoding.UTF8.GetBytes(Written(wanted)))) == (sent % wanted == 0)
            && new JsonNumber(Encoding.UTF8.GetBytes(Written(sent))).IsWhole == (sent % 1 == 0);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0", "-0.0e5", 0)]
    [InlineData("1e400", "1e401", -1)]
    [InlineData("-1e400", "1", -1)]
    [InlineData("100e-2", "1", 0)]
    [InlineData("0.00120", "12e-4", 0)]
    [InlineData("123456789012345678901234567890.1", "123456789012345678901234567890.09", 1)]
    public void Any_number_of_digits_and_any_exponent_compare(string one, string other, int order) => Math.Sign(Compare(one, other)).ShouldBe(order);

    [Theory]
    [InlineData("1e999999999", "7", false)]
    [InlineData("7e999999999", "7", true)]
    [InlineData("1e-5", "1e-999999999", true)]
    [InlineData("1", "3e1", false)]
    public void Multiples_at_the_ends_of_the_exponents(string number, string divisor, bool isMultiple) =>
        new JsonNumber(Encoding.UTF8.GetBytes(number)).IsMultipleOf(new JsonNumber(Encoding.UTF8.GetBytes(divisor))).ShouldBe(isMultiple);

    [Theory]
    [InlineData("1e1000000000", false)]
    [InlineData("1E-00000000000000000001", true)]
    [InlineData("1e99999999999999999999999", false)]
    public void An_exponent_that_cannot_be_reckoned_with_is_told(string number, bool canRead) => JsonNumber.CanRead(Encoding.UTF8.GetBytes(number)).ShouldBe(canRead);

    private static int Compare(string one, string other) => JsonNumber.Compare(new JsonNumber(Encoding.UTF8.GetBytes(one)), new JsonNumber(Encoding.UTF8.GetBytes(other)));

    private static string Written(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    // The same value, with its point three places on.
    private static string Shifted(decimal number) => Written(number).Contains('.') ? $"{Written(number)}000e0" : $"{Written(number)}000e-3";
}
