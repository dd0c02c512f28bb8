namespace Custos.Statistics.Planning;

/// <summary>What is left of a difference when the judges err?</summary>
/// <param name="Sensitivity">How often a judge says yes where yes is right.</param>
/// <param name="Specificity">How often a judge says no where no is right; with the sensitivity above 1 in sum.</param>
/// <remarks>A rate p is seen as p·Se + (1 − p)(1 − Sp), so a difference shrinks by Youden's J = Se + Sp − 1. Source: Bross 1954.</remarks>
public sealed record Misclassification(double Sensitivity, double Specificity)
{
    /// <summary>By which factor differences shrink, in (0, 1].</summary>
    public double Youden => Sensitivity + Specificity - 1;

    /// <summary>Which rate do the judges report where this one is true?</summary>
    public double Observed(double rate)
    {
        Require.Within01(Sensitivity, nameof(Sensitivity));
        Require.Within01(Specificity, nameof(Specificity));
        Require.Within01(rate, nameof(rate));
        return Youden > 0
            ? rate * Sensitivity + (1 - rate) * (1 - Specificity)
            : throw new ArgumentOutOfRangeException(nameof(rate), rate, "Judges whose sensitivity and specificity are not above 1 in sum are no better than chance; no sample makes up for it.");
    }
}
