namespace Custos.Sketches;

/// <summary>Which sketch do stored bytes hold? The numbers never change.</summary>
internal enum SketchKind : byte
{
    MinHash = 1,
    BBit = 2,
    SimHash = 3,
    HyperLogLog = 4,
    Bloom = 5,
    BlockedBloom = 6,
    CountMin = 7,
    HeavyHitters = 8,
    Quantiles = 9,
    Reservoir = 10,
    WeightedSample = 11,
}
