using System.Collections.Immutable;

namespace Custos.Records;

/// <summary>What did the gate say?</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>The verdict's name on the wire and in the store: allow, flag, redact, hold, block or unknown.</summary>
    public abstract string Name { get; }

    /// <summary>Of several, the one with the greatest counts. An unknown ranks beside what its fallback says: above an allow, so that it is not hidden, and below the rest.</summary>
    public abstract int Severity { get; }

    /// <summary>Which rule spoke; null for an allow, and for an unknown that no rule caused.</summary>
    public abstract Reason? Because { get; }

    /// <summary>Nothing is wrong with it, and everything that could say otherwise was looked at.</summary>
    public sealed record Allow : Verdict
    {
        public override string Name => "allow";

        public override int Severity => 0;

        public override Reason? Because => null;
    }

    /// <summary>It may pass, and someone should know.</summary>
    public sealed record Flag(Reason Reason) : Verdict
    {
        public override string Name => "flag";

        public override int Severity => Rank;

        /// <summary>The severity of every flag.</summary>
        internal const int Rank = 3;

        public override Reason Because => Reason;
    }

    /// <summary>It may pass without these stretches.</summary>
    /// <param name="Reason">The first rule that asked for it.</param>
    /// <param name="Stretches">In order, apart from one another; of the raw text.</param>
    public sealed record Redact(Reason Reason, ImmutableArray<Stretch> Stretches) : Verdict
    {
        public override string Name => "redact";

        public override int Severity => Rank;

        /// <summary>The severity of every redact.</summary>
        internal const int Rank = 4;

        public override Reason Because => Reason;

        public bool Equals(Redact? other) => other is not null && Reason == other.Reason && Stretches.SequenceEqual(other.Stretches);

        public override int GetHashCode() => HashCode.Combine(Reason, Stretches.Length);
    }

    /// <summary>A person must look first.</summary>
    public sealed record Hold(Reason Reason) : Verdict
    {
        public override string Name => "hold";

        public override int Severity => Rank;

        /// <summary>The severity of every hold.</summary>
        internal const int Rank = 6;

        public override Reason Because => Reason;
    }

    /// <summary>It may not pass.</summary>
    public sealed record Block(Reason Reason) : Verdict
    {
        public override string Name => "block";

        public override int Severity => Rank;

        /// <summary>The severity of every block.</summary>
        internal const int Rank = 8;

        public override Reason Because => Reason;
    }

    /// <summary>The gate could not tell; the policy's fallback says what the caller should do meanwhile.</summary>
    /// <param name="Cause">Why it could not tell.</param>
    /// <param name="Fallback">What the policy chose for this case.</param>
    /// <param name="Reason">Which rule could not be told; null where the request did not come so far.</param>
    public sealed record Unknown(FailureClass Cause, Fallback Fallback, Reason? Reason = null) : Verdict
    {
        public override string Name => "unknown";

        public override int Severity => SeverityOf(Fallback);

        public override Reason? Because => Reason;

        /// <summary>Of an unknown with this fallback.</summary>
        public static int SeverityOf(Fallback fallback) => fallback switch
        {
            Fallback.Allow => 1,
            Fallback.Flag => 2,
            Fallback.Hold => 5,
            Fallback.Block => 7,
            _ => throw new ArgumentOutOfRangeException(nameof(fallback), fallback, "Not a fallback."),
        };
    }
}
