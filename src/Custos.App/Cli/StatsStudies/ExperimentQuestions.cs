using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Experiments;
using Custos.Statistics.Means;
using Custos.Statistics.Rates;
using Custos.Statistics.Sequential;
using static System.FormattableString;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Which questions about experiments can be asked on the command line?</summary>
internal static class ExperimentQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [CupedOf(), Ratio(), Equivalent(), Bayes(), Wald()];

    private static StatsQuestion CupedOf()
    {
        var (file, control, segment, confidence) = (ArmsFile.File("before (the metric before the experiment) and value"), ArmsFile.Control(), MixCheck.Segment(), StatsInputs.Confidence());
        return new("cuped", "Do two arms differ, once each unit's own past is taken out?", [file, control, segment, confidence], parsed =>
        {
            var arms = ArmsFile.Read(parsed.GetValue(file)!, parsed.GetValue(control)!, ["before", "value"], parsed.GetValue(segment));
            var (a, b, name) = arms;
            var answer = Cuped.Compare(PairMoments.Of(a.Column(0), a.Column(1)), PairMoments.Of(b.Column(0), b.Column(1)), parsed.GetValue(confidence));
            var mix = arms.Mix(unit => unit[1] - (answer.Theta ?? 0) * unit[0], parsed.GetValue(confidence));
            const string still = "The past, or the metric, never changes.";
            return new StatsAnswer
            {
                Headline = Invariant($"{name} − control: {answer.Adjusted.Estimate} with the past taken out, {answer.Unadjusted.Estimate} without."),
                Results = new CallResults
                {
                    { "difference_adjusted", answer.Adjusted.Value },
                    { "interval_adjusted", answer.Adjusted.Interval },
                    { "p_adjusted", answer.Adjusted.P, still },
                    { "difference_unadjusted", answer.Unadjusted.Value },
                    { "interval_unadjusted", answer.Unadjusted.Interval },
                    { "p_unadjusted", answer.Unadjusted.P, still },
                    { "theta", answer.Theta, still },
                    { "correlation", answer.Correlation, still },
                    { "variance_taken_away", answer.VarianceReduction, still },
                    { "difference_before", answer.CovariateDifference.Value },
                    { "p_difference_before", answer.CovariateDifference.P, still },
                    { "n", answer.Adjusted.N },
                },
                Assumptions =
                [
                    "CUPED (Deng, Xu, Kohavi and Walker 2013): one slope for both arms, Welch's t on what is left.",
                    "The column before was measured before the experiment, or is out of its reach: a covariate that the treatment moves makes the adjusted answer wrong. A small p of the difference before says that the arms were not alike to begin with.",
                ],
                InPlainWords = Invariant($"Units that were high before tend to be high after; taking that out leaves {(answer.VarianceReduction is { } gone ? (1 - gone).ToString("P0", System.Globalization.CultureInfo.InvariantCulture) : "all")} of the noise, not of the effect. ")
                    + "Both answers aim at the same effect; the narrower interval is the better one to decide by. If it contains 0, the data do not settle whether there is an effect.",
            }.With(mix, name, "control");
        })
        { Examples = ["cuped units.csv --control a", "cuped units.csv --control a --segment country"] };
    }

    private static StatsQuestion Ratio()
    {
        var (file, control, segment, confidence) = (ArmsFile.File("numerator (as flags) and denominator (as messages)"), ArmsFile.Control(), MixCheck.Segment(), StatsInputs.Confidence());
        return new("ratio-metric", "Do two arms differ in a ratio of sums, such as flags per message, where users were assigned?", [file, control, segment, confidence], parsed =>
        {
            var level = parsed.GetValue(confidence);
            var arms = ArmsFile.Read(parsed.GetValue(file)!, parsed.GetValue(control)!, ["denominator", "numerator"], parsed.GetValue(segment));
            var (a, b, name) = arms;
            var (first, second) = (PairMoments.Of(a.Column(0), a.Column(1)), PairMoments.Of(b.Column(0), b.Column(1)));
            var (absolute, relative) = (RatioMetric.Compare(first, second, DifferenceType.Absolute, level), absoluteOf(first) == 0 ? null : RatioMetric.Compare(first, second, DifferenceType.Relative, level));
            return new StatsAnswer
            {
                Headline = Invariant($"{name} − control: {absolute.Estimate}, p = {Shown(absolute.P)}."),
                Results = new CallResults
                {
                    { "ratio_control", absolute.Control },
                    { "ratio_treatment", absolute.Treatment },
                    { "difference", absolute.Value },
                    { "interval", absolute.Interval },
                    { "p", absolute.P, "Neither arm varies." },
                    { "relative", relative?.Value, "The control's ratio is 0." },
                    { "relative_interval", relative?.Interval, "The control's ratio is 0." },
                    { "units", absolute.N },
                },
                Assumptions =
                [
                    "The delta method (Deng, Knoblich and Lu 2018): each row is a unit that was assigned, such as a user, and units are independent; events of one unit need not be.",
                    "Some hundreds of units in each arm, so that sums are nearly normal.",
                ],
                InPlainWords = "The interval takes into account that one user brings many events: counting the events as if they were independent would make it far too narrow. "
                    + "The p-value is how often chance alone would show a gap this large if there were none; it is not the chance that there is none.",
            }.With(arms.RatioMix(level), name, "control");

            static double absoluteOf(PairMoments units) => units.MeanY;
        })
        { Examples = ["ratio-metric users.csv --control a"] };
    }

    private static StatsQuestion Equivalent()
    {
        var (file, control, segment) = (ArmsFile.File("value"), ArmsFile.Control(), MixCheck.Segment());
        var margin = StatsInputs.Number("--margin", "The smallest difference that would matter, set before looking, in the unit of value.");
        var alpha = StatsInputs.Number("--alpha", "The error of each of the two tests.", 0.05);
        return new("equivalence", "Is there no difference that matters, or do the data merely not show one?", [file, control, segment, margin, alpha], parsed =>
        {
            var arms = ArmsFile.Read(parsed.GetValue(file)!, parsed.GetValue(control)!, ["value"], parsed.GetValue(segment));
            var (a, b, name) = arms;
            var width = parsed.GetValue(margin);
            if (!(width > 0)) throw new BadInputException("The margin is not above 0.", "Give the smallest difference that would matter.", "--margin", isUsage: true);
            var difference = ArmDifference.Welch(Moments.Of(a.Column(0)), Moments.Of(b.Column(0)));
            var test = Equivalence.Test(difference, -width, width, parsed.GetValue(alpha));
            const string still = "Neither arm varies.";
            return new StatsAnswer
            {
                Headline = Invariant($"{name} − control: {difference.Value:+0.####;-0.####;0}; {Say(test.Verdict)} (margin {width:G4})."),
                Results = new CallResults
                {
                    { "verdict", Name(test.Verdict) },
                    { "difference", difference.Value },
                    { "interval_of_the_two_tests", test.Interval },
                    { "p_outside_margins", test.P, still },
                    { "p_no_difference", difference.P, still },
                    { "n", difference.N },
                },
                Assumptions =
                [
                    "Two one-sided Welch t tests (Schuirmann 1987); units are independent.",
                    "The margin was set beforehand, as the smallest difference that would matter. A margin chosen after looking proves nothing.",
                ],
                InPlainWords = test.Verdict switch
                {
                    EquivalenceVerdict.Equivalent => "The data rule out a difference as large as the margin: this is evidence that no difference that matters is there, not merely a lack of evidence.",
                    EquivalenceVerdict.DifferentButNegligible => "There is a difference, and the data rule out that it is as large as the margin: it is real, and too small to matter.",
                    EquivalenceVerdict.Different => "There is a difference, and it may be large enough to matter.",
                    _ => "The data neither show a difference nor rule out one that matters. That is no evidence of equality: it takes more data.",
                },
            }.With(arms.Mix(unit => unit[0], 1 - 2 * parsed.GetValue(alpha)), name, "control");
        })
        { Examples = ["equivalence units.csv --control a --margin 0.02"] };
    }

    private static string Name(EquivalenceVerdict verdict) => verdict switch
    {
        EquivalenceVerdict.Equivalent => "equivalent",
        EquivalenceVerdict.DifferentButNegligible => "different but negligible",
        EquivalenceVerdict.Different => "different",
        _ => "cannot tell",
    };

    private static string Say(EquivalenceVerdict verdict) => verdict switch
    {
        EquivalenceVerdict.Equivalent => "equivalent within the margin",
        EquivalenceVerdict.DifferentButNegligible => "different, but less than the margin",
        EquivalenceVerdict.Different => "different, and not shown to be within the margin",
        _ => "cannot tell: too few data",
    };

    private static StatsQuestion Bayes()
    {
        var counts = new RateCounts("A", "B");
        var prior = StatsInputs.Choice("--prior", "What was believed of both rates before.", "uniform", "jeffreys");
        return new("bayes-ab", "How likely is B's rate above A's, given a prior belief?", [.. counts.Options, prior], parsed =>
        {
            var believed = parsed.GetValue(prior) == "jeffreys" ? BetaPrior.Jeffreys : BetaPrior.Uniform;
            var (x1, n1, x2, n2, mix) = counts.Of(parsed);
            var (a, b) = (BetaPosterior.Of(x1, n1, believed), BetaPosterior.Of(x2, n2, believed));
            var greater = BetaComparison.ProbabilityGreater(b, a);
            return new StatsAnswer
            {
                Headline = Invariant($"B's rate is above A's with probability {greater:P2}, under the {parsed.GetValue(prior)} prior."),
                Results = new CallResults
                {
                    { "p_b_greater_a", greater },
                    { "p_a_greater_b", BetaComparison.ProbabilityGreater(a, b) },
                    { "mean_a", a.Mean },
                    { "credible_interval_a", a.EqualTailed() },
                    { "mean_b", b.Mean },
                    { "credible_interval_b", b.EqualTailed() },
                    { "n", n1 + n2 },
                },
                Assumptions =
                [
                    Invariant($"Independent trials, and before the data the {parsed.GetValue(prior)} prior for each rate, independent of the other's. Two beta posteriors, integrated by quadrature."),
                    "Stopping as soon as this probability is high enough makes it wrong more often than it says, seen over many experiments; custos stats always-valid is meant for that.",
                ],
                InPlainWords = Invariant($"If nothing was known of the two rates beforehand, the data make it {greater:P1} probable that B's is higher. It says nothing of how much higher: a probability of 99 % can belong to a gap too small to matter, so look at both intervals."),
            }.With(mix, "A", "B", RateCounts.How);
        })
        { Examples = ["bayes-ab --x1 120 --n1 10000 --x2 160 --n2 10000"] };
    }

    private static StatsQuestion Wald()
    {
        var (good, bad) = (StatsInputs.Number("--acceptable", "The failure rate that one can live with."), StatsInputs.Number("--unacceptable", "The failure rate that one cannot."));
        var (failures, successes) = (StatsInputs.Count("--failures", "Failures so far.", 0), StatsInputs.Count("--successes", "Successes so far.", 0));
        var (alpha, beta) = (StatsInputs.Number("--alpha", "The chance of rejecting at the acceptable rate.", 0.05), StatsInputs.Number("--beta", "The chance of accepting at the unacceptable rate.", 0.2));
        return new("sprt", "Which of two failure rates is it, with as few trials as possible (Wald)?", [good, bad, failures, successes, alpha, beta], parsed =>
        {
            var test = SequentialRatio.Plan(parsed.GetValue(good), parsed.GetValue(bad), parsed.GetValue(alpha), parsed.GetValue(beta));
            var (lost, won) = (parsed.GetValue(failures), parsed.GetValue(successes));
            var decision = test.Decide(lost, won) switch
            {
                SequentialDecision.Acceptable => "stop: take the acceptable rate for true",
                SequentialDecision.Unacceptable => "stop: take the unacceptable rate for true",
                _ => "go on",
            };
            return new()
            {
                Headline = Invariant($"After {lost:N0} failures and {won:N0} successes: {decision}."),
                Results = new CallResults
                {
                    { "decision", decision },
                    { "log_ratio_so_far", lost * test.LogRatioPerFailure + won * test.LogRatioPerSuccess },
                    { "upper_log_bound", test.UpperLogBound },
                    { "lower_log_bound", test.LowerLogBound },
                    { "log_ratio_per_failure", test.LogRatioPerFailure },
                    { "log_ratio_per_success", test.LogRatioPerSuccess },
                    { "successes_in_a_row_to_accept", test.FailureFreeRunsToAccept },
                },
                Assumptions =
                [
                    "Wald's sequential probability ratio test (1945): independent trials with one rate throughout; both rates and both errors were set beforehand.",
                    "It chooses between two rates. Where the truth lies between them, either answer can come.",
                ],
                InPlainWords = Invariant($"Look after every trial and stop as the rule says. A system at the acceptable rate is then rejected at most about {parsed.GetValue(alpha):P0} of the time, one at the unacceptable rate accepted at most about {parsed.GetValue(beta):P0}. To learn how large the rate is, ask custos stats sequential."),
            };
        })
        { Examples = ["sprt --acceptable 0.001 --unacceptable 0.003 --successes 800"] };
    }

    private static string Shown(double? p) => p?.ToString("G3", System.Globalization.CultureInfo.InvariantCulture) ?? "cannot tell";
}
