using System.Runtime.Intrinsics;
using Custos.Learning;

namespace Custos.Tests.Learning;

public sealed class LaneMathTests
{
    [Fact]
    public void The_exponential_agrees_with_the_platforms()
    {
        for (var x = -707.0; x < 707; x += 0.0371)
        {
            LaneMath.Exp(Vector128.Create(x, -x))[0].ShouldBe(Math.Exp(x), 1e-15 * Math.Exp(x));
            LaneMath.Exp(Vector128.Create(x, -x))[1].ShouldBe(Math.Exp(-x), 1e-15 * Math.Exp(-x));
        }

        LaneMath.Exp(Vector128<double>.Zero).ShouldBe(Vector128<double>.One);
        LaneMath.Exp(Vector128.Create(double.NegativeInfinity, double.PositiveInfinity)).ShouldBe(LaneMath.Exp(Vector128.Create(-708.0, 708.0)));
    }

    [Fact]
    public void The_logarithm_agrees_with_the_platforms()
    {
        for (var x = 0.0; x <= 1; x += 1 / 4096.0)
        {
            LaneMath.LogOnePlus(Vector128.Create(x))[0].ShouldBe(Math.Log(1 + x), 1e-15);
        }

        LaneMath.LogOnePlus(Vector128.Create(1e-300))[0].ShouldBe(1e-300, 1e-315);
    }
}
