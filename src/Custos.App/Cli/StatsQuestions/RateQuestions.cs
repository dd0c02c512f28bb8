using Custos.Statistics.Calls;
using Custos.Statistics.Rates;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about one rate, and what it means in live traffic, can be asked on the command line?</summary>
internal static class RateQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [UpperBound(), Interval(), Budget(), Ppv(), Prevalence()];

    private static StatsQuestion UpperBound()
    {
        var failures = StatsInputs.Count("--failures", "How many failed.", 0);
        var trials = StatsInputs.Count("--trials", "Of how many.");
        var confidence = StatsInputs.Confidence();
        return new("upper-bound", "How bad can the rate still be, after so few failures?", [failures, trials, confidence], parsed =>
        {
            var (k, n, level) = (parsed.GetValue(failures), parsed.GetValue(trials), parsed.GetValue(confidence));
            var bound = BinomialIntervals.UpperBound(k, n, level);
            return new()
            {
                Headline = Invariant($"The rate is at most {bound:G4} ({k:N0} failures in {n:N0}, one-sided {level:P0} confidence)."),
                Results = new CallResults
                {
                    { "upper_bound", bound },
                    { "failures", k },
                    { "trials", n },
                    { "confidence", level },
                    { "uniform_prior", BetaPosterior.Of(k, n, BetaPrior.Uniform).UpperBound(level) },
                    { "jeffreys_prior", BetaPosterior.Of(k, n, BetaPrior.Jeffreys).UpperBound(level) },
                    { "rule_of_three", k == 0 ? -Math.Log(1 - level) / n : null, "The rule of three holds for no failures only." },
                },
                Assumptions =
                [
                    "The bound is Clopper and Pearson's, exact and one-sided; the two priors and the rule of three stand beside it for comparison.",
                    "The trials are independent draws from the traffic that the rate is about; trials that were made to fail, or that repeat one another, are not.",
                ],
                InPlainWords = Invariant($"If the true rate were above {bound:G3}, so few failures in {n:N0} trials would be seen less than {1 - level:P0} of the time. ")
                    + "This does not say that the rate is that high, nor that it is 0: it is the worst that these trials cannot rule out. More trials without failure lower it, in proportion.",
            };
        })
        { Examples = ["upper-bound --failures 0 --trials 10000"] };
    }

    private static StatsQuestion Interval()
    {
        var successes = StatsInputs.Count("--successes", "How many succeeded.");
        var trials = StatsInputs.Count("--trials", "Of how many.");
        var confidence = StatsInputs.Confidence();
        return new("interval", "Between which rates does the truth lie?", [successes, trials, confidence], parsed =>
        {
            var (k, n, level) = (parsed.GetValue(successes), parsed.GetValue(trials), parsed.GetValue(confidence));
            var wilson = BinomialIntervals.Wilson(k, n, level);
            return new()
            {
                Headline = Invariant($"{(double)k / n:P2} [{wilson.Lower:P2}, {wilson.Upper:P2}], n = {n:N0} (Wilson, {level:P0})"),
                Results = new CallResults
                {
                    { "rate", (double)k / n },
                    { "wilson", wilson },
                    { "clopper_pearson", BinomialIntervals.ClopperPearson(k, n, level) },
                    { "jeffreys", BinomialIntervals.JeffreysBrownCaiDasGupta(k, n, level) },
                    { "agresti_coull", BinomialIntervals.AgrestiCoull(k, n, level) },
                    { "trials", n },
                },
                Assumptions =
                [
                    "The trials are independent and all have the same chance; ratings of one item by several people, or messages of one user, are not independent.",
                    "Wilson's interval covers the truth as often as said on average over rates and can fall short for a single one (83.8 % instead of 95 % at n = 10 and a rate of 0.0175); Clopper and Pearson's never falls short and is wider.",
                ],
                InPlainWords = Invariant($"The rate in the sample is {(double)k / n:P1}. A method that catches the true rate {level:P0} of the time puts it between {wilson.Lower:P1} and {wilson.Upper:P1}. ")
                    + "Rates outside are hard to square with the data; rates inside are not told apart by it.",
            };
        })
        { Examples = ["interval --successes 8 --trials 10"] };
    }

    private static StatsQuestion Budget()
    {
        var target = StatsInputs.Number("--target-fpr", "The false-positive rate to certify.");
        var falsePositives = StatsInputs.Count("--false-positives", "False positives that were seen, or are allowed.", 0);
        var negatives = StatsInputs.OptionalCount("--negatives", "Known negatives at hand.");
        var confidence = StatsInputs.Confidence();
        return new("fpr-budget", "How many known negatives certify a false-positive rate?", [target, falsePositives, negatives, confidence], parsed =>
        {
            var (rate, k, level) = (parsed.GetValue(target), parsed.GetValue(falsePositives), parsed.GetValue(confidence));
            var least = FalsePositiveBudget.MinNegatives(rate, k, level);
            var given = parsed.GetValue(negatives);
            var allowed = given is { } n ? FalsePositiveBudget.MaxFalsePositives(rate, n, level) : null;
            var isCertified = given is null || allowed >= k;
            return new()
            {
                Headline = Invariant($"{least:N0} negatives with {k:N0} false positives certify {rate:G4} at {level:P0} confidence.") + (isCertified ? "" : Invariant($" {given:N0} do not.")),
                Results = new CallResults
                {
                    { "min_negatives", least },
                    { "false_positives", k },
                    { "max_false_positives", allowed, "Give --negatives; where they are given, they are too few even without a false positive." },
                    { "certified", isCertified },
                },
                Assumptions = ["The bound is Clopper and Pearson's, exact and one-sided.", "The negatives are fresh: they chose neither the model nor its threshold, and they are like the live traffic."],
                InPlainWords = Invariant($"To promise that at most {rate:G3} of good messages are flagged, at {level:P0} confidence, takes {least:N0} known good messages of which at most {k:N0} may be flagged. A rate of zero in a small sample promises nothing."),
                IsCertified = isCertified,
            };
        })
        { Examples = ["fpr-budget --target-fpr 1e-4", "fpr-budget --target-fpr 1e-4 --false-positives 1 --negatives 50000"] };
    }

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
