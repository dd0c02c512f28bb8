using Custos.Statistics.Experiments;
using Custos.Statistics.Means;
using Custos.Statistics.Sequential;

namespace Custos.SlowTests.Statistics;

// Every sequence is checked at every look: one miss anywhere counts.
public sealed class SequentialCoverageTests
{
    private const double Alpha = 0.05;

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    public void A_rate_is_ever_missed_at_most_as_often_as_said(double rate)
    {
        var variance = rate * (1 - rate);
        var mixture = new BetaBinomialMixture(rate, 1 - rate, variance * 300, Alpha);
        Repeated.Share(random =>
        {
            var sum = 0.0;
            for (var n = 1; n <= 1000; n++)
            {
                sum += (random.NextDouble() < rate ? 1 : 0) - rate;
                if (mixture.LogEvidence(sum, variance * n) > -Math.Log(Alpha)) return true;
            }

            return false;
        }).ShouldBeLessThanOrEqualTo(Alpha + Repeated.Band(Alpha));
    }

    [Theory]
    [InlineData(0.002)]
    [InlineData(0.05)]
    public void A_failure_rate_is_ever_above_its_bound_at_most_as_often_as_said(double rate)
    {
        Repeated.Share(random =>
        {
            var failures = 0;
            for (var n = 1; n <= 3000; n++)
            {
                var failed = random.NextDouble() < rate;
                // Between failures the bound only falls, so the looks just before the next one, and the last, are the worst of all looks.
                if ((failed || n == 3000) && n > 1 && RateSequence.FailureBound(failures, n - 1, Alpha, 2000) < rate) return true;
                if (failed) failures++;
            }

            return false;
        }).ShouldBeLessThanOrEqualTo(Alpha + Repeated.Band(Alpha));
    }

    [Fact]
    public void Normal_mixtures_hold_at_every_look()
    {
        var (two, one) = (NormalMixture.TwoSided(200), NormalMixture.OneSided(200));
        double[] bounds = [.. Enumerable.Range(1, 2000).Select(n => two.Bound(n, Alpha))];
        double[] upper = [.. Enumerable.Range(1, 2000).Select(n => one.Bound(n, Alpha))];
        Repeated.Share(random => Leaves(random, (sum, n) => Math.Abs(sum) > bounds[n])).ShouldBeLessThanOrEqualTo(Alpha + Repeated.Band(Alpha));
        Repeated.Share(random => Leaves(random, (sum, n) => sum > upper[n])).ShouldBeLessThanOrEqualTo(Alpha + Repeated.Band(Alpha));

        static bool Leaves(Random random, Func<double, int, bool> outside)
        {
            var sum = 0.0;
            for (var n = 0; n < 2000; n++)
            {
                sum += random.Normal();
                if (outside(sum, n)) return true;
            }

            return false;
        }
    }

    // A grid of twenty steps bears the true means 0.05, 0.3 and 0.5 exactly.
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    public void Betting_ever_misses_a_rare_jump_or_a_coin_at_most_as_often_as_said(double mean)
    {
        Repeated.Share(random =>
        {
            var sequence = new BettingSequence(alpha: Alpha, resolution: 20);
            for (var n = 0; n < 800; n++)
            {
                sequence.Observe(random.NextDouble() < mean ? 1 : 0);
                if (!sequence.Current!.Interval.Contains(mean)) return true;
            }

            return false;
        }).ShouldBeLessThanOrEqualTo(Alpha + Repeated.Band(Alpha));
    }

    // Asymptotic: skewed arms, looked at from 200 units each onwards.
    [Fact]
    public void The_asymptotic_sequence_holds_from_some_hundreds_of_units()
    {
        Repeated.Share(random =>
        {
            double[] sums = new double[2], squares = new double[2];
            for (var n = 1; n <= 2000; n++)
            {
                for (var arm = 0; arm < 2; arm++)
                {
                    var x = -Math.Log(1 - random.NextDouble());
                    sums[arm] += x;
                    squares[arm] += x * x;
                }

                if (n < 200 || n % 5 != 0) continue;
                var difference = ArmDifference.Welch(Arm(0, n), Arm(1, n));
                if (!AsymptoticSequence.Of(difference, Alpha, 2000).Estimate.Interval.Contains(0)) return true;
            }

            return false;

            Moments Arm(int arm, int n) => ArmDifference.MomentsOf(n, sums[arm], squares[arm]);
        }).ShouldBeLessThanOrEqualTo(Alpha + Repeated.Band(Alpha));
    }

    [Theory]
    [InlineData(ErrorSpending.OBrienFleming)]
    [InlineData(ErrorSpending.Pocock)]
    [InlineData(ErrorSpending.PowerSquared)]
    public void Group_sequential_bounds_spend_exactly_their_error(ErrorSpending spending)
    {
        const int times = 40_000;
        var bounds = GroupSequential.Bounds([0.2, 0.4, 0.6, 0.8, 1], spending);
        Repeated.Share(
            random =>
            {
                var sum = 0.0;
                for (var look = 1; look <= 5; look++)
                {
                    sum += random.Normal();
                    if (Math.Abs(sum) / Math.Sqrt(look) > bounds[look - 1]) return true;
                }

                return false;
            },
            times).ShouldBe(Alpha, Repeated.Band(Alpha, times));
    }

    [Fact]
    public void Walds_test_errs_no_more_than_planned()
    {
        var test = SequentialRatio.Plan(0.02, 0.06, 0.05, 0.1);
        Repeated.Share(random => Verdict(random, 0.02) == SequentialDecision.Unacceptable).ShouldBeLessThanOrEqualTo(0.05 + Repeated.Band(0.05));
        Repeated.Share(random => Verdict(random, 0.06) == SequentialDecision.Acceptable).ShouldBeLessThanOrEqualTo(0.1 + Repeated.Band(0.1));

        SequentialDecision Verdict(Random random, double rate)
        {
            var (failures, successes) = (0, 0);
            while (true)
            {
                if (random.NextDouble() < rate) failures++;
                else successes++;
                if (test.Decide(failures, successes) is not SequentialDecision.GoOn and var decision) return decision;
            }
        }
    }
}
