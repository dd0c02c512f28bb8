using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

/// <summary>What is computed from counts alone: confusion, pass@k, win rate, and the histogram.</summary>
public sealed class CountedTests
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

    [Fact]
    public void Win_rate_matches_by_hand_and_scipy()
    {
        // scipy 1.10.1 binomtest(520, 940).
        var rate = WinRate.Of(520, 60, 420);
        rate.Estimate.Value.ShouldBe(0.55);
        rate.StandardError.ShouldBe(0.015247950681976907, 1e-15);
        rate.SignTestP.ShouldBe(0.0012304189015274502, 1e-13);
        WinRate.Of(0, 5, 0).SignTestP.ShouldBe(1);
        WinRate.Of(10, 0, 0).Estimate.Interval.Lower.ShouldBeLessThan(0.8);
    }

    [Fact]
    public void The_histogram_counts_every_row_once()
    {
        var (scores, labels) = ScoreExamples.Random(3, 1000, 40);
        var histogram = ScoreHistogram.Of(ScoreSample.Of(scores, labels), 12);
        histogram.Negatives.Sum().ShouldBe(labels.Count(l => l == 0));
        histogram.Positives.Sum().ShouldBe(labels.Count(l => l == 1));
        histogram.Edges.Count.ShouldBe(13);
        ScoreHistogram.Of(ScoreSample.OfClasses([2], [2])).Positives.ShouldBe([1L]);
        ScoreHistogram.Of(ScoreSample.OfClasses([double.MinValue], [double.MaxValue]), 4).Positives.ShouldBe([0L, 0, 0, 1]);
    }
}
