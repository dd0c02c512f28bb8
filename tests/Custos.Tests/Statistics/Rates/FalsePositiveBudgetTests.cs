using Custos.Statistics.Rates;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Statistics.Rates;

public sealed class FalsePositiveBudgetTests
{
    // Exact Clopper–Pearson: the smallest n with qbeta(0.95, k + 1, n − k) ≤ 1e-4 (R); 29,956 = ⌈ln 0.05 / ln(1 − 1e-4)⌉.
    [Theory]
    [InlineData(0, 29_956)]
    [InlineData(1, 47_437)]
    [InlineData(2, 62_956)]
    public void One_in_ten_thousand_at_95_percent_takes(long falsePositives, long negatives)
    {
        FalsePositiveBudget.MinNegatives(1e-4, falsePositives).ShouldBe(negatives);
        BinomialIntervals.UpperBound(falsePositives, negatives).ShouldBeLessThanOrEqualTo(1e-4);
        BinomialIntervals.UpperBound(falsePositives, negatives - 1).ShouldBeGreaterThan(1e-4);
    }

    [Theory]
    [InlineData(29_955, null)]
    [InlineData(29_956, 0L)]
    [InlineData(47_436, 0L)]
    [InlineData(47_437, 1L)]
    [InlineData(1_000_000, 83L)]
    public void So_many_false_positives_still_certify_one_in_ten_thousand(long negatives, long? falsePositives) =>
        FalsePositiveBudget.MaxFalsePositives(1e-4, negatives).ShouldBe(falsePositives);

    [Fact]
    public void The_two_questions_undo_each_other() => Prop.ForAll(
        Gen.Choose(0, 50).Zip(Gen.Choose(1, 9)).ToArbitrary(),
        given =>
        {
            var (k, exponent) = given;
            var target = Math.Pow(10, -exponent);
            var n = FalsePositiveBudget.MinNegatives(target, k);
            FalsePositiveBudget.MaxFalsePositives(target, n).ShouldBe(k);
            FalsePositiveBudget.MaxFalsePositives(target, n - 1).ShouldBe(k == 0 ? null : k - 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_target_that_no_sample_could_certify_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => FalsePositiveBudget.MinNegatives(1e-16)).ParamName.ShouldBe("targetFpr");
}
