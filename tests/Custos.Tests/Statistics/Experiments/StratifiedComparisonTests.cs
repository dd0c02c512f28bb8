using Custos.Statistics.Experiments;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Statistics.Experiments;

public sealed class StratifiedComparisonTests
{
    // Charig et al. 1986, kidney stones: open surgery (A) against percutaneous (B); Julious and Mullee 1994.
    private static readonly Stratum[] _stones = [Stratum.OfRates("small", 81, 87, 234, 270), Stratum.OfRates("large", 192, 263, 55, 80)];

    [Fact]
    public void The_kidney_stones_reverse()
    {
        var answer = StratifiedComparison.Of(_stones);
        answer.Reversal.ShouldBeTrue();
        answer.Misleads.ShouldBeTrue();
        answer.AggregateA.ShouldBe(273 / 350.0, 1e-15);
        answer.AggregateB.ShouldBe(289 / 350.0, 1e-15);
        answer.StandardizedA!.Value.ShouldBe(81 / 87.0 * 357 / 700 + 192 / 263.0 * 343 / 700, 1e-14);
        answer.Adjusted!.Value.ShouldBeGreaterThan(0);
        answer.MixP!.Value.ShouldBeLessThan(1e-40);
    }

    [Fact]
    public void Mix_and_within_add_up_to_the_aggregate_difference() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes.Length >= 4), bytes =>
        {
            var strata = bytes.Chunk(4).Where(chunk => chunk.Length == 4)
                .Select((b, k) => Stratum.OfRates($"{k}", b[0] / 2, b[0] + 1, b[2] / 3, b[2] + 1)).ToArray();
            var answer = StratifiedComparison.Of(strata);
            return Math.Abs(answer.MixEffect!.Value + answer.WithinEffect!.Value - answer.AggregateDifference) < 1e-12;
        }));

    [Fact]
    public void Equal_mixes_do_not_mislead()
    {
        var answer = StratifiedComparison.Of([Stratum.OfRates("x", 10, 100, 20, 100), Stratum.OfRates("y", 50, 100, 60, 100)]);
        answer.Misleads.ShouldBeFalse();
        answer.MixEffect!.Value.ShouldBe(0, 1e-15);
        answer.MixP!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_stratum_that_one_arm_never_saw_leaves_no_standardized_answer()
    {
        var answer = StratifiedComparison.Of([Stratum.OfRates("x", 10, 100, 20, 100), Stratum.OfRates("y", 50, 100, 0, 0)]);
        answer.StandardizedB.ShouldBeNull();
        answer.Adjusted.ShouldBeNull();
        answer.Reversal.ShouldBeFalse();
    }

    [Fact]
    public void An_arm_without_a_unit_is_refused() =>
        Should.Throw<ArgumentException>(() => StratifiedComparison.Of([Stratum.OfRates("x", 1, 2, 0, 0)])).ParamName.ShouldBe("strata");
}
