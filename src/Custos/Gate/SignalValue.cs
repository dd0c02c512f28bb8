using System.Collections.Immutable;
using Custos.Records;

namespace Custos.Gate;

/// <summary>What did a signal say?</summary>
public abstract record SignalValue
{
    private SignalValue()
    {
    }

    /// <summary>One score per bucket that the signal covers.</summary>
    public sealed record Scores(ImmutableArray<BucketScore> Buckets) : SignalValue;
}
