using Custos.Statistics.Counts;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Statistics.Counts;

public sealed class FisherExactTests
{
    // scipy 1.10.1, fisher_exact. The first is Fisher's tea tasting, R's fisher.test gives 0.4857.
    [Theory]
    [InlineData(3, 1, 1, 3, 0.48571428571428565)]
    [InlineData(7, 12, 8, 3, 0.12813593203398302)]
    [InlineData(120, 9880, 160, 9840, 0.01875999775431589)]
    [InlineData(50000, 50500, 49000, 51000, 0.0007693934946810662)]
    [InlineData(1000, 200, 100, 900, 8.328266452994789e-288)]
    public void The_two_sided_p_agrees_with_scipy(long a, long b, long c, long d, double p) =>
        FisherExact.Test(new TwoByTwo(a, b, c, d)).TwoSided.ShouldBeCloseTo(p, 1e-10);

    [Fact]
    public void The_tea_taster_did_better_than_chance_in_a_quarter_of_the_draws() =>
        FisherExact.Test(new TwoByTwo(3, 1, 1, 3)).Greater.ShouldBeCloseTo(17.0 / 70);

    [Fact]
    public void A_billion_observations_take_no_time_and_keep_the_tail()
    {
        var fisher = FisherExact.Test(new TwoByTwo(500_200_000, 499_800_000, 499_800_000, 500_200_000));
        fisher.TwoSided.ShouldBeInRange(1e-80, 1e-60);
        fisher.Greater.ShouldBeCloseTo(fisher.TwoSided / 2, 1e-6);
    }

    [Fact]
    public void Every_p_is_the_sum_over_all_tables_with_these_margins() => Prop.ForAll(
        Gen.Choose(0, 12).Four().ToArbitrary(),
        cells =>
        {
            var (a, b, c, d) = cells;
            if (a + b + c + d == 0) return;
            var masses = new Dictionary<int, double>();
            for (var x = Math.Max(0, a - d); x <= Math.Min(a + b, a + c); x++)
            {
                masses[x] = Choose(a + b, x) * Choose(c + d, a + c - x) / Choose(a + b + c + d, a + c);
            }

            var fisher = FisherExact.Test(new TwoByTwo(a, b, c, d));
            fisher.Less.ShouldBe(masses.Where(mass => mass.Key <= a).Sum(mass => mass.Value), 1e-12);
            fisher.Greater.ShouldBe(masses.Where(mass => mass.Key >= a).Sum(mass => mass.Value), 1e-12);
            fisher.TwoSided.ShouldBe(masses.Where(mass => mass.Value <= masses[a] * (1 + 1e-7)).Sum(mass => mass.Value), 1e-12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_empty_table_is_refused() => Should.Throw<ArgumentException>(() => FisherExact.Test(new TwoByTwo(0, 0, 0, 0))).ParamName.ShouldBe("table");

    private static double Choose(int n, int k)
    {
        var value = 1.0;
        for (var i = 1; i <= k; i++) value = value * (n - k + i) / i;
        return value;
    }
}
