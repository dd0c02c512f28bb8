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

    [Fact]
    public void A_ratio_whose_denominators_are_1_is_a_mean()
    {
        double[] small = [1, 4, 2, 8], large = [5, 7, 7];
        var means = SegmentedValues.Compare(small, ["x", "x", "y", "y"], large, ["x", "y", "y"]);
        var ratios = StratifiedComparison.OfRatios([new("x", Ratio(1, 4), Ratio(5)), new("y", Ratio(2, 8), Ratio(7, 7))]);
        ratios.AggregateDifference.ShouldBe(means.AggregateDifference, 1e-14);
        ratios.StandardizedA!.Value.ShouldBe(means.StandardizedA!.Value, 1e-14);
        ratios.MixP.ShouldBe(means.MixP);
        ratios.WithinEffect!.Value.ShouldBe(means.WithinEffect!.Value, 1e-14);

        static PairMoments Ratio(params double[] values) => PairMoments.Of([.. values.Select(_ => 1.0)], values);
    }

    [Fact]
    public void Denominators_say_how_much_a_stratum_weighs()
    {
        // One user with 90 messages and 9 flags, one with 10 and 5, in the first; the same rates at 10 and 90 in the second.
        PairMoments Of(double messages, double flags) => PairMoments.Of([messages, messages], [flags, flags]);
        var answer = StratifiedComparison.OfRatios([new("x", Of(90, 9), Of(10, 1)), new("y", Of(10, 5), Of(90, 45))]);
        answer.AggregateA.ShouldBe(0.14, 1e-14);
        answer.AggregateB.ShouldBe(0.46, 1e-14);
        answer.WithinEffect!.Value.ShouldBe(0, 1e-14);
        answer.Adjusted!.Value.ShouldBe(0, 1e-14);
    }

    [Fact]
    public void Events_weigh_by_exposure_and_their_mix_is_no_draw()
    {
        var answer = StratifiedComparison.OfEvents([new("busy", 500, 50, 100, 10), new("quiet", 50, 50, 90, 90)]);
        answer.AggregateDifference.ShouldBe(5.5 - 1.9, 1e-12);
        answer.MixEffect!.Value.ShouldBe(3.6, 1e-12);
        answer.MixP.ShouldBeNull();
        answer.Misleads.ShouldBeTrue();
        // Of 200 hours 60 are busy: variance 0.3² (10/50 + 10/10) + 0.7² (1/50 + 1/90).
        var half = 1.959963984540054 * Math.Sqrt(0.09 * 1.2 + 0.49 * (1 / 50.0 + 1 / 90.0));
        answer.Adjusted!.Interval.Upper.ShouldBe(half, 1e-9);
        Should.Throw<ArgumentException>(() => StratifiedComparison.OfEvents([new("x", 1, 0, 1, 1), new("y", 1, 1, 1, 1)])).ParamName.ShouldBe("exposure");
    }
}
