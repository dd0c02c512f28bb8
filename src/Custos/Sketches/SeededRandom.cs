namespace Custos.Sketches;

/// <summary>What is the next random number of a seed? The same on every machine, and it goes on from where it was stored.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014): the finaliser over a counter. Not for keys. Not thread-safe.</remarks>
internal sealed class SeededRandom(ulong seed, ulong drawn = 0)
{
    public ulong Seed { get; } = seed;

    /// <summary>How many numbers have been drawn.</summary>
    public ulong Drawn { get; private set; } = drawn;

    public ulong NextBits() => SeededHash.Of(Drawn++, Seed);

    /// <summary>A number in (0, 1), neither end among them, so that it has a logarithm.</summary>
    public double NextOpen() => ((NextBits() >> 12) + 0.5) * (1.0 / (1UL << 52));
}
