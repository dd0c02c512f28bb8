using Custos.Statistics.Planning;
using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Planning;

public sealed class RareEventsTests
{
    [Fact]
    public void One_in_a_thousand_at_95_percent_takes_2995_without_failure()
    {
        RareEvents.ZeroFailureSampleSize(0.001).ShouldBe(2995);
        RareEvents.RuleOfThree(0.001).ShouldBeCloseTo(2995.732273553991);
        BinomialIntervals.UpperBound(0, 2995).ShouldBeLessThanOrEqualTo(0.001);
        BinomialIntervals.UpperBound(0, 2994).ShouldBeGreaterThan(0.001);
        RareEvents.ZeroFailureSampleSize(1e-12).ShouldBe(2_995_732_273_553);
    }

    [Fact]
    public void A_certificate_that_the_good_pass_allows_failures()
    {
        var plan = RareEvents.Certification(target: 0.001, trueRate: 0.0003)!;
        plan.AllowedFailures.ShouldBeGreaterThan(0);
        plan.PassProbability.ShouldBeGreaterThanOrEqualTo(0.8);
        BinomialIntervals.UpperBound(plan.AllowedFailures, plan.Trials).ShouldBeLessThanOrEqualTo(0.001);
        RareEvents.Certification(0.001, 0.000999).ShouldBeNull();
        Should.Throw<ArgumentException>(() => RareEvents.Certification(0.001, 0.001)).ParamName.ShouldBe("trueRate");
    }
}
