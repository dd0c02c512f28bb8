namespace Custos.Text.Repeats;

/// <summary>When is a text that repeats itself a loop?</summary>
public sealed record LoopOptions
{
    /// <summary>The longest stretch, in tokens, whose repetition is looked for. A token costs time in proportion.</summary>
    public int MaxPeriod { get; init; } = 112;

    /// <summary>How many tokens must be as one period before, counted less <see cref="DeviationCost"/> for each that is not.</summary>
    public int RepeatedTokens { get; init; } = 88;

    /// <summary>What a token that is not as one period before takes from the count, which never falls below 0.</summary>
    public int DeviationCost { get; init; } = 16;

    internal void Check(string name)
    {
        if (MaxPeriod is < 1 or > 65_536) throw new ArgumentOutOfRangeException(name, MaxPeriod, "The longest period lies between 1 and 65,536 tokens.");
        if (RepeatedTokens is < 1 or > 1_000_000) throw new ArgumentOutOfRangeException(name, RepeatedTokens, "The repeated tokens lie between 1 and 1,000,000.");
        if (DeviationCost is < 1 or > 1_000_000) throw new ArgumentOutOfRangeException(name, DeviationCost, "The cost of a deviation lies between 1 and 1,000,000.");
    }
}
