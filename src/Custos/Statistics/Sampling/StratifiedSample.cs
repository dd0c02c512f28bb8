namespace Custos.Statistics.Sampling;

/// <summary>Which rows were drawn, and from what?</summary>
/// <param name="Strata">By name.</param>
/// <param name="Rows">In the order of the file.</param>
public sealed record StratifiedSample<T>(IReadOnlyList<SampledStratum> Strata, IReadOnlyList<SampledRow<T>> Rows);

/// <summary>How much of a stratum was taken?</summary>
public sealed record SampledStratum(string Name, long Population, int Taken);

/// <param name="Kept">What was kept of the row.</param>
/// <param name="Row">Its number in the file.</param>
/// <param name="Stratum">Its class.</param>
/// <param name="Weight">One over the chance that it was drawn: how many rows it stands for.</param>
public sealed record SampledRow<T>(T Kept, long Row, string Stratum, double Weight);
