namespace Custos.Records.Calls;

/// <summary>What does a model cost, in money for a million tokens?</summary>
/// <param name="Input">Of what it reads.</param>
/// <param name="Output">Of what it says.</param>
/// <param name="Cached">Of what it reads from its cache; null where that costs the same.</param>
public sealed record TokenPrices(double Input, double Output, double? Cached = null)
{
    private const double Million = 1_000_000;

    /// <summary>What so many tokens cost.</summary>
    /// <param name="inputTokens">All that was read, cached ones too.</param>
    /// <param name="outputTokens">All that was said.</param>
    /// <param name="cachedTokens">Of those that were read; more than all of them count as all.</param>
    public double Of(long inputTokens, long outputTokens, long cachedTokens = 0)
    {
        var cached = Math.Min(cachedTokens, inputTokens);
        return (((inputTokens - cached) * Input) + (cached * (Cached ?? Input)) + (outputTokens * Output)) / Million;
    }
}
