using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Experiments;
using Custos.Statistics.Means;
using Custos.Statistics.Sequential;
using static System.FormattableString;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Which questions about experiments that anybody may look at any time can be asked on the command line?</summary>
internal static class AnyTimeQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [AnyTime()];

    private static StatsQuestion AnyTime()
    {
        var (file, control, segment) = (ArmsFile.File("value; rows in the order in which units came"), ArmsFile.Control(), MixCheck.Segment());
        var method = StatsInputs.Choice("--method", "How: asymptotic and msprt for some hundreds of units in each arm, normal-mixture and beta-binomial for bounded values, exact from the first pair on.", "asymptotic", "msprt", "normal-mixture", "beta-binomial");
        var alpha = StatsInputs.Number("--alpha", "The chance of ever missing the truth.", 0.05);
        var bestAt = StatsInputs.Number("--best-at", "The number of units in both arms to be tightest at, chosen before looking; not for msprt.", 10_000);
        var expected = StatsInputs.OptionalNumber("--expected-effect", "For msprt: the usual size of effects, in the unit of value, chosen before looking.");
        var (lowest, highest) = (StatsInputs.Number("--lowest", "For the mixtures: the least that a value can be.", 0), StatsInputs.Number("--highest", "For the mixtures: the most that a value can be.", 1));
        return new("always-valid", "Do two arms differ, when anybody may look at any time?", [file, control, segment, method, alpha, bestAt, expected, lowest, highest], parsed =>
        {
            var arms = ArmsFile.Read(parsed.GetValue(file)!, parsed.GetValue(control)!, ["value"], parsed.GetValue(segment));
            var (a, b) = (arms.Control.Column(0), arms.Treatment.Column(0));
            var (error, best, name) = (parsed.GetValue(alpha), parsed.GetValue(bestAt), parsed.GetValue(method)!);
            var (low, high) = (parsed.GetValue(lowest), parsed.GetValue(highest));
            var isBounded = name is "normal-mixture" or "beta-binomial";
            if (isBounded && a.Concat(b).Any(value => value < low || value > high)) throw new BadInputException("A value lies outside the bounds.", "Give the least and the most that a value can be with --lowest and --highest.", parsed.GetValue(file)!.ToString());
            var difference = ArmDifference.Welch(Moments.Of(a), Moments.Of(b));
            var answer = name switch
            {
                "msprt" => AnyTimeDifference.ByMixtureRatio(difference, parsed.GetValue(expected) ?? throw new BadInputException("The test needs the usual size of effects.", "Give --expected-effect, as known before looking.", "--expected-effect", isUsage: true), error),
                "normal-mixture" => AnyTimeDifference.ByNormalMixture(a, b, low, high, error, best),
                "beta-binomial" => AnyTimeDifference.ByBetaBinomialMixture(a, b, low, high, error, best),
                _ => Asymptotic(difference, error, best),
            };
            return new StatsAnswer
            {
                Headline = Invariant($"{arms.TreatmentName} − control: {answer.Estimate}, always-valid p = {answer.AnyTimeP:G3}."),
                Results = new CallResults
                {
                    { "method", name },
                    { "difference", answer.Estimate.Value },
                    { "interval_any_time", answer.Estimate.Interval },
                    { "p_any_time", answer.AnyTimeP },
                    { "interval_one_look", difference.Interval },
                    { "smallest_arm", Math.Min(a.Length, (long)b.Length) },
                    { "n", answer.Estimate.N },
                    { "units_left_out", difference.N - answer.Estimate.N },
                },
                Assumptions = [Assumption(name, low, high), "Units are independent, and what the method is tuned to was chosen before the data were seen. The check of the mix, where there is one, is for one look."],
                InPlainWords = Invariant($"You may look as often as you like and stop when you like: over all looks together the chance that the interval misses the true difference is {(isBounded ? "at most" : "about")} {error:P0}. ")
                    + "The interval for a single look stands beside it; it is narrower, and wrong far more often for whoever stops at the first good moment.",
            }.With(arms.Mix(unit => unit[0]), arms.TreatmentName, "control");
        })
        { Examples = ["always-valid units.csv --control a --best-at 20000", "always-valid units.csv --method msprt --expected-effect 0.02", "always-valid clicks.csv --method beta-binomial --best-at 500"] };
    }

    private static AnyTimeDifference Asymptotic(ArmDifference difference, double alpha, double bestAt)
    {
        var sequence = AsymptoticSequence.Of(difference, alpha, bestAt);
        return new(sequence.Estimate, sequence.AnyTimeP);
    }

    private static string Assumption(string method, double lowest, double highest) => method switch
    {
        "msprt" => "The mixture sequential probability ratio test (Johari, Koomen, Pekelis and Walsh 2017), its interval by inversion: effects scatter around 0 as was said. It holds once each arm has some hundreds of units, not from the first on.",
        "normal-mixture" => Invariant($"A normal mixture (Howard, Ramdas, McAuliffe and Sekhon 2021): every value lies in [{lowest:G4}, {highest:G4}], and has the same mean in its arm given those before it. Units are taken in pairs, one of each arm, in their order, independent of each other; what the longer arm has left is left out."),
        "beta-binomial" => Invariant($"A beta-binomial mixture (Howard, Ramdas, McAuliffe and Sekhon 2021): every value lies in [{lowest:G4}, {highest:G4}], and has the same mean in its arm given those before it. Units are taken in pairs, one of each arm, in their order, and may depend on each other: where they do not, and the difference is below some 0.7 of the range, the normal mixture is narrower. What the longer arm has left is left out."),
        _ => "An asymptotic confidence sequence (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024): it holds once each arm has some hundreds of units, not from the first on.",
    };
}
