namespace Custos.Policy.Judging;

/// <summary>What does a model cost, in money for a million tokens?</summary>
public sealed record JudgePrices(double Input, double Output)
{
    private const double Million = 1_000_000;

    public double Of(long inputTokens, long outputTokens) => (inputTokens * Input + outputTokens * Output) / Million;
}

/// <summary>How much may a judge spend in a day (UTC)? At least one of the two is there.</summary>
/// <param name="Money">In the currency of the prices.</param>
/// <param name="Tokens">Of questions and answers together.</param>
public sealed record JudgeBudget(double? Money, long? Tokens);
