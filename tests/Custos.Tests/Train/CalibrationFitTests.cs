using Custos.Learning;
using Custos.Statistics.Scores;
using Custos.Train;

namespace Custos.Tests.Train;

public sealed class CalibrationFitTests
{
    private static readonly Calibration.Platt ByModel = new(-1, 0.5);

    [Fact]
    public void A_straight_line_in_the_log_odds_is_found_by_platt()
    {
        var (scores, labels, folds) = Sample(4_000, score => 1 / (1 + Math.Exp(-2 * score + 1)));

        var fit = CalibrationFit.Of(scores, labels, folds, ByModel);

        fit.Report.Method.ShouldBe("platt");
        fit.Report.PlattLogLoss!.Value.ShouldBeLessThanOrEqualTo(fit.Report.IsotonicLogLoss!.Value);
        var curve = fit.Curve.ShouldBeOfType<Calibration.Platt>();
        curve.A.ShouldBe(-2, 0.2);
        curve.B.ShouldBe(1, 0.2);
    }

    [Fact]
    public void A_staircase_is_found_by_isotonic_and_still_rises_everywhere()
    {
        var (scores, labels, folds) = Sample(8_000, score => score < -1 ? 0.02 : score < 1 ? 0.5 : 0.6);

        var fit = CalibrationFit.Of(scores, labels, folds, ByModel);

        fit.Report.Method.ShouldBe("isotonic");
        fit.Curve.Apply(-2).ShouldBe(0.02, 0.02);
        fit.Curve.Apply(0).ShouldBe(0.5, 0.05);
        var probabilities = Enumerable.Range(-400, 800).Select(i => fit.Curve.Apply(i / 100.0)).ToArray();
        probabilities.Zip(probabilities.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
        ReliabilityCurve.OfEqualMass([.. scores.Select(fit.Curve.Apply)], labels).ExpectedError.ShouldBeLessThan(0.03);
    }

    [Fact]
    public void Few_positives_take_platt_without_a_comparison()
    {
        double[] scores = [.. Enumerable.Range(0, 200).Select(i => i / 100.0)];
        sbyte[] labels = [.. scores.Select((_, i) => (sbyte)(i % 20 == 0 && i > 60 ? 1 : 0))];

        var fit = CalibrationFit.Of(scores, labels, new int[200], ByModel);

        fit.Report.Because.ShouldBe("Platt, without a comparison: 6 positives and 194 negatives are fewer than the 50 of each that isotonic steps need.");
        fit.Report.PlattLogLoss.ShouldBeNull();
    }

    [Fact]
    public void Scores_that_fall_with_the_label_leave_the_models_own_probabilities()
    {
        double[] scores = [.. Enumerable.Range(0, 200).Select(i => i / 100.0)];
        sbyte[] labels = [.. scores.Select((_, i) => (sbyte)(i < 100 ? 1 : 0))];

        var fit = CalibrationFit.Of(scores, labels, new int[200], ByModel);

        fit.Curve.ShouldBe(ByModel);
        fit.Report.Method.ShouldBe("model");
    }

    [Fact]
    public void No_scores_of_both_classes_leave_the_models_own_probabilities()
    {
        CalibrationFit.Of([], [], [], ByModel).Curve.ShouldBe(ByModel);
        CalibrationFit.Of([1, 2], [0, 0], [0, 1], ByModel).Report.Because.ShouldContain("no out-of-fold scores of both classes");
    }

    private static (double[] Scores, sbyte[] Labels, int[] Folds) Sample(int rows, Func<double, double> probability)
    {
        var random = new Random(5);
        double[] scores = [.. Enumerable.Range(0, rows).Select(_ => 6 * random.NextDouble() - 3)];
        sbyte[] labels = [.. scores.Select(score => (sbyte)(random.NextDouble() < probability(score) ? 1 : 0))];
        return (scores, labels, [.. Enumerable.Range(0, rows).Select(row => row % 5)]);
    }
}
