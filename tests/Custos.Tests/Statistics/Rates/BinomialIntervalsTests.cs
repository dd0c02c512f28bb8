using Custos.Statistics.Rates;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Statistics.Rates;

public sealed class BinomialIntervalsTests
{
    // statsmodels 0.13.5, proportion_confint, methods beta, wilson, jeffreys, agresti_coull.
    [Theory]
    [InlineData("beta", 81, 263, 0.2527367455852713, 0.3676219226013513)]
    [InlineData("wilson", 81, 263, 0.2552885198782742, 0.36620957698280004)]
    [InlineData("jeffreys", 81, 263, 0.2545219349910236, 0.3656474991740823)]
    [InlineData("agresti_coull", 81, 263, 0.25522066518999675, 0.3662774316710775)]
    [InlineData("beta", 0, 10, 0, 0.30849710781876083)]
    [InlineData("wilson", 0, 10, 0, 0.27753279986288926)]
    [InlineData("jeffreys", 0, 10, 4.789043315758196e-05, 0.21719626750921053)]
    [InlineData("beta", 2, 10000, 2.422184564042985e-05, 0.000722280057723716)]
    [InlineData("wilson", 2, 10000, 5.484892732085772e-05, 0.0007289958440074675)]
    [InlineData("jeffreys", 2, 10000, 4.15628342948808e-05, 0.0006414674009315181)]
    [InlineData("agresti_coull", 0, 10, 0, 0.3208873057505458)]
    [InlineData("agresti_coull", 2, 10000, 4.058267492681902e-06, 0.0007797865038356434)]
    public void The_interval_agrees_with_statsmodels(string method, long successes, long trials, double lower, double upper)
    {
        var interval = method switch
        {
            "beta" => BinomialIntervals.ClopperPearson(successes, trials),
            "wilson" => BinomialIntervals.Wilson(successes, trials),
            "jeffreys" => BinomialIntervals.Jeffreys(successes, trials),
            _ => BinomialIntervals.AgrestiCoull(successes, trials),
        };
        interval.Lower.ShouldBeCloseTo(lower);
        interval.Upper.ShouldBeCloseTo(upper);
    }

    [Fact]
    public void Upper_bounds_of_rare_failures_are_exact()
    {
        // 1 − 0.05^(1/n), in closed form.
        BinomialIntervals.UpperBound(0, 10_000).ShouldBeCloseTo(2.9952835977664627e-4);
        BinomialIntervals.UpperBound(0, 1_000_000_000).ShouldBeCloseTo(2.9957322690659963e-9, 1e-12);
    }

    [Fact]
    public void Ends_are_exactly_0_and_1_where_nothing_or_all_happened()
    {
        BinomialIntervals.ClopperPearson(0, 10).Lower.ShouldBe(0);
        BinomialIntervals.ClopperPearson(10, 10).Upper.ShouldBe(1);
        BinomialIntervals.Wilson(0, 10).Lower.ShouldBe(0);
        BinomialIntervals.Wilson(10, 10).Upper.ShouldBe(1);
        BinomialIntervals.UpperBound(10, 10).ShouldBe(1);
        BinomialIntervals.LowerBound(0, 10).ShouldBe(0);
    }

    [Fact]
    public void Swapping_successes_and_failures_mirrors_every_interval() => Prop.ForAll(
        Gen.Choose(1, 2000).SelectMany(n => Gen.Choose(0, n).Select(k => (K: k, N: n))).ToArbitrary(),
        given =>
        {
            foreach (var method in new Func<long, long, double, Custos.Records.Interval>[]
            {
                BinomialIntervals.ClopperPearson, BinomialIntervals.Wilson, BinomialIntervals.Jeffreys, BinomialIntervals.AgrestiCoull,
            })
            {
                var one = method(given.K, given.N, 0.9);
                var other = method(given.N - given.K, given.N, 0.9);
                (1 - other.Upper).ShouldBe(one.Lower, 1e-13);
                (1 - other.Lower).ShouldBe(one.Upper, 1e-13);

                // Jeffreys' equal-tailed interval leaves out 0 itself when there is no success.
                if (given.K > 0) one.Lower.ShouldBeLessThanOrEqualTo((double)given.K / given.N + 1e-12);
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 0, 0.95, "trials")]
    [InlineData(-1, 10, 0.95, "successes")]
    [InlineData(11, 10, 0.95, "successes")]
    [InlineData(1, 10, double.NaN, "confidence")]
    [InlineData(1, 10, 1, "confidence")]
    public void What_cannot_be_asked_names_the_parameter(long successes, long trials, double confidence, string name)
    {
        Should.Throw<ArgumentException>(() => BinomialIntervals.ClopperPearson(successes, trials, confidence)).ParamName.ShouldBe(name);
        Should.Throw<ArgumentException>(() => BinomialIntervals.Wilson(successes, trials, confidence)).ParamName.ShouldBe(name);
    }
}
