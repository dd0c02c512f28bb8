using Custos.Statistics.Regression;

namespace Custos.Tests.Statistics.Regression;

public sealed class SlopeTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(-2.0)]
    [InlineData(5.0)]
    public void Extrapolated_slopes_have_eleven_digits(double at)
    {
        Slope.Extrapolated(Math.Exp, at, 0.1).ShouldBe(Math.Exp(at), 1e-11 * Math.Exp(at));
        Slope.Extrapolated(Math.Sin, at, 0.1).ShouldBe(Math.Cos(at), 1e-11);
    }
}
