using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class BarnardTestTests
{
    // scipy 1.10.1, barnard_exact(n=128), pooled.
    [Theory]
    [InlineData(74, 31, 43, 32, 1.8225863590257527, 0.0701483808627635)]
    [InlineData(2, 8, 9, 1, -3.1462660248284626, 0.0018215179443359397)]
    [InlineData(0, 5, 7, 1, -3.0788255336518606, 0.0034179687500000004)]
    public void It_agrees_with_scipy(long a, long b, long c, long d, double statistic, double p)
    {
        var test = BarnardTest.Test(new TwoByTwo(a, b, c, d));
        test.Statistic.ShouldBeCloseTo(statistic);
        test.TwoSided.ShouldBeCloseTo(p, 1e-5);
    }

    // The table of scipy's documentation. There scipy says 0.068153: rounding drops the table 3, 8, whose statistic is exactly as far from 0.
    // Enumerated in fractions (Python), the largest probability is 0.0682183 at the rate 0.33666.
    [Fact]
    public void Tables_that_tie_exactly_count_as_extreme()
    {
        var test = BarnardTest.Test(new TwoByTwo(7, 12, 8, 3));
        test.Statistic.ShouldBeCloseTo(-1.8943380760602064);
        test.TwoSided.ShouldBeCloseTo(0.0682183, 1e-6);
    }

    [Fact]
    public void It_is_the_largest_probability_of_a_statistic_as_far_from_0()
    {
        const int n1 = 6, n2 = 9;
        for (var x1 = 0; x1 <= n1; x1 += 2)
        {
            for (var x2 = 0; x2 <= n2; x2 += 3)
            {
                var observed = Math.Abs(BarnardTest.Test(Table(x1, x2)).Statistic);
                var brute = Brute.LargestProbability(n1, n2, (y1, y2) => Math.Abs(Z(y1, y2)) >= observed - 1e-9);
                BarnardTest.Test(Table(x1, x2)).TwoSided.ShouldBe(brute, 1e-6);
            }
        }

        static TwoByTwo Table(int x1, int x2) => new(x1, x2, n1 - x1, n2 - x2);

        static double Z(int x1, int x2)
        {
            var p = (x1 + x2) / (double)(n1 + n2);
            return p is 0 or 1 ? 0 : (x1 / (double)n1 - x2 / (double)n2) / Math.Sqrt(p * (1 - p) * (1.0 / n1 + 1.0 / n2));
        }
    }

    [Fact]
    public void Samples_too_large_for_it_are_refused_with_what_to_take_instead() =>
        Should.Throw<ArgumentException>(() => BarnardTest.Test(new TwoByTwo(10_000, 10_000, 10_000, 10_000))).Message.ShouldContain("Fisher");
}
