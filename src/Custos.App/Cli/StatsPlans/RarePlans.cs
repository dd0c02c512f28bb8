using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Statistics.Calls;
using Custos.Statistics.Planning;
using static System.FormattableString;

namespace Custos.App.Cli.StatsPlans;

/// <summary>How long must one look to see something rare, or to certify that it is rare; how likely is that, and how rare may it be?</summary>
internal static class RarePlans
{
    private const string Formula = "Formula: exact binomial (Clopper and Pearson's one-sided bound).";
    private const string Independent = "Trials are independent and drawn from the traffic that is meant; their number was fixed before. There is no design effect here: with several trials of one user the exact count does not hold, so take one of each.";
    private const string NoFalseAlarms = "What is reported is looked at again, so that no false report counts: with raters who cry wolf even a perfect system would fail.";

    public static IReadOnlyList<StatsQuestion> All { get; } = [Size(), Power(), Detectable(), SizeToSee(), PowerToSee(), DetectableToSee()];

    private static Option<double> Sensitivity() => StatsInputs.Number("--sensitivity", "How often a failure that is there is noticed.", 1);

    private static Option<double> Power(string description) => StatsInputs.Number("--power", description, 0.8);

    private static Option<long> AtLeast() => StatsInputs.Count("--at-least", "How many of them should be seen.", 1);

    private static StatsQuestion Size()
    {
        var target = StatsInputs.Number("--target", "The failure rate to certify.");
        var hoped = StatsInputs.OptionalNumber("--true-rate", "The failure rate hoped for, below the target: plans for a few failures.");
        var (confidence, power, sensitivity) = (StatsInputs.Confidence(), Power("How often something at the rate hoped for must pass."), Sensitivity());
        return new("sample-size zero-failure", "How many trials certify a failure rate?", [target, hoped, confidence, power, sensitivity], parsed =>
        {
            var (p, level, noticed) = (parsed.GetValue(target), parsed.GetValue(confidence), Checked(parsed.GetValue(sensitivity)));
            var none = RareEvents.ZeroFailureSampleSize(p * noticed, level);
            var plan = parsed.GetValue(hoped) is { } rate ? RareEvents.Certification(p * noticed, rate * noticed, level, parsed.GetValue(power)) : null;
            const string why = "Give --true-rate for a plan that allows failures; where it is given, it lies too near the target.";
            return new()
            {
                Headline = Invariant($"{none:N0} trials without a failure certify a rate of at most {p:G4} at {level:P0} confidence."),
                Results = new CallResults
                {
                    { "n_without_failure", none },
                    { "rule_of_three", RareEvents.RuleOfThree(p * noticed, level) },
                    { "n_with_allowed_failures", plan?.Trials, why },
                    { "allowed_failures", plan?.AllowedFailures, why },
                    { "pass_probability", plan?.PassProbability, why },
                },
                Assumptions = [Formula, Independent, .. SayNoticed(noticed)],
                InPlainWords = Invariant($"{none:N0} clean trials rule out, at {level:P0} confidence, a failure rate above {p:G3}. One failure among them and the certificate is lost, so a system that is only a little better than the target often fails the test by bad luck; a plan that allows a few failures takes more trials and is fairer."),
            };
        })
        { Examples = ["sample-size zero-failure --target 0.001", "sample-size zero-failure --target 0.001 --true-rate 0.0003 --sensitivity 0.9"] };
    }

    private static StatsQuestion Power()
    {
        var (target, actual) = (StatsInputs.Number("--target", "The failure rate to certify."), StatsInputs.Number("--true-rate", "The failure rate hoped for, below the target."));
        var (n, confidence, sensitivity) = (StatsInputs.Count("--n", "The number of trials."), StatsInputs.Confidence(), Sensitivity());
        return new("power zero-failure", "How likely is a system to be certified with so many trials?", [target, actual, n, confidence, sensitivity], parsed =>
        {
            var (p, rate, trials, level, noticed) = (parsed.GetValue(target), parsed.GetValue(actual), parsed.GetValue(n), parsed.GetValue(confidence), Checked(parsed.GetValue(sensitivity)));
            var plan = RareEvents.CertificationWith(p * noticed, rate * noticed, trials, level);
            const string few = "So few trials certify the target not even without a failure.";
            return new()
            {
                Headline = plan is { } found
                    ? Invariant($"Something at {rate:G4} is certified to be at most {p:G4} {found.PassProbability:P1} of the time, with {found.AllowedFailures:N0} failure(s) allowed in {trials:N0} trials.")
                    : Invariant($"Cannot certify: it takes {RareEvents.ZeroFailureSampleSize(p * noticed, level):N0} trials without a failure."),
                Results = new CallResults
                {
                    { "pass_probability", plan?.PassProbability, few },
                    { "allowed_failures", plan?.AllowedFailures, few },
                    { "pass_probability_without_failure", plan is null ? null : RareEvents.ChanceToSee(rate * noticed, trials) is var seen ? 1 - seen : null, few },
                    { "n_without_failure", RareEvents.ZeroFailureSampleSize(p * noticed, level) },
                },
                Assumptions = [Formula, Independent, .. SayNoticed(noticed)],
                InPlainWords = plan is { } shown
                    ? Invariant($"A system that truly fails at {rate:G3} passes {shown.PassProbability:P0} of the time; otherwise bad luck fails it. One that fails at {p:G3} or more passes at most {1 - level:P0} of the time.")
                    : "No outcome of so short a test would certify the target. It takes more trials, or a higher target.",
                IsCertified = plan is not null,
            };
        })
        { Examples = ["power zero-failure --target 0.001 --true-rate 0.0003 --n 10000"] };
    }

    private static StatsQuestion Detectable()
    {
        var (n, failures) = (StatsInputs.Count("--n", "The number of trials."), StatsInputs.Count("--failures", "How many failures are allowed.", 0));
        var (confidence, power, sensitivity) = (StatsInputs.Confidence(), Power("How often something must pass."), Sensitivity());
        return new("detectable-effect zero-failure", "Which failure rate do so many trials certify?", [n, failures, confidence, power, sensitivity], parsed =>
        {
            var (trials, allowed, level, noticed) = (parsed.GetValue(n), parsed.GetValue(failures), parsed.GetValue(confidence), Checked(parsed.GetValue(sensitivity)));
            double? target = RareEvents.SmallestTarget(trials, allowed, level) / noticed is < 1 and var certified ? certified : null;
            double? passing = RareEvents.LargestRatePassing(trials, allowed, parsed.GetValue(power)) / noticed is <= 1 and var good ? good : null;
            const string few = "So few trials certify no rate below 1.", all = "Everything passes so often.";
            return new()
            {
                Headline = target is { } found ? Invariant($"At most {found:G4}, from {trials:N0} trials with {allowed:N0} failure(s) or fewer, at {level:P0} confidence.") : $"Cannot tell. {few}",
                Results = new CallResults { { "certified_rate", target, few }, { "largest_rate_that_passes", passing, all }, { "power", parsed.GetValue(power) } },
                Assumptions = [Formula, Independent, .. SayNoticed(noticed)],
                InPlainWords = "The first rate is what such a test proves; the second is how good a system must truly be to pass it as often as was asked for. Between the two lie systems that are good enough and fail the test too often: more trials with a few failures allowed bring the two closer.",
            };
        })
        { Examples = ["detectable-effect zero-failure --n 3000"] };
    }

    private static StatsQuestion SizeToSee()
    {
        var (rate, atLeast, power, sensitivity) = (StatsInputs.Number("--rate", "How often it happens."), AtLeast(), Power("How likely it should be to see it."), Sensitivity());
        return new("sample-size rare-event", "How many trials does it take to see something rare?", [rate, atLeast, power, sensitivity], parsed =>
        {
            var (p, k, chance, noticed) = (parsed.GetValue(rate), parsed.GetValue(atLeast), parsed.GetValue(power), Checked(parsed.GetValue(sensitivity)));
            var trials = RareEvents.TrialsToSee(p * noticed, chance, k);
            return Seen(Invariant($"{trials:N0} trials, to see at least {k:N0} at a rate of {p:G4} with probability {chance:P0}."), new() { { "n", trials }, { "events_expected", trials * p * noticed } }, noticed);
        })
        { Examples = ["sample-size rare-event --rate 0.0001 --power 0.95", "sample-size rare-event --rate 0.0001 --at-least 20"] };
    }

    private static StatsQuestion PowerToSee()
    {
        var (rate, atLeast, n, sensitivity) = (StatsInputs.Number("--rate", "How often it happens."), AtLeast(), StatsInputs.Count("--n", "The number of trials."), Sensitivity());
        return new("power rare-event", "How likely is something rare to be seen in so many trials?", [rate, atLeast, n, sensitivity], parsed =>
        {
            var (p, k, trials, noticed) = (parsed.GetValue(rate), parsed.GetValue(atLeast), parsed.GetValue(n), Checked(parsed.GetValue(sensitivity)));
            var chance = RareEvents.ChanceToSee(p * noticed, trials, k);
            return Seen(Invariant($"At least {k:N0} are seen in {trials:N0} trials {chance:P2} of the time."), new() { { "power", chance }, { "events_expected", trials * p * noticed } }, noticed);
        })
        { Examples = ["power rare-event --rate 0.0001 --n 10000"] };
    }

    private static StatsQuestion DetectableToSee()
    {
        var (atLeast, power, n, sensitivity) = (AtLeast(), Power("How likely it should be to see it."), StatsInputs.Count("--n", "The number of trials."), Sensitivity());
        return new("detectable-effect rare-event", "How rare may something be and still be seen in so many trials?", [atLeast, power, n, sensitivity], parsed =>
        {
            var (k, chance, trials, noticed) = (parsed.GetValue(atLeast), parsed.GetValue(power), parsed.GetValue(n), Checked(parsed.GetValue(sensitivity)));
            double? rate = RareEvents.SmallestRateSeen(trials, chance, k) / noticed is <= 1 and var found ? found : null;
            const string never = "Not even what always happens is seen so often.";
            return Seen(rate is { } least ? Invariant($"A rate of {least:G4} or more is seen at least {k:N0} time(s) with probability {chance:P0}.") : $"Cannot tell. {never}", new() { { "smallest_rate_seen", rate, never } }, noticed);
        })
        { Examples = ["detectable-effect rare-event --n 10000 --power 0.95"] };
    }

    private static StatsAnswer Seen(string headline, CallResults results, double noticed) => new()
    {
        Headline = headline,
        Results = results,
        Assumptions = ["Formula: exact binomial.", Independent, .. SayNoticed(noticed)],
        InPlainWords = "Not having seen something rare says little unless one looked long enough. Seeing one is not measuring how often it comes: for that plan for some twenty or more.",
    };

    private static double Checked(double sensitivity) => sensitivity is > 0 and <= 1
        ? sensitivity
        : throw new ArgumentOutOfRangeException(nameof(sensitivity), sensitivity, "A sensitivity lies above 0 and is at most 1.");

    private static IEnumerable<string> SayNoticed(double noticed) => noticed == 1 ? [] : [Invariant($"A failure is noticed {noticed:P0} of the time, whichever it is. {NoFalseAlarms}")];
}
