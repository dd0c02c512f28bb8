using Custos.Statistics.Rates;

namespace Custos.Tests.Statistics.Rates;

public sealed class BinomialCoverageTests
{
    // Brown, Cai, DasGupta 2001, figure 4: Wilson's dip beside 0.
    [Fact]
    public void Wilson_covers_83_8_percent_at_n_10_and_rate_0_0175() =>
        BinomialCoverage.Of(BinomialIntervals.Wilson, 0.0175, 10).ShouldBe(0.838, 0.0005);

    [Fact]
    public void Clopper_and_Pearson_never_cover_less_than_asked()
    {
        foreach (var n in new[] { 1, 5, 10, 37, 200 })
        {
            for (var rate = 0.0005; rate < 1; rate += 0.0137)
            {
                BinomialCoverage.Of(BinomialIntervals.ClopperPearson, rate, n).ShouldBeGreaterThanOrEqualTo(0.95 - 1e-12);
            }
        }
    }
}
