namespace Custos.Records;

/// <summary>How much work goes into a decision? The tiers in their order, the cheapest first.</summary>
public enum Tier
{
    /// <summary>The text is read into views, and a tool call is held against its schema.</summary>
    Normalise,

    /// <summary>Lists, patterns, templates, identifiers, language.</summary>
    Lists,

    /// <summary>Sliding windows and the conversation so far.</summary>
    Counters,

    /// <summary>Trained classifiers.</summary>
    Classifiers,

    /// <summary>Language models that judge.</summary>
    Judges,
}

/// <summary>How long did a tier take?</summary>
public readonly record struct TierTime(Tier Tier, long Microseconds);
