namespace Custos.Tests.Statistics;

internal static class Close
{
    /// <summary>Fails unless the two agree to this relative error (absolute where 0 is expected).</summary>
    public static void ShouldBeCloseTo(this double actual, double expected, double relative = 1e-12)
    {
        var scale = expected == 0 ? 1 : Math.Abs(expected);
        (Math.Abs(actual - expected) / scale).ShouldBeLessThanOrEqualTo(relative, $"{actual:R} should be {expected:R}");
    }
}
