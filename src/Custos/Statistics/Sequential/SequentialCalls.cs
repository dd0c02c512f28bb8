using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Experiments;

namespace Custos.Statistics.Sequential;

/// <summary>Which questions about looking before the end can be asked by name?</summary>
internal static class SequentialCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("sequential.normal_mixture", inputs => Normal(inputs, NormalMixture.TwoSided)),
        new("sequential.normal_mixture_one_sided", inputs => Normal(inputs, NormalMixture.OneSided)),
        new("sequential.beta_binomial_mixture", BetaBinomial),
        new("sequential.bernoulli_cs", Bernoulli),
        new("sequential.poly_stitching", inputs => new CallResults
        {
            { "bound", inputs.Numbers("c").Select(c => new PolynomialStitching(inputs.Number("v_min"), c, inputs.NumberOr("s", 1.4), inputs.NumberOr("eta", 2)).Bound(inputs.Number("v"), Alpha(inputs))) },
        }),
        new("sequential.asymptotic_cs", Asymptotic),
        new("sequential.msprt", inputs =>
        {
            var test = MixtureRatioTest.Measure(inputs.Integer("n"), inputs.Number("mean"), inputs.NumberOr("null", 0), inputs.Number("sigma2"), inputs.Number("tau2"));
            return new CallResults { { "lambda", test.Ratio }, { "always_valid_p", test.AnyTimeP } };
        }),
        new("sequential.sprt", Wald),
        new("sequential.lan_demets", LanDeMets),
        new("sequential.fixed_z_peeking_error", inputs => new CallResults
        {
            { "type1", GroupSequential.PeekingError(inputs.Smalls("looks"), inputs.Number("z")) },
        }),
    ];

    private static double Alpha(CallInputs inputs) => inputs.NumberOr("alpha", 0.05);

    private static CallResults Normal(CallInputs inputs, Func<double, double, NormalMixture> create)
    {
        var mixture = create(inputs.Number("v_opt"), inputs.NumberOr("alpha_opt", 0.05));
        var v = inputs.Number("v");
        return new CallResults
        {
            { "rho", mixture.Rho },
            { "log_mixture", mixture.LogEvidence(inputs.Number("s"), v) },
            { "bound", mixture.Bound(v, Alpha(inputs)) },
        };
    }

    private static CallResults BetaBinomial(CallInputs inputs)
    {
        var (s, v) = (inputs.OptionalNumber("s"), inputs.Number("v"));
        var two = Mixture(oneSided: false);
        var one = Mixture(oneSided: true);
        const string noSum = "No sum s was given.";
        return new CallResults
        {
            { "log_mixture_two_sided", s is null ? null : two.LogEvidence(s.Value, v), noSum },
            { "bound_two_sided", two.Bound(v, Alpha(inputs)) },
            { "log_mixture_one_sided", s is null ? null : one.LogEvidence(s.Value, v), noSum },
            { "bound_one_sided", one.Bound(v, Alpha(inputs)) },
        };

        BetaBinomialMixture Mixture(bool oneSided) =>
            new(inputs.Number("g"), inputs.Number("h"), inputs.Number("v_opt"), inputs.NumberOr("alpha_opt", 0.05), oneSided);
    }

    private static CallResults Bernoulli(CallInputs inputs)
    {
        Interval[] intervals =
        [
            .. inputs.Objects("cases").Select(one => RateSequence.Interval(
                one.Number("successes"), one.Integer("trials"), Alpha(one), one.NumberOr("t_opt", 1000), one.NumberOr("alpha_opt", 0.05)).Interval),
        ];
        return new CallResults
        {
            { "ci", intervals.Select(interval => new[] { interval.Lower, interval.Upper }) },
            { "upper", intervals.Select(interval => interval.Upper) },
        };
    }

    private static CallResults Asymptotic(CallInputs inputs)
    {
        var sequence = AsymptoticSequence.Of(ExperimentsCalls.Difference(inputs), Alpha(inputs), inputs.NumberOr("tuning_n", 10_000));
        return new CallResults
        {
            { "effect", sequence.Estimate.Value },
            { "se", sequence.StandardError },
            { "rho", sequence.Rho },
            { "halfwidth", sequence.HalfWidth },
            { "ci", sequence.Estimate.Interval },
            { "always_valid_p", sequence.AnyTimeP },
        };
    }

    private static CallResults Wald(CallInputs inputs)
    {
        var test = SequentialRatio.Plan(inputs.Number("p0"), inputs.Number("p1"), Alpha(inputs), inputs.NumberOr("beta", 0.2));
        return new CallResults
        {
            { "upper_log_bound", test.UpperLogBound },
            { "lower_log_bound", test.LowerLogBound },
            { "llr_per_failure", test.LogRatioPerFailure },
            { "llr_per_success", test.LogRatioPerSuccess },
            { "failure_free_runs_to_accept_h0", test.FailureFreeRunsToAccept },
        };
    }

    private static CallResults LanDeMets(CallInputs inputs)
    {
        var fractions = inputs.Numbers("information_fractions");
        var sides = inputs.SmallOr("sides", 2);
        return new CallResults
        {
            { "obrien_fleming_z", GroupSequential.Bounds(fractions, ErrorSpending.OBrienFleming, Alpha(inputs), sides) },
            { "pocock_type_z", GroupSequential.Bounds(fractions, ErrorSpending.Pocock, Alpha(inputs), sides) },
            { "power_family_rho2_z", GroupSequential.Bounds(fractions, ErrorSpending.PowerSquared, Alpha(inputs), sides) },
        };
    }
}
