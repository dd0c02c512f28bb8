namespace Custos.Records;

/// <summary>Why does a verdict stop or hold a text? The bucket, and the score against the threshold that it reached.</summary>
/// <param name="Bucket">The kind of harm.</param>
/// <param name="Score">The calibrated score.</param>
/// <param name="Threshold">The threshold that the score reached.</param>
public sealed record Reason(string Bucket, Probability Score, Probability Threshold);
