namespace Custos.Policy.Judging;

/// <summary>How much may a judge spend in a day (UTC)? At least one of the two is there.</summary>
/// <param name="Money">In the currency of the prices.</param>
/// <param name="Tokens">Of questions and answers together.</param>
public sealed record JudgeBudget(double? Money, long? Tokens);
