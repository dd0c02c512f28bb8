namespace Custos.Records;

/// <summary>What should the caller do when the gate could not tell? Counted as its own kind, never as an allow or a block.</summary>
public enum Fallback
{
    /// <summary>Let it pass: the harm of blocking an innocent user is the greater.</summary>
    Allow,

    /// <summary>Stop it: the harm of letting it pass is the greater.</summary>
    Block,

    /// <summary>Keep it for a person.</summary>
    Hold,

    /// <summary>Let it pass, marked for whoever looks later.</summary>
    Flag,
}
