using System.Globalization;
using Custos.Learning;
using Custos.Statistics.Calibration;
using Custos.Statistics.Scores;

namespace Custos.Train;

/// <summary>Which curve turns one label's raw scores into probabilities, and why that one?</summary>
/// <param name="Curve">What is applied.</param>
/// <param name="Report">What is said of it.</param>
internal sealed record CalibrationFit(Calibration Curve, CalibrationReport Report)
{
    /// <summary>The rows of each class from which on the steps of an isotonic curve are more than noise.</summary>
    public const int LeastForIsotonic = 50;

    /// <summary>The better of Platt and isotonic by log loss on scores that neither curve was fitted to.</summary>
    /// <param name="scores">Out-of-fold scores of rows with a known label.</param>
    /// <param name="labels">1 or 0, one per score.</param>
    /// <param name="folds">The fold of each row, from 0 up: the curves that are compared are fitted on all folds but one and measured on that one.</param>
    /// <param name="byModel">What the model itself says, for when the scores cannot tell.</param>
    public static CalibrationFit Of(double[] scores, sbyte[] labels, int[] folds, Calibration.Platt byModel)
    {
        var positives = labels.LongCount(label => label == 1);
        var negatives = labels.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            return Uncalibrated(byModel, positives, "the cross-validation folds left no out-of-fold scores of both classes");
        }

        if (PlattOf(scores, labels) is not { } platt)
        {
            return Uncalibrated(byModel, positives, "the out-of-fold scores do not rise with the label");
        }

        if (Math.Min(positives, negatives) < LeastForIsotonic)
        {
            var because = string.Create(
                CultureInfo.InvariantCulture,
                $"Platt, without a comparison: {positives} positives and {negatives} negatives are fewer than the {LeastForIsotonic} of each that isotonic steps need.");
            return new CalibrationFit(platt, new CalibrationReport("platt", null, null, positives, because));
        }

        return Better(scores, labels, folds, platt, positives);
    }

    private static CalibrationFit Better(double[] scores, sbyte[] labels, int[] folds, Calibration.Platt platt, long positives)
    {
        var plattLosses = new List<double>();
        var isotonicLosses = new List<double>();
        var measured = 0L;
        for (var fold = 0; fold <= folds.Max(); fold++)
        {
            var inside = Enumerable.Range(0, folds.Length).Where(row => folds[row] == fold).ToArray();
            var outside = Enumerable.Range(0, folds.Length).Where(row => folds[row] != fold).ToArray();
            double[] outsideScores = [.. outside.Select(row => scores[row])];
            sbyte[] outsideLabels = [.. outside.Select(row => labels[row])];
            if (inside.Length > 0 && outsideLabels.Contains((sbyte)1) && outsideLabels.Contains((sbyte)0)
                && PlattOf(outsideScores, outsideLabels) is { } without)
            {
                sbyte[] insideLabels = [.. inside.Select(row => labels[row])];
                plattLosses.Add(Loss(without));
                isotonicLosses.Add(Loss(IsotonicOf(outsideScores, outsideLabels, without)));
                measured += inside.Length;
                double Loss(Calibration curve) => LogLoss.Of([.. inside.Select(row => curve.Apply(scores[row]))], insideLabels).Value * inside.Length;
            }
        }

        if (measured == 0)
        {
            return new CalibrationFit(platt, new CalibrationReport("platt", null, null, positives, "Platt, without a comparison: no fold could be measured."));
        }

        var (plattLoss, isotonicLoss) = (plattLosses.Sum() / measured, isotonicLosses.Sum() / measured);
        return isotonicLoss < plattLoss
            ? new CalibrationFit(
                IsotonicOf(scores, labels, platt),
                new CalibrationReport("isotonic", plattLoss, isotonicLoss, positives, "Isotonic: its cross-fitted log loss is the lower."))
            : new CalibrationFit(platt, new CalibrationReport("platt", plattLoss, isotonicLoss, positives, "Platt: its cross-fitted log loss is not the higher."));
    }

    private static CalibrationFit Uncalibrated(Calibration.Platt byModel, long positives, string why) =>
        new(byModel, new CalibrationReport("model", null, null, positives, $"The model's own probabilities, corrected for the class weights: {why}."));

    // Null where the curve would not rise, or where no curve fits.
    private static Calibration.Platt? PlattOf(double[] scores, sbyte[] labels)
    {
        try
        {
            var curve = PlattCurve.Fit(scores, labels);
            return curve.A < 0 ? new Calibration.Platt(curve.A, curve.B) : null;
        }
        catch (InvalidOperationException)
        {
            // The fit says that it did not converge: then there is no Platt curve.
            return null;
        }
    }

    private static Calibration.Isotonic IsotonicOf(double[] scores, sbyte[] labels, Calibration.Platt platt)
    {
        var curve = IsotonicCurve.Fit(scores, labels);
        var blocks = new SortedDictionary<double, (double Sum, long Rows)>();
        foreach (var score in scores)
        {
            var value = curve.Value(score);
            var (sum, rows) = blocks.GetValueOrDefault(value);
            blocks[value] = (sum + score, rows + 1);
        }

        // A block's knot stands at the mean of its scores.
        return new Calibration.Isotonic([.. blocks.Values.Select(block => block.Sum / block.Rows)], [.. blocks.Keys], platt);
    }
}
