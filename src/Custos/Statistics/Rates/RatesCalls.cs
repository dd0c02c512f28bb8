using Custos.Statistics.Calls;

namespace Custos.Statistics.Rates;

/// <summary>Which questions about rates can be asked by name?</summary>
internal static class RatesCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("intervals.binomial", Binomial),
        new("intervals.beta_posterior_quantile", BetaPosteriorQuantile),
        new("intervals.beta_survival", inputs => new CallResults
        {
            { "survival", new BetaPosterior(inputs.Number("alpha"), inputs.Number("beta")).ProbabilityAbove(inputs.Number("x")) },
        }),
        new("intervals.zero_failure_upper_bound", ZeroFailureUpperBound),
        new("thresholding.min_negatives_for_fpr", MinNegatives),
        new("thresholding.max_false_positives", MaxFalsePositives),
        .. RateEstimateCalls.All,
    ];

    private static CallResults Binomial(CallInputs inputs)
    {
        var (successes, trials, confidence) = (inputs.Integer("successes"), inputs.Integer("trials"), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "clopper_pearson", BinomialIntervals.ClopperPearson(successes, trials, confidence) },
            { "wilson", BinomialIntervals.Wilson(successes, trials, confidence) },
            { "jeffreys_equal_tailed", BinomialIntervals.Jeffreys(successes, trials, confidence) },
            { "jeffreys_brown_cai_dasgupta", BinomialIntervals.JeffreysBrownCaiDasGupta(successes, trials, confidence) },
            { "agresti_coull", BinomialIntervals.AgrestiCoull(successes, trials, confidence) },
        };
    }

    private static CallResults BetaPosteriorQuantile(CallInputs inputs)
    {
        var (failures, trials, confidence) = FailuresOf(inputs);
        var uniform = BetaPosterior.Of(failures, trials, BetaPrior.Uniform);
        return new CallResults
        {
            { "uniform_prior", uniform.UpperBound(confidence) },
            { "jeffreys_prior", BetaPosterior.Of(failures, trials, BetaPrior.Jeffreys).UpperBound(confidence) },
            { "clopper_pearson_one_sided", BinomialIntervals.UpperBound(failures, trials, confidence) },
            { "posterior_mean_uniform", uniform.Mean },
        };
    }

    private static CallResults ZeroFailureUpperBound(CallInputs inputs)
    {
        var (failures, trials, confidence) = FailuresOf(inputs);
        return new CallResults
        {
            { "uniform_prior", BetaPosterior.Of(failures, trials, BetaPrior.Uniform).UpperBound(confidence) },
            { "jeffreys_prior", BetaPosterior.Of(failures, trials, BetaPrior.Jeffreys).UpperBound(confidence) },
            { "clopper_pearson_one_sided", BinomialIntervals.UpperBound(failures, trials, confidence) },
            { "rule_of_three", failures == 0 ? -Math.Log(1 - confidence) / trials : null, "The rule of three holds for no failures only." },
        };
    }

    private static CallResults MinNegatives(CallInputs inputs)
    {
        var (target, confidence) = (inputs.Number("target_fpr"), inputs.NumberOr("confidence", 0.95));
        return new CallResults
        {
            { "min_negatives", inputs.Integers("false_positives").Select(k => FalsePositiveBudget.MinNegatives(target, k, confidence)) },
        };
    }

    private static CallResults MaxFalsePositives(CallInputs inputs)
    {
        var (target, confidence) = (inputs.Number("target_fpr"), inputs.NumberOr("confidence", 0.95));
        var most = inputs.Integers("negatives").Select(n => (double?)FalsePositiveBudget.MaxFalsePositives(target, n, confidence)).ToList();
        return new CallResults
        {
            { "max_fp", most, "Where it is null, so few negatives cannot certify the target even without a false positive." },
        };
    }

    private static (long Failures, long Trials, double Confidence) FailuresOf(CallInputs inputs) =>
        (inputs.IntegerOr("failures", 0), inputs.Integer("trials"), inputs.NumberOr("confidence", 0.95));
}
