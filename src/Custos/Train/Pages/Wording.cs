using System.Globalization;
using Custos.Records;

namespace Custos.Train.Pages;

/// <summary>With which words and how many decimals does a report say its figures?</summary>
public static class Wording
{
    public const string CertifiedMark = "certified";

    public const string NotCertifiedMark = "NOT certified";

    /// <summary>A share as a percentage, with more decimals the smaller it is: 0.00043 → 0.043 %.</summary>
    public static string Percent(double share)
    {
        var decimals = share switch { 0 or 1 => "0", >= 0.1 => "0.0", >= 0.01 => "0.00", >= 0.001 => "0.000", _ => "0.0000" };
        return (share * 100).ToString(decimals, CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>A share with its interval: 41.2 % [35.4 %, 47.1 %].</summary>
    public static string Percent(Estimate rate) => $"{Percent(rate.Value)} [{Percent(rate.Interval.Lower)}, {Percent(rate.Interval.Upper)}]";

    /// <summary>A figure with its interval: 0.912 [0.901, 0.923].</summary>
    public static string Figure(Estimate figure) => $"{Figure(figure.Value)} {Range(figure.Interval)}";

    public static string Range(Interval interval) => $"[{Figure(interval.Lower)}, {Figure(interval.Upper)}]";

    public static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    public static string Threshold(OperatingPoint point) => point.Threshold.Value.ToString("0.0000", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How was the model made? For a sentence that goes on with the rows.</summary>
    public static string Made(TrainingReport report) => report.ScoresOf is { } brought ? $"a model that was brought ({brought[..12]}), calibrated and certified" : "trained";

    /// <summary>What were the rows used for that were not held out?</summary>
    public static string Used(TrainingReport report) => report.ScoresOf is null ? "learned from" : "calibrated on";

    /// <summary>What may a policy team be told of a label, in one or two sentences?</summary>
    public static string Headline(LabelReport label, TrainingOptions options)
    {
        var point = label.Operating;
        var recall = $"It finds {Percent(point.Recall)} of the {Count(label.Validation.Positives)} held-out texts that bear the label.";
        return label.Certification switch
        {
            Certification.Certified =>
                $"Of 10,000 texts that do not bear the label, at most {Count((long)Math.Ceiling(point.FprUpper95 * 10_000 - 1e-9))} are flagged, with 95 % confidence (observed: {Per10k(point)}). {recall}",
            Certification.NotCertified missing =>
                $"No threshold is proved to keep the false-positive rate at {Percent(options.MaxFpr)}: {Count(missing.NegativesMissing)} more held-out texts without the label are needed. "
                + $"At the threshold that only looks right, {Per10k(point)} of 10,000 such texts were flagged, and it may be up to {Count((long)Math.Ceiling(point.FprUpper95 * 10_000 - 1e-9))}. {recall}",
            var other => throw new ArgumentException(other.GetType().Name, nameof(label)),
        };
    }

    private static string Per10k(OperatingPoint point) => point.FalsePositivesPer10k.ToString("0.#", CultureInfo.InvariantCulture);
}
