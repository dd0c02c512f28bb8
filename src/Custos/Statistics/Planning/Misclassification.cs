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

    /// <summary>On which shares of items do judges see two systems differ, each answer judged apart?</summary>
    /// <param name="onlyFirst">The share of items that only the first system gets right.</param>
    /// <param name="onlySecond">The share that only the second does.</param>
    /// <param name="both">The share that both do; the three are at most 1 in sum.</param>
    /// <remarks>An error on one system's answer says nothing of the error on the other's. The difference of the two shares shrinks by Youden's J,
    /// while errors on items that both get right, or both wrong, add as much to either share.</remarks>
    public (double OnlyFirst, double OnlySecond) ObservedPairs(double onlyFirst, double onlySecond, double both)
    {
        Require.Within01(onlyFirst, nameof(onlyFirst));
        Require.Within01(onlySecond, nameof(onlySecond));
        Require.Within01(both, nameof(both));
        var neither = 1 - onlyFirst - onlySecond - both;
        if (neither < -1e-12) throw new ArgumentOutOfRangeException(nameof(both), both, "The shares of items that one system or both get right are at most 1 in sum.");
        var (wrongBoth, wrongNeither) = (Sensitivity * (1 - Sensitivity), Specificity * (1 - Specificity));
        var (kept, turned) = (Sensitivity * Specificity, (1 - Sensitivity) * (1 - Specificity));
        var common = both * wrongBoth + Math.Max(0, neither) * wrongNeither;
        _ = Observed(both); // refuses judges who are no better than chance
        return (onlyFirst * kept + onlySecond * turned + common, onlySecond * kept + onlyFirst * turned + common);
    }
}
