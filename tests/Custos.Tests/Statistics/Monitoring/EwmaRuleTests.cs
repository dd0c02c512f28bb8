using Custos.Statistics.Monitoring;

namespace Custos.Tests.Statistics.Monitoring;

public sealed class EwmaRuleTests
{
    [Fact]
    public void Started_at_nothing_the_rule_flags_the_first_value() => Flags(new EwmaRule(), 5, 5, 5, 6).ShouldBe([0]);

    // By hand: after the first value μ = 100, v = 0; 102 ≠ 100 is flagged; then v = 0.3 · 1.4² = 0.588.
    [Fact]
    public void Started_at_the_first_value_it_never_flags_that()
    {
        var points = new EwmaRule { StartsAtFirst = true }.Run([100, 102, 98, 101, 99, 103, 97, 100, 180, 101, 100]);
        points[1].Variance.ShouldBe(0.588, 1e-12);
        Flags(new EwmaRule { StartsAtFirst = true }, 100, 102, 98, 101, 99, 103, 97, 100, 180, 101, 100).ShouldBe([1, 2, 5, 8]);
    }

    [Fact]
    public void A_minimum_sample_and_a_warm_start_keep_the_first_values_quiet()
    {
        Flags(new EwmaRule { StartsAtFirst = true, MinimumSample = 5 }, 100, 102, 98, 101, 99, 103, 97, 100, 180, 101, 100).ShouldBe([5, 8]);
        Flags(new EwmaRule().WarmedBy([99, 101, 100, 102, 98]), 101, 99, 180).ShouldBe([2]);
    }

    [Fact]
    public void A_constant_series_is_never_flagged_once_it_is_known() => Flags(new EwmaRule { StartsAtFirst = true }, 7, 7, 7, 7).ShouldBeEmpty();

    [Fact]
    public void As_it_stands_it_flags_7_6_percent_of_quiet_points() =>
        EwmaCalibration.FalseAlarms(0.3, 3).Value.ShouldBe(0.076, 0.001);

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.001)]
    public void The_calibrated_z_gives_the_wanted_rate(double wanted)
    {
        var z = EwmaCalibration.ZFor(0.3, wanted);
        z.Value.ShouldBeGreaterThan(4);
        EwmaCalibration.FalseAlarms(0.3, z.Value).Value.ShouldBe(wanted, wanted * 0.01);
    }

    [Fact]
    public void Rules_and_values_out_of_range_are_refused()
    {
        Should.Throw<ArgumentException>(() => new EwmaWatch(new EwmaRule { Alpha = 0 })).ParamName.ShouldBe("rule");
        Should.Throw<ArgumentException>(() => new EwmaWatch(new EwmaRule()).Observe(double.NaN)).ParamName.ShouldBe("value");
        Should.Throw<ArgumentException>(() => EwmaCalibration.ZFor(0.3, 0.001, new double[100])).Message.ShouldContain("at least");
    }

    private static int[] Flags(EwmaRule rule, params double[] values) =>
        [.. rule.Run(values).Select((point, index) => (point, index)).Where(pair => pair.point.Flagged).Select(pair => pair.index)];
}
