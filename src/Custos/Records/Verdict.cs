namespace Custos.Records;

/// <summary>What did the gate say?</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>The verdict's name on the wire and in the store: allow, block, hold or unknown.</summary>
    public abstract string Name { get; }

    /// <summary>Nothing reached its threshold, and everything was looked at.</summary>
    public sealed record Allow : Verdict
    {
        public override string Name => "allow";
    }

    /// <summary>A bucket reached its threshold.</summary>
    public sealed record Block(Reason Because) : Verdict
    {
        public override string Name => "block";
    }

    /// <summary>A person must look first.</summary>
    public sealed record Hold(Reason Because) : Verdict
    {
        public override string Name => "hold";
    }

    /// <summary>The gate could not tell; the configured fallback says what the caller should do meanwhile.</summary>
    /// <param name="Cause">Why it could not tell.</param>
    /// <param name="Fallback">What the operator chose for this case.</param>
    public sealed record Unknown(FailureClass Cause, Fallback Fallback) : Verdict
    {
        public override string Name => "unknown";
    }
}
