using Custos.Statistics.Experiments;
using Custos.Statistics.Means;
using Custos.Statistics.Sequential;

namespace Custos.Tests.Statistics.Sequential;

public sealed class AnyTimeDifferenceTests
{
    [Fact]
    public void The_mixture_ratio_interval_ends_where_its_test_rejects()
    {
        var effect = ArmDifference.Welch(new Moments(500, 1.0, 480), new Moments(400, 1.3, 420));
        var answer = AnyTimeDifference.ByMixtureRatio(effect, 0.2);
        foreach (var end in new[] { answer.Estimate.Interval.Lower, answer.Estimate.Interval.Upper })
        {
            MixtureRatioTest.Measure(effect.N, effect.Value, end, effect.StandardError * effect.StandardError * effect.N, 0.04).AnyTimeP.ShouldBe(0.05, 1e-10);
        }
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(-3.0, 7.0)]
    public void Mixtures_reject_0_where_their_interval_leaves_it_out(double lowest, double highest)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            double[] Arm(double chance) => [.. Enumerable.Range(0, 120).Select(_ => random.NextDouble() < chance ? highest : lowest)];
            var (control, treatment) = (Arm(0.3), Arm(0.3 + seed / 80.0));
            foreach (var answer in new[] { AnyTimeDifference.ByNormalMixture(control, treatment, lowest, highest, bestAt: 200), AnyTimeDifference.ByBetaBinomialMixture(control, treatment, lowest, highest, bestAt: 200) })
            {
                answer.Estimate.Interval.Contains(0).ShouldBe(answer.AnyTimeP > 0.05);
                answer.Estimate.N.ShouldBe(240);
            }
        }
    }

    [Fact]
    public void Looking_after_every_pair_errs_seldom_enough()
    {
        var (normal, coins, runs) = (0, 0, 400);
        for (var seed = 0; seed < runs; seed++)
        {
            var random = new Random(seed);
            double[] Arm() => [.. Enumerable.Range(0, 150).Select(_ => random.NextDouble() < 0.5 ? 1.0 : 0.0)];
            var (control, treatment) = (Arm(), Arm());
            normal += Ever((a, b) => AnyTimeDifference.ByNormalMixture(a, b, bestAt: 200).AnyTimeP) ? 1 : 0;
            coins += Ever((a, b) => AnyTimeDifference.ByBetaBinomialMixture(a, b, bestAt: 200).AnyTimeP) ? 1 : 0;

            bool Ever(Func<double[], double[], double> p) => Enumerable.Range(1, 15).Any(look => p(control[..(look * 10)], treatment[..(look * 10)]) <= 0.05);
        }

        // 5 % of 400 and three standard errors.
        normal.ShouldBeLessThanOrEqualTo(33);
        coins.ShouldBeLessThanOrEqualTo(33);
    }

    [Fact]
    public void Values_beyond_the_bounds_are_refused() =>
        Should.Throw<ArgumentException>(() => AnyTimeDifference.ByNormalMixture([0, 2], [0, 1])).ParamName.ShouldBe("control");
}
