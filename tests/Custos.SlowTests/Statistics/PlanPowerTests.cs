using Custos.Statistics.Counts;
using Custos.Statistics.Distributions;
using Custos.Statistics.Planning;
using Custos.Statistics.Rates;

namespace Custos.SlowTests.Statistics;

/// <summary>Does a test of the planned size find the planned effect as often as planned? Power is summed over every outcome where that is possible.</summary>
public sealed class PlanPowerTests
{
    [Theory]
    [InlineData(0.1, 0.25)]
    [InlineData(0.5, 0.65)]
    [InlineData(0.02, 0.08)]
    public void The_z_test_of_the_planned_size_has_near_the_planned_power(double p1, double p2)
    {
        var n = TwoProportions.SampleSize(p1, p2).First;
        var pooled = PowerOf(n, p1, p2, (x1, x2) => TwoProportionTest.Of(x1, n, x2, n).PZPooled);
        pooled.ShouldBe(0.8, 0.03);
        // The corrected size is for Fisher's test: near the power, and above it where rates are small.
        var corrected = TwoProportions.SampleSize(p1, p2, method: ProportionMethod.ContinuityCorrected).First;
        PowerOf(corrected, p1, p2, (x1, x2) => FisherExact.Test(new TwoByTwo(x1, corrected - x1, x2, corrected - x2)).TwoSided).ShouldBeInRange(0.78, 0.85);
    }

    [Fact]
    public void McNemars_exact_power_is_what_simulation_finds()
    {
        const int repetitions = 4000;
        var random = new Random(21);
        var found = 0;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            long b = 0, c = 0;
            for (var i = 0; i < 150; i++)
            {
                var u = random.NextDouble();
                if (u < 0.2) b++;
                else if (u < 0.3) c++;
            }

            found += McNemar.Test(new TwoByTwo(0, b, c, 150 - b - c)).PExact <= 0.05 ? 1 : 0;
        }

        CoverageBand.Of(PairedProportions.ExactPowerOf(0.2, 0.1, 150), repetitions, 1e-4).Accepts(found).ShouldBeTrue();
    }

    [Fact]
    public void Ratings_of_one_item_that_agree_need_the_design_effect()
    {
        // Beta-binomial items with correlation 0.6 between their three ratings: the variance of the mean is the design effect times that of independent ratings.
        var random = new Random(22);
        var effect = DesignEffect.Of(3, 0.6);
        const int items = 200, repetitions = 6000;
        double sum = 0, squares = 0;
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            var yes = 0;
            for (var item = 0; item < items; item++)
            {
                // With chance icc all three ratings are one draw, else each its own: pairs then correlate by icc².
                var shared = random.NextDouble() < 0.52;
                for (var rating = 0; rating < 3; rating++)
                {
                    yes += (random.NextDouble() < Math.Sqrt(0.6) ? shared : random.NextDouble() < 0.52) ? 1 : 0;
                }
            }

            var mean = yes / (3.0 * items);
            sum += mean;
            squares += mean * mean;
        }

        var variance = squares / repetitions - Math.Pow(sum / repetitions, 2);
        (variance / (0.52 * 0.48 / (3 * items))).ShouldBe(effect.Value, 0.15);
    }

    [Fact]
    public void A_certificate_is_given_to_the_unworthy_at_most_as_often_as_allowed_and_to_the_good_as_planned()
    {
        var plan = RareEvents.Certification(0.001, 0.0003, 0.95, 0.8)!;
        Binomial.AtMost(plan.AllowedFailures, plan.Trials, 0.001).ShouldBeLessThanOrEqualTo(0.05);
        Binomial.AtMost(plan.AllowedFailures, plan.Trials, 0.0003).ShouldBeGreaterThanOrEqualTo(0.8);
        FalsePositiveBudget.MaxFalsePositives(0.001, plan.Trials).ShouldBe(plan.AllowedFailures);
    }

    private static double PowerOf(long n, double p1, double p2, Func<long, long, double> p)
    {
        var power = 0.0;
        for (long x1 = 0; x1 <= n; x1++)
        {
            var mass = Binomial.Mass(x1, n, p1);
            if (mass < 1e-12) continue;
            for (long x2 = 0; x2 <= n; x2++)
            {
                var both = mass * Binomial.Mass(x2, n, p2);
                power += both > 1e-12 && p(x1, x2) <= 0.05 ? both : 0;
            }
        }

        return power;
    }
}
