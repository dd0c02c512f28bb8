using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class PassAtKTests
{
    [Theory]
    [InlineData(10, 3, 5, 0.9166666666666666)]
    [InlineData(200, 1, 100, 0.5)]
    [InlineData(5, 5, 1, 1.0)]
    [InlineData(20, 0, 10, 0.0)]
    [InlineData(100, 37, 10, 0.992616797214249)]
    public void Pass_at_k_matches_whole_binomials(long samples, long passed, long k, double expected) =>
        // Python's math.comb.
        PassAtK.Of(samples, passed, k).ShouldBe(expected, 1e-14);

    [Fact]
    public void Pass_at_k_over_problems_is_a_mean_over_problems()
    {
        var estimate = PassAtK.OverProblems([(10, 3), (10, 0), (10, 10)], 1);
        estimate.Value.ShouldBe(13 / 30.0, 1e-14);
        estimate.N.ShouldBe(3);
    }
}
