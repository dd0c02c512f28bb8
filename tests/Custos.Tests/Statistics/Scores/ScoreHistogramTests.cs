using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class ScoreHistogramTests
{
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
