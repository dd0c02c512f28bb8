using Custos.Statistics;
using Custos.Statistics.Ranks;
using Xunit.Abstractions;

namespace Custos.SlowTests.Statistics;

/// <summary>Do rank tests err, and quantile intervals cover, as often as they say, with ties, few values and heavy tails?</summary>
public sealed class RankCoverageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(6, 7, 1000)]
    [InlineData(12, 5, 4)]
    [InlineData(20, 20, 6)]
    public void Exact_rank_tests_never_err_more_often_than_said(int n, int m, int distinct)
    {
        double Value(Random random) => random.Next(distinct);
        var limit = Simulated.AtMost(0.05);
        foreach (var alternative in Enum.GetValues<Alternative>())
        {
            Simulated.Share(random => MannWhitney.Of(random.Draw(n, Value), random.Draw(m, Value), alternative).PExact <= 0.05).ShouldBeLessThanOrEqualTo(limit);
            Simulated.Share(random => WilcoxonSignedRank.Of(random.Draw(n, Value), random.Draw(n, Value), alternative).PExact <= 0.05).ShouldBeLessThanOrEqualTo(limit);
        }

        Simulated.Share(random => KolmogorovSmirnov.TwoSample(random.Draw(n, Value), random.Draw(m, Value)).PExact <= 0.05).ShouldBeLessThanOrEqualTo(limit);
        Simulated.Share(random => KolmogorovSmirnov.OneSample(random.Draw(n, r => r.NextDouble()), x => x).PExact <= 0.05).ShouldBeInRange(Simulated.AtLeast(0.05), limit);
        var normal = Simulated.Share(random => MannWhitney.Of(random.Draw(n, Value), random.Draw(m, Value)).PWithContinuity <= 0.05);
        output.WriteLine(FormattableString.Invariant($"Mann-Whitney by the normal distribution, {n}+{m}, {distinct} distinct values: {normal:P1}"));
        normal.ShouldBeLessThan(0.06);
    }

    [Theory]
    [InlineData(8, 9)]
    [InlineData(30, 30)]
    [InlineData(60, 80)]
    public void The_interval_of_the_shift_covers_under_heavy_tails(int n, int m)
    {
        var covered = Simulated.Share(random => MannWhitney.Of(random.Draw(n, Simulated.Cauchy), random.Draw(m, r => Simulated.Cauchy(r) + 3)).Shift.Interval.Contains(3));
        output.WriteLine(FormattableString.Invariant($"Hodges-Lehmann, {n}+{m}, Cauchy: {covered:P1}"));
        covered.ShouldBeGreaterThanOrEqualTo(Simulated.AtLeast(0.95));
        covered.ShouldBeLessThan(0.975);
    }

    [Theory]
    [InlineData(20, 0.5)]
    [InlineData(100, 0.95)]
    [InlineData(1000, 0.99)]
    public void Quantile_intervals_cover_whatever_the_distribution(int n, double share)
    {
        var truth = Math.Tan(Math.PI * (share - 0.5));
        var stated = OrderStatisticInterval.Of(n, share).Coverage;
        var covered = Simulated.Share(random => Quantiles.Of(random.Draw(n, Simulated.Cauchy)).At(share).Interval.Contains(truth));
        covered.ShouldBeInRange(Simulated.AtLeast(stated), Simulated.AtMost(stated));
        stated.ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Theory]
    [InlineData(100, 0.5)]
    [InlineData(300, 0.95)]
    public void The_difference_of_quantiles_covers(int n, double share)
    {
        var covered = Simulated.Share(random => Quantiles.Difference(
            Quantiles.Of(random.Draw(n, Simulated.Lognormal)), Quantiles.Of(random.Draw(n, Simulated.Lognormal)), share).Interval.Contains(0));
        output.WriteLine(FormattableString.Invariant($"difference of quantiles {share}, {n}+{n}, lognormal: {covered:P1}"));
        covered.ShouldBeInRange(0.94, 0.99);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    public void Intervals_of_correlations_cover(int n)
    {
        // Correlation ρ of two normals: Pearson ρ, Spearman 6/π asin(ρ/2), Kendall 2/π asin ρ (Kruskal 1958).
        const double rho = 0.6;
        (double[] X, double[] Y) Draw(Random random)
        {
            var x = random.Draw(n, Simulated.NextNormal);
            return (x, [.. x.Select(v => rho * v + Math.Sqrt(1 - rho * rho) * random.NextNormal())]);
        }

        double Covered(Func<double[], double[], double, Correlation> of, double truth) => Simulated.Share(random =>
        {
            var (x, y) = Draw(random);
            return of(x, y, 0.95).Estimate!.Interval.Contains(truth);
        });
        var pearson = Covered((x, y, c) => Correlation.Pearson(x, y, c), rho);
        var spearman = Covered((x, y, c) => Correlation.Spearman(x, y, c), 6 / Math.PI * Math.Asin(rho / 2));
        var kendall = Covered((x, y, c) => Correlation.Kendall(x, y, c), 2 / Math.PI * Math.Asin(rho));
        output.WriteLine(FormattableString.Invariant($"n = {n}: Pearson {pearson:P1}, Spearman {spearman:P1}, Kendall {kendall:P1}"));
        pearson.ShouldBeInRange(Simulated.AtLeast(0.95), Simulated.AtMost(0.95));
        spearman.ShouldBeInRange(0.925, 0.975);
        kendall.ShouldBeInRange(0.925, 0.98);
    }
}
