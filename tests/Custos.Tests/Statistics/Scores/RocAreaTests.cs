using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class RocAreaTests
{
    [Fact]
    public void Matches_scikit_learn_and_DeLongs_formula_by_hand()
    {
        // scikit-learn 1.2.1 roc_auc_score; the variance by numpy 1.24 from the 6 × 6 table of wins.
        var area = RocArea.Of(ScoreSample.Of(ScoreExamples.RankingScores, ScoreExamples.RankingLabels));
        area.Estimate.Value.ShouldBe(0.8194444444444444, 1e-15);
        area.Variance!.Value.ShouldBe(0.01566358024691358, 1e-16);
        area.WaldInterval!.Value.Lower.ShouldBe(0.8194444444444444 - 1.959963984540054 * Math.Sqrt(0.01566358024691358), 1e-12);
        area.WaldInterval.Value.Upper.ShouldBe(1);
        area.Estimate.N.ShouldBe(12);
    }

    [Theory]
    [InlineData(1, 40, 7)]
    [InlineData(2, 300, 20)]
    [InlineData(3, 5000, 5_000)]
    public void Equals_the_sum_over_all_pairs(int seed, int count, int distinct)
    {
        var (scores, labels) = ScoreExamples.Random(seed, count, distinct);
        var positives = scores.Where((_, i) => labels[i] == 1).ToArray();
        var negatives = scores.Where((_, i) => labels[i] == 0).ToArray();
        var rowMeans = positives.Select(p => negatives.Average(n => p > n ? 1 : p == n ? 0.5 : 0)).ToArray();
        var columnMeans = negatives.Select(n => positives.Average(p => p > n ? 1 : p == n ? 0.5 : 0)).ToArray();
        var area = RocArea.Of(ScoreSample.Of(scores, labels));
        area.Estimate.Value.ShouldBe(rowMeans.Average(), 1e-12);
        area.Variance!.Value.ShouldBe(Variance(rowMeans) / rowMeans.Length + Variance(columnMeans) / columnMeans.Length, 1e-12);
    }

    [Fact]
    public void No_order_of_rows_changes_a_bit()
    {
        var (scores, labels) = ScoreExamples.Random(4, 2000, 100);
        var turned = RocArea.Of(ScoreSample.Of(scores.Reverse().ToArray(), labels.Reverse().ToArray()));
        turned.ShouldBe(RocArea.Of(ScoreSample.Of(scores, labels)));
    }

    [Fact]
    public void Swapping_the_classes_gives_the_complement()
    {
        var (scores, labels) = ScoreExamples.Random(5, 500, 30);
        var swapped = RocArea.Of(ScoreSample.Of(scores, labels.Select(l => (sbyte)(1 - l)).ToArray()));
        var area = RocArea.Of(ScoreSample.Of(scores, labels));
        swapped.Estimate.Value.ShouldBe(1 - area.Estimate.Value, 1e-14);
        swapped.Variance!.Value.ShouldBe(area.Variance!.Value, 1e-14);
    }

    [Fact]
    public void Perfect_separation_does_not_pretend_to_certainty()
    {
        var area = RocArea.Of(ScoreSample.OfClasses([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]));
        area.Estimate.Value.ShouldBe(1);
        area.LogitInterval.ShouldBeNull();
        area.WaldInterval!.Value.Width.ShouldBe(0);
        area.Estimate.Interval.Upper.ShouldBe(1);
        area.Estimate.Interval.Lower.ShouldBeInRange(0.5, 0.9);
    }

    [Fact]
    public void One_row_in_a_class_has_no_variance_but_an_interval()
    {
        var area = RocArea.Of(ScoreSample.OfClasses([1, 2, 3], [2.5]));
        area.Variance.ShouldBeNull();
        area.WaldInterval.ShouldBeNull();
        area.Estimate.Interval.ShouldBe(area.ScoreInterval);
        area.ScoreInterval.Contains(2.0 / 3).ShouldBeTrue();
    }

    [Fact]
    public void All_ties_are_a_coin_toss()
    {
        var area = RocArea.Of(ScoreSample.OfClasses([1, 1, 1], [1, 1]));
        area.Estimate.Value.ShouldBe(0.5);
        area.Estimate.Interval.Contains(0.5).ShouldBeTrue();
        area.Estimate.Interval.Width.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void One_class_only_is_said_in_plain_words()
    {
        ScoreSample.TryOf([1, 2], (ReadOnlySpan<sbyte>)[1, 1], out _, out var reason).ShouldBeFalse();
        reason.ShouldBe("No row has the label 0: how well scores separate the classes needs rows of both.");
        Should.Throw<ArgumentException>(() => ScoreSample.Of([1, 2], (ReadOnlySpan<sbyte>)[0, 0])).ParamName.ShouldBe("labels");
        Should.Throw<ArgumentException>(() => ScoreSample.Of([1, double.NaN], (ReadOnlySpan<sbyte>)[0, 1])).ParamName.ShouldBe("scores");
        Should.Throw<ArgumentException>(() => ScoreSample.Of([1, 2], (ReadOnlySpan<sbyte>)[0, -1])).ParamName.ShouldBe("labels");
    }

    private static double Variance(double[] x) => x.Sum(v => (v - x.Average()) * (v - x.Average())) / (x.Length - 1);
}
