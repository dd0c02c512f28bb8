namespace Custos.Learning;

/// <summary>Why did a text get its score for a label?</summary>
/// <param name="Label">The label.</param>
/// <param name="Contributions">What each column of the text added, the heaviest first; with the intercept they sum to <paramref name="Decision"/>.</param>
/// <param name="Intercept">What is added to every text.</param>
/// <param name="Decision">The raw decision value.</param>
/// <param name="Probability">The calibrated probability, strictly between 0 and 1.</param>
public sealed record TextExplanation(
    string Label, IReadOnlyList<FeatureContribution> Contributions, double Intercept, double Decision, double Probability);

/// <summary>What did one column add to a decision value?</summary>
/// <param name="Feature">The column's name.</param>
/// <param name="Value">What the text holds of it: TF-IDF, or of a theme the scaled number.</param>
/// <param name="Weight">The label's weight for it.</param>
public readonly record struct FeatureContribution(string Feature, double Value, double Weight)
{
    /// <summary>Value times weight.</summary>
    public double Contribution => Value * Weight;
}
