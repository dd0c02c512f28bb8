using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class OperatingThresholdTests
{
    private static readonly double[] Negatives = [0.1, 0.2, 0.2, 0.3, 0.5, 0.5, 0.6, 0.7, 0.9, 0.95];
    private static readonly double[] Positives = [0.4, 0.5, 0.7, 0.7, 0.92, 0.97, 0.99];

    [Theory]
    [InlineData(0.2, 0.9, 2, 3)]
    [InlineData(0.3, 0.7, 3, 5)]
    [InlineData(0, 0.97, 0, 2)]
    [InlineData(0.5, 0.6, 4, 5)]
    [InlineData(1, 0.1, 10, 7)]
    public void The_lowest_score_within_the_allowance(double allowance, double threshold, long falsePositives, long truePositives)
    {
        var chosen = OperatingThreshold.Select(Negatives, Positives, allowance);
        (chosen.Threshold, chosen.FalsePositives, chosen.TruePositives).ShouldBe((threshold, falsePositives, truePositives));
        chosen.Recall.Value.ShouldBeCloseTo(truePositives / 7.0);
    }

    [Fact]
    public void Every_threshold_below_would_flag_too_many()
    {
        foreach (var allowance in new[] { 0, 0.1, 0.2, 0.35, 0.6 })
        {
            var chosen = OperatingThreshold.Select(Negatives, Positives, allowance);
            foreach (var lower in Negatives.Concat(Positives).Where(score => score < chosen.Threshold))
            {
                Negatives.Count(score => score >= lower).ShouldBeGreaterThan((int)(allowance * 10 + 1e-9));
            }
        }
    }

    [Fact]
    public void Where_a_negative_scores_highest_no_score_keeps_to_none() =>
        OperatingThreshold.Select([1], [0.5], 0).Threshold.ShouldBe(double.PositiveInfinity);
}
