namespace Custos.Statistics.TimeSeries;

/// <summary>What does a filter know after the last observation?</summary>
/// <param name="Level">The level's estimate.</param>
/// <param name="Variance">Of the level, given all observations.</param>
/// <param name="LogLikelihood">Natural logarithm, the first observation excluded (it fixes the level); null when it is infinite.</param>
/// <param name="ForecastVariance">Of the next observation.</param>
/// <param name="N">Observations.</param>
public sealed record LevelState(double Level, double Variance, double? LogLikelihood, double ForecastVariance, long N);

/// <summary>Which variances of noise and of the level's wandering make the series most likely?</summary>
/// <param name="Irregular">The variance of an observation about the level, at least 0.</param>
/// <param name="LevelVariance">The variance of the level's step, at least 0; 0 is a level that never moves.</param>
/// <param name="LogLikelihood">At the maximum, the first observation excluded; null when the series never changes (it is then infinite).</param>
/// <param name="N">Observations.</param>
public sealed record LocalLevelFit(double Irregular, double LevelVariance, double? LogLikelihood, long N);

/// <summary>Where is the level of a noisy series that wanders?</summary>
/// <remarks>y = level + noise; the level takes a random step each time. A diffuse start: nothing is known of the level before the first
/// observation. Source: Durbin and Koopman 2012, chapter 2. O(n).</remarks>
public static class LocalLevel
{
    // Products of two are taken.
    private const double LargestVariance = 1e150;

    /// <summary>The Kalman filter with given variances.</summary>
    /// <param name="series">At least one finite number.</param>
    /// <param name="irregular">The noise's variance, from 0 to 1e150.</param>
    /// <param name="levelVariance">The step's variance, at least 0; not both 0.</param>
    public static LevelState Filter(IReadOnlyList<double> series, double irregular, double levelVariance)
    {
        Require.Squarable([.. series], nameof(series));
        CheckVariance(irregular, nameof(irregular));
        CheckVariance(levelVariance, nameof(levelVariance));
        if (irregular + levelVariance == 0) throw new ArgumentException("Both variances are 0: then the series cannot change.", nameof(irregular));
        var (level, variance) = (series[0], irregular);
        var log = 0.0;
        for (var t = 1; t < series.Count; t++)
        {
            var predicted = variance + levelVariance;
            var spread = predicted + irregular;
            var surprise = series[t] - level;
            log -= 0.5 * (Math.Log(2 * Math.PI * spread) + surprise * surprise / spread);
            level += predicted / spread * surprise;
            variance = predicted * irregular / spread;
        }

        return new LevelState(level, variance, double.IsFinite(log) ? log : null, variance + levelVariance + irregular, series.Count);
    }

    /// <summary>The most likely variances.</summary>
    /// <param name="series">At least three finite numbers.</param>
    /// <remarks>The scale has a closed form given the share of the level's step in the sum of both variances, so one number in [0, 1]
    /// is left to search: over a grid with both ends, then to the last digits around its best. No start can mislead it.</remarks>
    public static LocalLevelFit MostLikely(IReadOnlyList<double> series)
    {
        double[] y = [.. series];
        Require.Squarable(y, nameof(series), atLeast: 3);
        if (y.Max() == y.Min()) return new LocalLevelFit(0, 0, null, y.Length);
        var share = BestShare(value => Innovations.Of(y, value).ProfileLogLikelihood);
        var best = Innovations.Of(y, share);
        var scale = best.WeightedSquares / (y.Length - 1);
        return new LocalLevelFit((1 - share) * scale, share * scale, best.ProfileLogLikelihood, y.Length);
    }

    private static double BestShare(Func<double, double> logLikelihood)
    {
        double[] grid = [0, .. Enumerable.Range(-80, 161).Select(i => 1 / (1 + Math.Exp(-0.2 * i))), 1];
        var values = grid.Select(logLikelihood).ToArray();
        var at = Array.IndexOf(values, values.Max());
        if (at == 0 || at == grid.Length - 1) return grid[at];
        var (low, high) = (grid[at - 1], grid[at + 1]);
        var golden = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < 90; i++)
        {
            var (a, b) = (high - golden * (high - low), low + golden * (high - low));
            if (logLikelihood(a) >= logLikelihood(b)) high = b;
            else low = a;
        }

        return (low + high) / 2;
    }

    private static void CheckVariance(double value, string name)
    {
        if (!(value is >= 0 and <= LargestVariance)) throw new ArgumentOutOfRangeException(name, value, "A variance lies between 0 and 1e150.");
    }
}
