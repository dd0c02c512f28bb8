namespace Custos.Records;

/// <summary>How did one bucket score, against which threshold, and is that threshold certified?</summary>
/// <param name="Bucket">The kind of harm, as the label was named in training.</param>
/// <param name="Score">The calibrated probability.</param>
/// <param name="Threshold">The score from which on the bucket is flagged.</param>
/// <param name="Certified">True when an exact bound certifies the false-positive rate at this threshold and above.</param>
public sealed record BucketScore(string Bucket, Probability Score, Probability Threshold, bool Certified)
{
    public bool Flagged => Score >= Threshold;
}
