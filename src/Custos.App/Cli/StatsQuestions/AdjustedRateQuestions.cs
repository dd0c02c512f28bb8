using Custos.Statistics.Calls;
using Custos.Statistics.Rates;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about what a rate means in live traffic can be asked on the command line?</summary>
internal static class AdjustedRateQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Ppv(), Prevalence()];

    private static StatsQuestion Ppv()
    {
        var fpr = StatsInputs.Number("--fpr", "The share of the good that is flagged.");
        var prevalence = StatsInputs.Number("--prevalence", "The share of live traffic that is bad.");
        var recall = StatsInputs.Number("--recall", "The share of the bad that is flagged.", 1);
        var positives = StatsInputs.OptionalCount("--positives", "On how many known bad the recall was measured.");
        var negatives = StatsInputs.OptionalCount("--negatives", "On how many known good the false-positive rate was measured.");
        return new("ppv", "Of the messages that are flagged, how many are really bad?", [fpr, prevalence, recall, positives, negatives], parsed =>
        {
            var (f, p, r) = (parsed.GetValue(fpr), parsed.GetValue(prevalence), parsed.GetValue(recall));
            var values = PredictiveValues.At(r, f, p);
            Records.Interval? interval = parsed.GetValue(positives) is { } bad && parsed.GetValue(negatives) is { } good
                ? PredictiveValues.PpvInterval((long)Math.Round(r * bad), bad, (long)Math.Round(f * good), good, p)
                : null;
            return new()
            {
                Headline = values.Ppv is { } ppv ? Invariant($"{ppv:P1} of the flags are right.") : "Cannot tell: nothing is ever flagged.",
                Results = new CallResults
                {
                    { "ppv", values.Ppv, "Nothing is ever flagged." },
                    { "ppv_ci95", interval, "Give --positives and --negatives for an interval." },
                    { "npv", values.Npv, "Everything is flagged." },
                    { "flag_rate", values.FlagRate },
                    { "false_alarms_per_true_alarm", values.FalseAlarmsPerTrueAlarm, "No flag is ever right." },
                    { "lr_positive", values.LrPositive, "Neither the bad nor the good are ever flagged." },
                },
                Assumptions = ["Bayes' theorem.", "Recall and false-positive rate are the same in live traffic as where they were measured, and the prevalence is known; the interval, where there is one, covers the first two (two exact intervals, each with half of the error)."],
                InPlainWords = values is { Ppv: { } share, FalseAlarmsPerTrueAlarm: { } alarms }
                    ? Invariant($"Of 100 messages that are flagged, about {share * 100:0} are really bad; every right flag comes with {alarms:0.##} wrong ones. A good classifier still gives mostly false alarms where what it looks for is rare: it is the false-positive rate, not the recall, that must be small against the prevalence.")
                    : "With these rates no flag is ever right, so no share of right flags can be told.",
            };
        })
        { Examples = ["ppv --fpr 0.05 --prevalence 0.01 --recall 1"] };
    }

    private static StatsQuestion Prevalence()
    {
        var positives = StatsInputs.Count("--positives", "How many were flagged.");
        var n = StatsInputs.Count("--n", "Of how many, drawn at random.");
        var sensitivity = StatsInputs.Number("--sensitivity", "The share of the bad that is flagged.");
        var specificity = StatsInputs.Number("--specificity", "The share of the good that is not.");
        return new("prevalence", "How much is really bad, when the test that counted errs (Rogan–Gladen)?", [positives, n, sensitivity, specificity], parsed =>
        {
            var prevalence = TruePrevalence.Of(parsed.GetValue(positives), parsed.GetValue(n), parsed.GetValue(sensitivity), parsed.GetValue(specificity));
            var (apparent, adjusted) = (prevalence.Apparent, prevalence.Adjusted);
            return new()
            {
                Headline = Invariant($"{adjusted.Value:P2} [{adjusted.Interval.Lower:P2}, {adjusted.Interval.Upper:P2}] are really bad; {apparent.Value:P2} were flagged, n = {apparent.N:N0}."),
                Results = new CallResults
                {
                    { "true_prevalence", adjusted.Value },
                    { "true_prevalence_ci95", adjusted.Interval },
                    { "true_prevalence_unclipped", prevalence.Unclipped },
                    { "se", prevalence.StandardError },
                    { "apparent", apparent.Value },
                    { "apparent_ci95", apparent.Interval },
                    { "n", apparent.N },
                },
                Assumptions = ["Rogan and Gladen 1978; the interval is the exact interval of the flagged share sent through the same formula.", "Sensitivity and specificity are known and hold for this traffic; where they were measured on few, the answer is less sure than the interval says."],
                InPlainWords = Invariant($"{apparent.Value:P1} were flagged, but some flags are wrong and some bad messages were missed. Allowing for both, about {adjusted.Value:P1} are really bad.")
                    + (prevalence.Unclipped is < 0 or > 1 ? " The raw figure falls outside 0 to 100 %: the stated errors of the test and the sample contradict each other." : ""),
            };
        })
        { Examples = ["prevalence --positives 62 --n 1000 --sensitivity 0.9 --specificity 0.95"] };
    }
}
