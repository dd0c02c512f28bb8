using Custos.Statistics.Distributions;

namespace Custos.Statistics.Bootstrap;

/// <summary>Which quantiles of the bootstrap distribution bound the statistic, once its bias and skew are taken into account?</summary>
/// <param name="Lower">The level of the lower end, in [0, 1].</param>
/// <param name="Upper">The level of the upper end, in [0, 1].</param>
/// <param name="Z0">The bias correction, Φ⁻¹ of the share of resamples below the estimate.</param>
/// <param name="Acceleration">How fast the statistic's error grows with its value.</param>
public sealed record BcaLevels(double Lower, double Upper, double Z0, double Acceleration)
{
    /// <param name="fractionBelow">The share of resamples below the estimate, those equal counting half; inside (0, 1).</param>
    /// <param name="acceleration">From the jackknife.</param>
    /// <param name="confidence">Inside (0, 1).</param>
    /// <exception cref="ArgumentException">A number is outside its range or not finite.</exception>
    /// <remarks>Level = Φ(z₀ + (z₀ + z) / (1 − a (z₀ + z))). Source: Efron 1987, JASA 82, 171.</remarks>
    public static BcaLevels Of(double fractionBelow, double acceleration, double confidence = 0.95)
    {
        Require.Inside01(fractionBelow, nameof(fractionBelow));
        Require.Finite(acceleration, nameof(acceleration));
        Require.Inside01(confidence, nameof(confidence));
        var z0 = Normal.Quantile(fractionBelow);
        var z = Normal.Quantile(0.5 + confidence / 2);
        return new BcaLevels(Level(z0, -z, acceleration), Level(z0, z, acceleration), z0, acceleration);
    }

    private static double Level(double z0, double z, double acceleration)
    {
        var shifted = z0 + z;
        var scale = 1 - acceleration * shifted;

        // Past the pole the formula turns back; the level is then the end it was heading for.
        return scale <= 0 ? shifted > 0 ? 1 : 0 : Normal.Cdf(z0 + shifted / scale);
    }
}
