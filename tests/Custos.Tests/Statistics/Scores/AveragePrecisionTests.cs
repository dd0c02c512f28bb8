using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class AveragePrecisionTests
{
    [Fact]
    public void Matches_scikit_learn()
    {
        // scikit-learn 1.2.1: average_precision_score, and auc of precision_recall_curve.
        var precision = AveragePrecision.Of(ScoreSample.Of(ScoreExamples.RankingScores, ScoreExamples.RankingLabels));
        precision.Estimate.Value.ShouldBe(0.8069444444444444, 1e-15);
        precision.TrapezoidArea.ShouldBe(0.8347222222222221, 1e-15);
        precision.Prevalence.ShouldBe(0.5);
    }

    [Fact]
    public void Constant_scores_get_the_prevalence()
    {
        var precision = AveragePrecision.Of(ScoreSample.OfClasses([3, 3, 3], [3]));
        precision.Estimate.Value.ShouldBe(0.25);
    }

    [Fact]
    public void A_perfect_ranking_still_has_an_interval_with_width()
    {
        var precision = AveragePrecision.Of(ScoreSample.OfClasses([1, 2], [3, 4, 5]));
        precision.Estimate.Value.ShouldBe(1);
        precision.Estimate.Interval.Upper.ShouldBe(1);
        precision.Estimate.Interval.Lower.ShouldBe(3 / (3 + 1.959963984540054 * 1.959963984540054), 1e-12);
    }
}
