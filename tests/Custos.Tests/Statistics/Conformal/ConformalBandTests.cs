using Custos.Statistics.Conformal;

namespace Custos.Tests.Statistics.Conformal;

public sealed class ConformalBandTests
{
    [Fact]
    public void A_score_is_within_the_band_where_a_conformal_set_holds_both_answers()
    {
        var (scores, labels) = Rows(seed: 1, count: 400);
        var classes = ConformalClasses.Calibrate([[.. Of(scores, labels, 0)], [.. Of(scores, labels, 1).Select(score => 1 - score)]]);

        foreach (var band in ConformalBand.Usual([.. Of(scores, labels, 1)], [.. Of(scores, labels, 0)]))
        {
            foreach (var score in scores)
            {
                var set = classes.Set([score, 1 - score], 1 - band.Coverage);
                set.Contains(1).ShouldBe(score >= band.Low);
                set.Contains(0).ShouldBe(score <= band.High);
            }
        }
    }

    [Fact]
    public void The_true_answer_is_left_open_as_often_as_promised_in_each_class()
    {
        var kept = new Dictionary<double, (int Yes, int No)>();
        const int draws = 400, fresh = 50;
        for (var draw = 0; draw < draws; draw++)
        {
            var (scores, labels) = Rows(seed: draw, count: 300);
            var (freshScores, freshLabels) = Rows(seed: 100_000 + draw, count: 2 * fresh, share: 0.5);
            foreach (var band in ConformalBand.Usual([.. Of(scores, labels, 1)], [.. Of(scores, labels, 0)]))
            {
                var (yes, no) = kept.GetValueOrDefault(band.Coverage);
                kept[band.Coverage] = (yes + Of(freshScores, freshLabels, 1).Count(score => score >= band.Low), no + Of(freshScores, freshLabels, 0).Count(score => score <= band.High));
            }
        }

        // Split conformal keeps between the coverage and 1 / (rows + 1) more; 30 rows of the rarer class at the least.
        foreach (var coverage in new[] { 0.8, 0.9, 0.95 })
        {
            ((double)kept[coverage].Yes / (draws * fresh)).ShouldBeInRange(coverage - 0.01, coverage + 0.04);
            ((double)kept[coverage].No / (draws * fresh)).ShouldBeInRange(coverage - 0.01, coverage + 0.02);
        }
    }

    [Theory]
    [InlineData(3, new double[0])]
    [InlineData(4, new[] { 0.8 })]
    [InlineData(9, new[] { 0.8, 0.9 })]
    [InlineData(18, new[] { 0.8, 0.9 })]
    [InlineData(19, new[] { 0.8, 0.9, 0.95 })]
    [InlineData(99, new[] { 0.8, 0.9, 0.95, 0.99 })]
    public void A_coverage_that_there_are_too_few_rows_for_has_no_band(int positives, double[] coverages)
    {
        double[] scores = [.. Enumerable.Range(0, positives + 200).Select(row => (row + 1) / 400.0)];
        sbyte[] labels = [.. Enumerable.Range(0, positives + 200).Select(row => (sbyte)(row < positives ? 1 : 0))];

        var bands = ConformalBand.Usual([.. Of(scores, labels, 1)], [.. Of(scores, labels, 0)]);
        bands.Select(band => band.Coverage).ShouldBe(coverages);
        bands.ShouldAllBe(band => band.Positives == positives && band.Negatives == 200);
    }

    [Fact]
    public void Classes_that_do_not_meet_leave_no_score_open()
    {
        var band = ConformalBand.Of([.. Enumerable.Repeat(0.9, 20)], [.. Enumerable.Repeat(0.1, 20)], 0.8);

        band.ShouldBe(new ConformalBand(0.8, 0.9, 0.1, 20, 20));
    }

    private static IEnumerable<double> Of(double[] scores, sbyte[] labels, sbyte label) => scores.Where((_, row) => labels[row] == label);

    [Fact]
    public void A_coverage_out_of_range_and_a_class_without_rows_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ConformalBand.Of([0.5], [0.5], 1)).ParamName.ShouldBe("coverage");
        Should.Throw<ArgumentException>(() => ConformalBand.Of([], [0.5], 0.8));
    }

    // Scores of both classes that overlap, exactly so many of the label.
    private static (double[] Scores, sbyte[] Labels) Rows(int seed, int count, double share = 0.1)
    {
        var random = new Random(seed);
        sbyte[] labels = [.. Enumerable.Range(0, count).Select(row => (sbyte)(row < count * share ? 1 : 0))];
        return ([.. labels.Select(label => label == 1 ? Math.Sqrt(random.NextDouble()) : random.NextDouble() * random.NextDouble())], labels);
    }
}
