using Custos.Statistics.Calls;
using Custos.Statistics.Counts;
using Custos.Statistics.Experiments;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions that compare or adjust counts can be asked on the command line?</summary>
internal static class ComparisonQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [CompareRates(), ComparePairs(), CompareEvents(), SampleRatio(), AdjustPValues()];

    private static StatsQuestion CompareRates()
    {
        var (counts, confidence) = (new RateCounts("the first", "the second"), StatsInputs.Confidence());
        return new("compare-rates", "Do two independent samples have the same rate, and by how much do they differ?", [.. counts.Options, confidence], parsed =>
        {
            var (a, n, b, m, mix) = counts.Of(parsed);
            var test = TwoProportionTest.Of(a, n, b, m, parsed.GetValue(confidence));
            var (effect, gap) = (test.Effect, test.Effect.Difference);
            double? boschloo = (double)n * m <= 1e5 ? BoschlooTest.Test(new(a, b, n - a, m - b)).TwoSidedByFisher : null;
            return new StatsAnswer
            {
                Headline = Invariant($"First − second: {gap.Value * 100:+0.###;-0.###;0} points [{gap.Interval.Lower * 100:0.###}, {gap.Interval.Upper * 100:0.###}], p = {test.Fisher.TwoSided:G3} (Fisher, exact)."),
                Results = new CallResults
                {
                    { "rate_first", effect.First.Value },
                    { "rate_second", effect.Second.Value },
                    { "difference", gap.Value },
                    { "difference_newcombe", gap.Interval },
                    { "ratio", effect.Ratio?.Value, "A ratio needs a success on both sides." },
                    { "ratio_katz", effect.Ratio?.Interval, "A ratio needs a success on both sides." },
                    { "odds_ratio", effect.OddsRatio?.Value, "An odds ratio needs a success and a failure on both sides." },
                    { "p_fisher", test.Fisher.TwoSided },
                    { "p_boschloo", boschloo, "Boschloo's test is run for up to a hundred thousand possible tables." },
                    { "p_z_pooled", test.PZPooled },
                    { "p_yates", test.PYates },
                    { "n", gap.N },
                },
                Assumptions =
                [
                    "The two samples are independent of each other and so are the trials within them; for the same items judged twice ask compare-pairs, for several ratings per item or messages per user a clustered error.",
                    "The interval is Newcombe's (Wilson's two intervals combined), the test Fisher's, exact and a little conservative; it was decided beforehand and looked at once.",
                ],
                InPlainWords = Words(gap.Interval.Contains(0), test.Fisher.TwoSided) + Invariant($" The difference that fits the data lies between {gap.Interval.Lower * 100:0.##} and {gap.Interval.Upper * 100:0.##} points: judge whether the ends would matter to you."),
            }.With(mix, "first", "second", RateCounts.How);
        })
        { Examples = ["compare-rates --x1 120 --n1 10000 --x2 160 --n2 10000", "compare-rates --x1 81,192 --n1 87,263 --x2 234,55 --n2 270,80"] };
    }

    private static StatsQuestion ComparePairs()
    {
        var (both, first) = (StatsInputs.Count("--both", "Items that were yes both times."), StatsInputs.Count("--only-first", "Items that were yes the first time only."));
        var (second, neither) = (StatsInputs.Count("--only-second", "Items that were yes the second time only."), StatsInputs.Count("--neither", "Items that were no both times."));
        return new("compare-pairs", "Did the same items fare differently the second time (McNemar)?", [both, first, second, neither], parsed =>
        {
            var test = McNemar.Test(new(parsed.GetValue(both), parsed.GetValue(first), parsed.GetValue(second), parsed.GetValue(neither)));
            var gap = test.Difference;
            return new()
            {
                Headline = Invariant($"First − second: {gap.Value * 100:+0.###;-0.###;0} points [{gap.Interval.Lower * 100:0.###}, {gap.Interval.Upper * 100:0.###}], p = {test.PExact:G3} (McNemar, exact), n = {gap.N:N0} pairs."),
                Results = new CallResults
                {
                    { "difference", gap.Value },
                    { "difference_bonett_price", gap.Interval },
                    { "changed_first_only", test.B },
                    { "changed_second_only", test.C },
                    { "p_exact", test.PExact },
                    { "p_mid", test.PMid },
                    { "chi2_corrected", test.ChiSquaredCorrected, "No pair changed." },
                    { "pairs", gap.N },
                },
                Assumptions = [MixCheck.Paired, "Pairs are independent of one another; only pairs that changed bear on the test.", "The interval is Bonett and Price's, the p exact binomial."],
                InPlainWords = Words(test.PExact > 0.05, test.PExact) + Invariant($" {test.B + test.C:N0} of {gap.N:N0} items changed, {test.B:N0} one way and {test.C:N0} the other."),
            };
        })
        { Examples = ["compare-pairs --both 850 --only-first 45 --only-second 70 --neither 35"] };
    }

    private static StatsQuestion CompareEvents()
    {
        var (k1, t1) = (StatsInputs.Counts("--events1", "Events in the first stretch; one number a segment."), StatsInputs.Numbers("--exposure1", "Its length, in any unit; one number a segment."));
        var (k2, t2) = (StatsInputs.Counts("--events2", "Events in the second stretch."), StatsInputs.Numbers("--exposure2", "Its length, in the same unit."));
        return new("compare-events", "Do events come at the same rate in two stretches of time?", [k1, t1, k2, t2], parsed =>
        {
            var (first, long1, second, long2) = (parsed.GetValue(k1)!, parsed.GetValue(t1)!, parsed.GetValue(k2)!, parsed.GetValue(t2)!);
            var lengths = RateCounts.Segments(first.Length, long1.Length, second.Length, long2.Length);
            var rates = PoissonRates.Compare(first.Sum(), long1.Sum(), second.Sum(), long2.Sum());
            var mix = lengths == 1 ? null : StratifiedComparison.OfEvents([.. first.Select((events, i) => new EventStratum(RateCounts.NameOf(i), events, long1[i], second[i], long2[i]))]);
            const string none = "The second stretch has no event.";
            return new StatsAnswer
            {
                Headline = Invariant($"{rates.Rate1.Value:G4} {rates.Rate1.Interval} against {rates.Rate2.Value:G4} {rates.Rate2.Interval} per unit, p = {rates.PExact:G3} (exact)."),
                Results = new CallResults
                {
                    { "rate1", rates.Rate1.Value },
                    { "rate1_garwood", rates.Rate1.Interval },
                    { "rate2", rates.Rate2.Value },
                    { "rate2_garwood", rates.Rate2.Interval },
                    { "ratio", rates.Ratio?.Value, none },
                    { "ratio_exact", rates.Ratio?.Interval, none },
                    { "p_exact", rates.PExact },
                },
                Assumptions = ["Events come singly and independently at a constant rate within each stretch (Poisson); bursts make the test alarm too often.", "The test is exact given the total; the intervals are Garwood's."],
                InPlainWords = Words(rates.PExact > 0.05, rates.PExact),
            }.With(mix, "first", "second", RateCounts.How);
        })
        { Examples = ["compare-events --events1 12 --exposure1 1000 --events2 5 --exposure2 1000", "compare-events --events1 9,3 --exposure1 300,700 --events2 4,1 --exposure2 200,800"] };
    }

    private static StatsQuestion SampleRatio()
    {
        var observed = StatsInputs.Counts("--observed", "Users in each arm.");
        var weights = StatsInputs.Numbers("--weights", "The shares that were meant.");
        return new("sample-ratio", "Did the arms of an experiment get the shares that they were meant to get?", [observed, weights], parsed =>
        {
            var fit = GoodnessOfFit.Test(parsed.GetValue(observed)!, parsed.GetValue(weights)!);
            var mismatch = fit.P < 0.001;
            return new()
            {
                Headline = Invariant($"p = {fit.P:G3}: {(mismatch ? "sample-ratio mismatch" : "no alarm")}."),
                Results = new CallResults { { "chi2", fit.ChiSquared }, { "df", fit.DegreesOfFreedom }, { "p", fit.P }, { "smallest_expected", fit.SmallestExpected }, { "mismatch", mismatch } },
                Assumptions = ["Pearson's chi-square; an alarm at p below 0.001, as the test is run on every experiment.", "Users are assigned independently; the counts are of users, not of their visits."],
                InPlainWords = mismatch
                    ? "The arms did not get the shares they were meant to get, far beyond chance. Something in assignment or logging treats the arms differently: do not read the experiment's results until it is found."
                    : "The shares are not so far off that the alarm, which is meant to be rare, would sound. This does not prove the assignment right; if p stays this small or falls as more users arrive, look again.",
                IsCertified = !mismatch,
            };
        })
        { Examples = ["sample-ratio --observed 50500 49500 --weights 0.5 0.5"] };
    }

    private static StatsQuestion AdjustPValues()
    {
        var given = StatsInputs.Numbers("--p", "The p-values of everything that was looked at, not only the small ones.");
        return new("adjust-p-values", "Which of many p-values still count once all are looked at?", [given], parsed =>
        {
            var p = parsed.GetValue(given)!;
            var holm = MultipleTesting.Holm(p);
            var discoveries = MultipleTesting.BenjaminiHochberg(p);
            return new()
            {
                Headline = Invariant($"{holm.Count(value => value <= 0.05)} of {p.Length} stand after Holm, {discoveries.Count(value => value <= 0.05)} after Benjamini and Hochberg (at 0.05)."),
                Results = new CallResults
                {
                    { "holm", holm },
                    { "hochberg", MultipleTesting.Hochberg(p) },
                    { "bonferroni", MultipleTesting.Bonferroni(p) },
                    { "benjamini_hochberg", discoveries },
                    { "benjamini_yekutieli", MultipleTesting.BenjaminiYekutieli(p) },
                },
                Assumptions = ["Holm and Bonferroni hold under every dependence, Hochberg and Benjamini–Hochberg under independence or positive dependence, Benjamini–Yekutieli under every.", "Every test that was run is in the list."],
                InPlainWords = "Looking at many numbers makes some small by luck. Holm keeps the chance of even one false alarm at 5 %; Benjamini and Hochberg let false alarms through but keep their expected share among the findings at 5 %. An adjusted p-value is still not the chance that there is no effect.",
            };
        })
        { Examples = ["adjust-p-values --p 0.001 0.02 0.03 0.5"] };
    }

    private static string Words(bool noEvidence, double p) => noEvidence
        ? Invariant($"The data do not tell the two apart (p = {p:G2}): a gap at least this surprising is not rare even when there is none. That is not evidence that they are equal.")
        : Invariant($"If there were no difference, a gap at least this surprising would come up in {p:G2} of such comparisons. This is not the chance that there is no difference.");
}
