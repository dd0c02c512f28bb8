using Custos.Records;

namespace Custos.Text.Logs;

/// <summary>What came of a measure in a group?</summary>
public abstract record LogValue
{
    /// <summary>No row of the group held what is measured.</summary>
    public sealed record NoData : LogValue;

    public sealed record Count(long Rows) : LogValue;

    /// <summary>A number that is what it is, for instance a sum or the greatest value.</summary>
    /// <param name="Value">The number.</param>
    /// <param name="N">The rows it was taken from.</param>
    public sealed record Exact(double Value, long N) : LogValue;

    /// <summary>A mean, rate or quantile, with its interval.</summary>
    public sealed record Estimated(Estimate Estimate) : LogValue;
}
