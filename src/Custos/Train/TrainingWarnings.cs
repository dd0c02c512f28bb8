using System.Globalization;

namespace Custos.Train;

/// <summary>What should a reader know before trusting the figures?</summary>
internal static class TrainingWarnings
{
    private const int FewPositives = 20;
    private const double LargeGroup = 0.05;

    /// <summary>Of a model that was not trained here.</summary>
    public const string Brought = "The model was brought: whether it was trained on these rows is not known here. Where it was, every figure is too good.";

    /// <param name="source">What was read.</param>
    /// <param name="largestGroup">The rows of the largest held-out group.</param>
    /// <param name="heldOut">All held-out rows.</param>
    /// <param name="labels">What was found for each label.</param>
    public static IEnumerable<string> Of(TrainingSource source, long largestGroup, long heldOut, IEnumerable<LabelReport> labels)
    {
        if (source.EmptyTexts > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{source.EmptyTexts} of {source.Rows} texts are empty.");
        }

        if (largestGroup > LargeGroup * heldOut)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"One group holds {largestGroup} of the {heldOut} held-out rows: rows of a group are not independent, so that intervals and bounds are narrower than they should be.");
        }

        foreach (var label in labels)
        {
            if (label.Fit is { Converged: false } fit)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{label.Name}: the fit stopped before its minimum; its gradient is {fit.GradientNorm:G3} long.");
            }

            if (label.Calibration.Method == "model")
            {
                yield return $"{label.Name}: {label.Calibration.Because}";
            }

            if (label.Validation.Positives < FewPositives)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{label.Name}: only {label.Validation.Positives} held-out positives, so that recall is known to within its interval at best.");
            }
        }
    }
}
