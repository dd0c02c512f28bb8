using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class PairedRocAreasTests
{
    [Fact]
    public void The_error_is_that_of_the_definition_over_all_pairs()
    {
        var random = new Random(7);
        sbyte[] labels = [.. Enumerable.Range(0, 60).Select(i => (sbyte)(i % 3 == 0 ? 1 : 0))];
        double[] a = [.. labels.Select(label => Math.Round(label + 2 * random.NextDouble(), 1))];
        double[] b = [.. a.Select(score => Math.Round(score + random.NextDouble(), 1))];
        var compared = PairedRocAreas.Compare(a, b, labels);
        var (positives, negatives) = (Rows(1), Rows(0));

        // DeLong 1988, equations 3 to 6, written out over every pair of a positive and a negative.
        double Beats(double[] scores, int i, int j) => scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        double[] gapOfPositive = [.. positives.Select(i => negatives.Average(j => Beats(a, i, j) - Beats(b, i, j)))];
        double[] gapOfNegative = [.. negatives.Select(j => positives.Average(i => Beats(a, i, j) - Beats(b, i, j)))];
        var variance = VarianceOfMean(gapOfPositive) + VarianceOfMean(gapOfNegative);
        compared.StandardError!.Value.ShouldBeCloseTo(Math.Sqrt(variance));
        compared.Difference!.Value.ShouldBe(gapOfPositive.Average(), 1e-12);
        compared.P!.Value.ShouldBe(2 * (1 - Custos.Statistics.Distributions.Normal.Cdf(Math.Abs(gapOfPositive.Average()) / Math.Sqrt(variance))), 1e-12);

        int[] Rows(int kind) => [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == kind)];
        static double VarianceOfMean(double[] x) => x.Sum(value => (value - x.Average()) * (value - x.Average())) / (x.Length - 1) / x.Length;
    }

    [Fact]
    public void Classifiers_that_rank_alike_leave_nothing_to_tell()
    {
        double[] scores = [0.1, 0.4, 0.35, 0.8, 0.7];
        double[] cubes = [.. scores.Select(score => score * score * score)];
        var compared = PairedRocAreas.Compare(scores, cubes, [0, 0, 1, 1, 0]);
        compared.Difference.ShouldBeNull();
        compared.P.ShouldBeNull();
        compared.StandardError.ShouldBe(0);
        compared.Correlation!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Exchanging_the_two_turns_the_sign_and_nothing_else()
    {
        double[] a = [0.1, 0.4, 0.35, 0.8, 0.7, 0.2], b = [0.3, 0.1, 0.9, 0.4, 0.5, 0.6];
        sbyte[] labels = [0, 0, 1, 1, 0, 1];
        var (one, other) = (PairedRocAreas.Compare(a, b, labels), PairedRocAreas.Compare(b, a, labels));
        one.Difference!.Value.ShouldBe(-other.Difference!.Value, 1e-15);
        one.P!.Value.ShouldBeCloseTo(other.P!.Value);
    }

    [Fact]
    public void One_positive_has_no_error() => PairedRocAreas.Compare([1, 2, 3], [3, 1, 2], [0, 1, 0]).StandardError.ShouldBeNull();

    [Fact]
    public void Scores_of_other_rows_are_refused() =>
        Should.Throw<ArgumentException>(() => PairedRocAreas.Compare([1, 2], [1, 2, 3], [0, 1])).ParamName.ShouldBe("second");
}
