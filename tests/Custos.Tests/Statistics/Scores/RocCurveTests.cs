using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class RocCurveTests
{
    private static readonly ScoreSample Sample = ScoreSample.Of(ScoreExamples.RankingScores, ScoreExamples.RankingLabels);

    [Fact]
    public void Partial_area_matches_scikit_learn() =>
        // scikit-learn 1.2.1 roc_auc_score(max_fpr=0.3).
        RocCurve.PartialArea(Sample, 0.3).Standardized.ShouldBe(0.7309368191721133, 1e-14);

    [Fact]
    public void The_whole_partial_area_is_the_area()
    {
        RocCurve.PartialArea(Sample, 1).Raw.ShouldBe(0.8194444444444444, 1e-14);
        RocCurve.PartialArea(Sample, 1).Standardized.ShouldBe(0.8194444444444444, 1e-14);
    }

    [Fact]
    public void Points_run_from_nothing_flagged_to_all_flagged_and_never_go_back()
    {
        var points = RocCurve.Points(Sample);
        points[0].ShouldBe(new OperatingPoint(double.PositiveInfinity, 0, 0, 6, 6));
        points[^1].ShouldBe(new OperatingPoint(0.05, 6, 6, 6, 6));
        points.Count.ShouldBe(10);
        points.Zip(points.Skip(1)).ShouldAllBe(p => p.First.Threshold > p.Second.Threshold && p.First.TruePositives <= p.Second.TruePositives && p.First.FalsePositives <= p.Second.FalsePositives);
        points[0].Precision.ShouldBeNull();
    }

    [Fact]
    public void The_lowest_threshold_within_the_rate_is_taken()
    {
        var sample = ScoreSample.OfClasses([0.1, 0.2, 0.2, 0.3, 0.5, 0.5, 0.6, 0.7, 0.9, 0.95], [0.4, 0.5, 0.7, 0.7, 0.92, 0.97, 0.99]);
        var point = RocCurve.AtFalsePositiveRate(sample, 0.2);
        point.ShouldBe(new OperatingPoint(0.9, 3, 2, 7, 10));
        RocCurve.AtFalsePositiveRate(sample, 0).ShouldBe(new OperatingPoint(0.97, 2, 0, 7, 10));
        RocCurve.AtFalsePositiveRate(ScoreSample.OfClasses([1], [0]), 0).Threshold.ShouldBe(double.PositiveInfinity);
    }
}
