namespace Custos.Statistics.Agreement;

/// <summary>Who called which item what, and how often?</summary>
/// <param name="Item">From 0.</param>
/// <param name="Rater">From 0.</param>
/// <param name="Label">From 0, below the number of classes.</param>
/// <param name="Count">How often that rater gave that item that label, at least 1.</param>
public readonly record struct RaterLabel(int Item, int Rater, int Label, int Count = 1);
