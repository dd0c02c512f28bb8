using System.Globalization;
using System.Numerics;
using Custos.Statistics.Regression;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Statistics.Regression;

public sealed class DoubleDoubleTests
{
    [Fact]
    public void A_third_times_three_is_one_to_31_digits()
    {
        DoubleDouble third = (DoubleDouble)1 / 3;
        ((double)(third * 3 - 1)).ShouldBe(0, 1e-31);
    }

    [Fact]
    public void The_root_of_two_squared_is_two_to_30_digits()
    {
        var root = DoubleDouble.Sqrt(2);
        ((double)(root * root - 2)).ShouldBe(0, 1e-30);
    }

    [Fact]
    public void Decimal_text_keeps_the_digits_that_a_double_drops() =>
        ((double)(DoubleDouble.Parse("-1.5E-3") * 2000 + 3)).ShouldBe(0, 1e-31);

    // Whole numbers below 2^100 are exact in both.
    [Fact]
    public void Sums_and_products_of_whole_numbers_agree_with_exact_arithmetic() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<int>(), (a, b) =>
        {
            var product = Of(a) * b + a;
            var exact = (BigInteger)a * b + a;
            return (BigInteger)(double)product == (BigInteger)(double)exact;
        }));

    private static DoubleDouble Of(long value) => DoubleDouble.Parse(value.ToString(CultureInfo.InvariantCulture));
}
