namespace Custos.Statistics.Sampling;

/// <summary>How many rows shall each stratum give?</summary>
public abstract record Allocation
{
    /// <summary>The most rows that one stratum may be asked for, so that no more need be kept.</summary>
    public abstract int MostOfOne { get; }

    /// <summary>The same number from each.</summary>
    public sealed record PerStratum(int Rows) : Allocation
    {
        public override int MostOfOne => Rows;
    }

    /// <summary>So many in all, each stratum by its part of the population.</summary>
    public sealed record Proportional(int Size) : Allocation
    {
        public override int MostOfOne => Size;
    }

    /// <summary>So many in all, the same from each as far as the number divides.</summary>
    public sealed record Equal(int Size) : Allocation
    {
        public override int MostOfOne => Size;
    }

    /// <summary>So many in all, each stratum by its weight; strata without a weight give none.</summary>
    /// <param name="Size">The rows in all.</param>
    /// <param name="Weights">By stratum: finite, at least 0; they need not sum to 1.</param>
    public sealed record Weighted(int Size, IReadOnlyDictionary<string, double> Weights) : Allocation
    {
        public override int MostOfOne => Size;
    }
}

/// <summary>What happens where a stratum has fewer rows than it shall give?</summary>
public enum Shortage
{
    /// <summary>There is no sample.</summary>
    Fail,

    /// <summary>It gives all it has, and the sample is smaller.</summary>
    TakeAll,

    /// <summary>It gives all it has, and the others give the rest by their shares.</summary>
    Redistribute,
}
