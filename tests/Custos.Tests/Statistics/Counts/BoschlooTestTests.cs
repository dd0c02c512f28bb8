using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class BoschlooTestTests
{
    // scipy 1.10.1, boschloo_exact(n=128); its own search for the maximum is good to about 1e-6.
    [Theory]
    [InlineData(7, 12, 8, 3, 0.034109154661597474, 0.9771215347573191, 0.06821830932319495)]
    [InlineData(74, 31, 43, 32, 0.9665032229005664, 0.035564064301545385, 0.07112812860309077)]
    [InlineData(2, 8, 9, 1, 0.0009176302459669138, 0.9978551652007009, 0.0018352604919338277)]
    [InlineData(0, 5, 7, 1, 0.0017780282966479112, 1.0, 0.0035560565932958223)]
    public void It_agrees_with_scipy(long a, long b, long c, long d, double less, double greater, double twoSided)
    {
        var test = BoschlooTest.Test(new TwoByTwo(a, b, c, d));
        test.Less.ShouldBeCloseTo(less, 1e-6);
        test.Greater.ShouldBeCloseTo(greater, 1e-6);
        test.TwoSided.ShouldBeCloseTo(twoSided, 1e-6);
    }

    [Fact]
    public void It_is_the_largest_probability_of_tables_at_least_as_extreme_by_Fisher_and_never_above_Fishers_p()
    {
        foreach (var (x1, n1, x2, n2) in new[] { (1, 6, 5, 7), (0, 4, 3, 9), (3, 5, 2, 8), (6, 6, 0, 3) })
        {
            var test = BoschlooTest.Test(Table(x1, n1, x2, n2));
            var observed = FisherExact.Test(Table(x1, n1, x2, n2));
            test.Less.ShouldBe(Brute.LargestProbability(n1, n2, (y1, y2) => FisherExact.Test(Table(y1, n1, y2, n2)).Less <= observed.Less * (1 + 1e-9)), 1e-6);
            test.TwoSidedByFisher.ShouldBe(Brute.LargestProbability(n1, n2, (y1, y2) => FisherExact.Test(Table(y1, n1, y2, n2)).TwoSided <= observed.TwoSided * (1 + 1e-7)), 1e-6);
            test.Less.ShouldBeLessThanOrEqualTo(observed.Less + 1e-12);
            test.TwoSidedByFisher.ShouldBeLessThanOrEqualTo(observed.TwoSided + 1e-12);
        }
    }

    private static TwoByTwo Table(int x1, int n1, int x2, int n2) => new(x1, x2, n1 - x1, n2 - x2);
}
