using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class ConfusionCountsTests
{
    [Fact]
    public void Confusion_holds_for_a_billion_rows()
    {
        var counts = new ConfusionCounts(TruePositives: 100_000, FalsePositives: 100_000, TrueNegatives: 1_000_000_000, FalseNegatives: 1_000);
        counts.MatthewsCorrelation!.Value.ShouldBe(0.7035613121483907, 1e-14);
        counts.Precision!.Value.ShouldBe(0.5);
        counts.Recall!.Value.ShouldBe(100 / 101.0, 1e-15);
        counts.FScore(1)!.Value.ShouldBe(2 * 0.5 * (100 / 101.0) / (0.5 + 100 / 101.0), 1e-14);
    }

    [Fact]
    public void An_empty_side_has_no_rate()
    {
        var counts = new ConfusionCounts(0, 0, 10, 0);
        counts.Precision.ShouldBeNull();
        counts.Recall.ShouldBeNull();
        counts.MatthewsCorrelation.ShouldBeNull();
        counts.FScore(1).ShouldBeNull();
        counts.Specificity!.Value.ShouldBe(1);
    }

    [Fact]
    public void Counting_rows_by_threshold_or_flag_agrees()
    {
        double[] scores = [0.1, 0.5, 0.9, 0.5];
        sbyte[] labels = [0, 1, 1, 0];
        ConfusionCounts.AtThreshold(scores, labels, 0.5).ShouldBe(new ConfusionCounts(2, 1, 1, 0));
        ConfusionCounts.Of([0, 1, 1, 1], labels).ShouldBe(new ConfusionCounts(2, 1, 1, 0));
    }
}
