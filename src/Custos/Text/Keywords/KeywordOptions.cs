namespace Custos.Text.Keywords;

/// <summary>What counts as a keyword, and how much is kept in memory to find them?</summary>
public sealed record KeywordOptions
{
    /// <summary>Are pairs of neighbouring words looked at besides single ones?</summary>
    public bool WithPairs { get; init; }

    /// <summary>Words that fewer documents or users say are not tested, at least 1.</summary>
    public int LeastUnits { get; init; } = 5;

    /// <summary>The expected share of false ones among all keywords, in (0, 1).</summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <summary>How many documents or users the prior weighs that every word is as frequent in a group as overall, above 0.</summary>
    public double PriorUnits { get; init; } = 10;

    /// <summary>Words and pairs kept; beyond it the rarest are let go, and the answer says how many mentions that may have cost.</summary>
    public int WordLimit { get; init; } = 500_000;

    /// <summary>More groups than this are refused: the column is then hardly one of groups.</summary>
    public int GroupLimit { get; init; } = 100;

    /// <summary>First mentions of a word by a user in a group that can be told from repeats at an error of 0.1 %; 1.8 bytes each, at once.</summary>
    public long MentionLimit { get; init; } = 20_000_000;
}
