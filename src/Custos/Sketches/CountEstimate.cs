using Custos.Records;

namespace Custos.Sketches;

/// <summary>How many, as far as a sketch can tell?</summary>
/// <param name="Value">The estimate, at least 0.</param>
/// <param name="Interval">Where the true count lies, at the confidence that it states.</param>
public sealed record CountEstimate(double Value, Interval Interval);
