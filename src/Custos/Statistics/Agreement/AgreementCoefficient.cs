using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Agreement;

/// <summary>How far do raters agree beyond chance? 1 is always, 0 as often as by chance.</summary>
/// <param name="Value">The coefficient; null when chance alone would always agree, as when every rating is the same.</param>
/// <param name="Observed">The observed (weighted) agreement, in [0, 1].</param>
/// <param name="Expected">The agreement that chance would give, as this coefficient defines chance.</param>
/// <param name="StandardError">Of the value, for large n; null when the value is.</param>
/// <param name="NullStandardError">Of the value if raters agreed only by chance; null where it is not defined.</param>
/// <param name="Interval">Value ± z · standard error, not cut at 1; null when the value is.</param>
/// <param name="N">The number of items.</param>
public sealed record AgreementCoefficient(
    double? Value, double Observed, double Expected, double? StandardError, double? NullStandardError, Interval? Interval, long N)
{
    /// <summary>Why there is no value, in plain words; null when there is one.</summary>
    public string? AbsentBecause => Value is null ? "Every rating is the same category, so agreement cannot be told from chance." : null;

    /// <summary>Value / standard error under chance; null without one.</summary>
    public double? Z => NullStandardError > 0 ? Value / NullStandardError : null;

    /// <summary>The two-sided p-value of "they agree only by chance"; null without a z.</summary>
    public double? P => Z is { } z ? Normal.TwoSidedP(z) : null;

    internal static AgreementCoefficient Of(double observed, double expected, double variance, double? nullVariance, double n, double confidence)
    {
        if (!(expected < 1)) return new AgreementCoefficient(null, observed, expected, null, null, null, (long)n);
        var value = (observed - expected) / (1 - expected);
        var error = Math.Sqrt(Math.Max(0, variance));
        var half = Normal.InverseSurvival((1 - confidence) / 2) * error;
        return new AgreementCoefficient(
            value, observed, expected, error, nullVariance is { } v ? Math.Sqrt(Math.Max(0, v)) : null, new Interval(value - half, value + half, confidence), (long)n);
    }
}
