namespace Custos.Gate.Caching;

/// <summary>How often did a cache know the answer, and how full is it?</summary>
/// <param name="Hits">How often it knew.</param>
/// <param name="Misses">How often it did not.</param>
/// <param name="Entries">How many answers it holds.</param>
/// <param name="Bytes">About what they take.</param>
/// <param name="MaxBytes">What they may take; 0 where it is off.</param>
public sealed record CacheState(long Hits, long Misses, long Entries, long Bytes, long MaxBytes);
