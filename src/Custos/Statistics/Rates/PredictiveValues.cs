using Custos.Records;

namespace Custos.Statistics.Rates;

/// <summary>What does a flag mean at the live prevalence? Among a hundred flags, how many are true alarms?</summary>
/// <param name="FlagRate">The share of all traffic that is flagged, in [0, 1].</param>
/// <param name="Ppv">The share of flags that are right; null when nothing is ever flagged.</param>
/// <param name="Npv">The share of passes that are right; null when everything is flagged.</param>
/// <param name="FalseAlarmsPerTrueAlarm">How many wrong flags come with each right one; null when no flag is right.</param>
/// <param name="LrPositive">Recall over false-positive rate: how many times a flag multiplies the odds; infinite without false positives, null when neither flags.</param>
/// <remarks>Bayes' theorem. Assumes that recall and false-positive rate are the same in live traffic as where they were measured.</remarks>
public sealed record PredictiveValues(double FlagRate, double? Ppv, double? Npv, double? FalseAlarmsPerTrueAlarm, double? LrPositive)
{
    /// <param name="recall">The share of the bad that is flagged, in [0, 1].</param>
    /// <param name="fpr">The share of the good that is flagged, in [0, 1].</param>
    /// <param name="prevalence">The share of traffic that is bad, in [0, 1].</param>
    public static PredictiveValues At(double recall, double fpr, double prevalence)
    {
        Require.Within01(recall, nameof(recall));
        Require.Within01(fpr, nameof(fpr));
        Require.Within01(prevalence, nameof(prevalence));
        var right = recall * prevalence;
        var wrong = fpr * (1 - prevalence);
        var passedRight = (1 - fpr) * (1 - prevalence);
        var passedWrong = (1 - recall) * prevalence;
        return new PredictiveValues(
            right + wrong,
            right + wrong > 0 ? right / (right + wrong) : null,
            passedRight + passedWrong > 0 ? passedRight / (passedRight + passedWrong) : null,
            right > 0 ? wrong / right : null,
            fpr > 0 ? recall / fpr : recall > 0 ? double.PositiveInfinity : null);
    }

    /// <summary>How small must the false-positive rate be so that this share of flags is right? At most 1, where every rate will do.</summary>
    public static double FprForTargetPpv(double recall, double prevalence, double targetPpv)
    {
        Require.Within01(recall, nameof(recall));
        Require.Inside01(prevalence, nameof(prevalence));
        Require.Inside01(targetPpv, nameof(targetPpv));
        return Math.Min(1, recall * prevalence * (1 - targetPpv) / (targetPpv * (1 - prevalence)));
    }

    /// <summary>Between which values does the PPV lie when recall and false-positive rate were themselves counted?</summary>
    /// <param name="truePositives">Of <paramref name="positives"/> known bad, those that were flagged.</param>
    /// <param name="positives">At least 1.</param>
    /// <param name="falsePositives">Of <paramref name="negatives"/> known good, those that were flagged.</param>
    /// <param name="negatives">At least 1.</param>
    /// <param name="prevalence">Taken as known, strictly between 0 and 1.</param>
    /// <param name="confidence">Of the whole interval.</param>
    /// <remarks>
    /// The worst and best PPV over two exact Clopper–Pearson intervals that each carry half of the error: it covers at least the confidence,
    /// also where no false positive was seen, where the logit interval of Mercaldo, Lau and Zhou 2007 does not exist.
    /// </remarks>
    public static Interval PpvInterval(long truePositives, long positives, long falsePositives, long negatives, double prevalence, double confidence = 0.95)
    {
        Require.Counts(truePositives, positives, nameof(truePositives), nameof(positives));
        Require.Counts(falsePositives, negatives, nameof(falsePositives), nameof(negatives));
        Require.Inside01(prevalence, nameof(prevalence));
        Require.Inside01(confidence, nameof(confidence));
        var each = 1 - (1 - confidence) / 2;
        var recall = BinomialIntervals.ClopperPearson(truePositives, positives, each);
        var fpr = BinomialIntervals.ClopperPearson(falsePositives, negatives, each);
        return new Interval(At(recall.Lower, fpr.Upper, prevalence).Ppv ?? 0, At(recall.Upper, fpr.Lower, prevalence).Ppv ?? 1, confidence);
    }
}
