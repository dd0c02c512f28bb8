using Custos.Statistics.Conformal;

namespace Custos.Tests.Statistics.Conformal;

public sealed class ConformalQuantileTests
{
    [Fact]
    public void The_rank_is_not_led_astray_by_rounding()
    {
        var quantile = ConformalQuantile.Of([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], 0.1);
        quantile.K.ShouldBe(9);
        quantile.Value.ShouldBe(0.9);
        for (var n = 1; n < 500; n++) ConformalQuantile.Of(new double[n], 0.1).K.ShouldBe((long)Math.Ceiling(9m * (n + 1) / 10));
    }

    [Fact]
    public void Too_few_rows_leave_nothing_out() =>
        ConformalQuantile.Of([1, 2, 3], 0.1).Value.ShouldBe(double.PositiveInfinity);
}
