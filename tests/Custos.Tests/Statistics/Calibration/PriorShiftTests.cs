using Custos.Statistics.Calibration;

namespace Custos.Tests.Statistics.Calibration;

public sealed class PriorShiftTests
{
    [Fact]
    public void Prior_shift_follows_the_odds_and_finds_its_own_prevalence()
    {
        PriorShift.Correct(0.8, 0.5, 0.001).ShouldBe(4 * (0.001 / 0.999) / (1 + 4 * (0.001 / 0.999)), 1e-15);
        PriorShift.Correct(0.3, 0.2, 0.2).ShouldBe(0.3, 1e-15);
        var random = new Random(5);
        var scores = Enumerable.Range(0, 200_000).Select(_ => (random.NextDouble() < 0.1 ? 1 : -1) + 2 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
        var atHalf = scores.Select(s => Density(s - 1) / (Density(s - 1) + Density(s + 1))).ToArray();
        PriorShift.EstimatePrevalence(atHalf, 0.5).ShouldBe(0.1, 0.01);
    }

    // The density of twice the sum of three uniforms less 1.5: exact, so that the probabilities are.
    private static double Density(double x)
    {
        var u = Math.Abs(x / 2);
        return u < 0.5 ? (0.75 - u * u) / 2 : u < 1.5 ? (1.5 - u) * (1.5 - u) / 4 : 0;
    }
}
