using Custos.Statistics.Ranks;

namespace Custos.Tests.Statistics.Ranks;

public sealed class KolmogorovSmirnovTests
{
    private static readonly double[] X = [0.12, 0.35, 0.36, 0.47, 0.55, 0.61, 0.7, 0.99];
    private static readonly double[] Y = [0.05, 0.44, 0.58, 0.66, 0.72, 0.81, 0.85, 0.93, 1.1, 1.3];

    [Fact]
    public void Two_samples_match_scipy()
    {
        // scipy 1.10.1 ks_2samp(method="exact") and kstwobign.sf.
        var test = KolmogorovSmirnov.TwoSample(X, Y);
        test.D.ShouldBe(0.475, 1e-15);
        test.PExact!.Value.ShouldBe(0.20366561543032125, 1e-14);
        test.PLimit.ShouldBe(0.2685148591228448, 1e-14);
    }

    [Fact]
    public void One_sample_matches_scipy()
    {
        // scipy 1.10.1 kstest(method="exact").
        var test = KolmogorovSmirnov.OneSample(X, v => Math.Clamp(v, 0, 1));
        test.D.ShouldBe(0.225, 1e-14);
        test.PExact!.Value.ShouldBe(0.735247080419922, 1e-13);
    }

    [Theory]
    [InlineData(10, 0.05, 1.0, 1e-14)]
    [InlineData(10, 0.274, 0.3715203845434957, 1e-13)]
    [InlineData(10, 0.6, 0.0005681672000000003, 1e-15)]
    [InlineData(100, 0.1, 0.2526927570063874, 1e-13)]
    [InlineData(100, 0.3, 1.7719869892662917e-08, 1e-19)]
    [InlineData(2000, 0.02, 0.3953133626892045, 2e-8)]
    [InlineData(2000, 0.05, 8.74309579589503e-05, 1e-14)]
    [InlineData(5, 0.9, 1.9999999999999978e-05, 1e-18)]
    [InlineData(1000, 0.2, 1.5528629204250538e-35, 1e-46)]
    public void The_exact_distribution_matches_scipy(int n, double d, double p, double tolerance) =>
        // scipy 1.10.1 kstwo.sf; for n = 2000 and a small gap scipy itself uses an approximation good to some 8 digits.
        KolmogorovSmirnov.OneSampleP(n, d)!.Value.ShouldBe(p, tolerance);

    [Theory]
    [InlineData(0.3, 0.9999906941986655)]
    [InlineData(0.9, 0.3927307079406543)]
    [InlineData(3.0, 3.045995948942526e-08)]
    public void The_limit_matches_scipy(double x, double p) => KolmogorovSmirnov.Limit(x).ShouldBe(p, 1e-14);

    [Fact]
    public void The_count_with_ties_is_over_all_ways_to_deal_the_values_out()
    {
        double[] pooled = [1, 1, 2, 2, 2, 3, 5, 5, 7];
        var observed = KolmogorovSmirnov.TwoSample(pooled.AsSpan(0, 4), pooled.AsSpan(4));
        var reached = Enumerable.Range(0, 1 << 9).Where(bits => int.PopCount(bits) == 4).Average(bits =>
            KolmogorovSmirnov.TwoSample(
                pooled.Where((_, i) => (bits >> i & 1) == 1).ToArray(), pooled.Where((_, i) => (bits >> i & 1) == 0).ToArray()).D >= observed.D - 1e-12 ? 1.0 : 0);
        observed.PExact!.Value.ShouldBe(reached, 1e-14);
    }

    [Fact]
    public void Disjoint_samples_and_equal_ones_are_the_two_ends()
    {
        var apart = KolmogorovSmirnov.TwoSample([1, 2, 3], [4, 5, 6]);
        apart.D.ShouldBe(1);
        apart.PExact!.Value.ShouldBe(0.1, 1e-15);
        KolmogorovSmirnov.TwoSample([1, 1], [1]).PExact.ShouldBe(1);
        Should.Throw<ArgumentException>(() => KolmogorovSmirnov.TwoSample([1], [double.NaN])).ParamName.ShouldBe("y");
    }
}
