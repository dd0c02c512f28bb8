namespace Custos.Statistics.TimeSeries;

/// <summary>What of each observation did the ones before not foretell, when the variances sum to 1?</summary>
/// <param name="Surprises">From the second observation on, each over its standard deviation.</param>
/// <param name="WeightedSquares">Their sum of squares.</param>
/// <param name="LogSpread">Half the sum of the logarithms of their variances.</param>
/// <param name="Level">The level after the last observation.</param>
/// <param name="Variance">Of that level, in units of the scale.</param>
internal sealed record Innovations(double[] Surprises, double WeightedSquares, double LogSpread, double Level, double Variance)
{
    /// <summary>With the scale at its most likely value.</summary>
    public double ProfileLogLikelihood
    {
        get
        {
            double n = Surprises.Length;
            return -0.5 * n * (Math.Log(2 * Math.PI * WeightedSquares / n) + 1) - LogSpread;
        }
    }

    /// <param name="series">At least two observations.</param>
    /// <param name="share">Of the level's step in the sum of both variances, in [0, 1].</param>
    public static Innovations Of(double[] series, double share)
    {
        var irregular = 1 - share;
        var (level, variance) = (series[0], irregular);
        var surprises = new double[series.Length - 1];
        var (squares, logs) = (0.0, 0.0);
        for (var t = 1; t < series.Length; t++)
        {
            var predicted = variance + share;
            var spread = predicted + irregular;
            var surprise = series[t] - level;
            surprises[t - 1] = surprise / Math.Sqrt(spread);
            squares += surprise * surprise / spread;
            logs += 0.5 * Math.Log(spread);
            level += predicted / spread * surprise;
            variance = predicted * irregular / spread;
        }

        return new Innovations(surprises, squares, logs, level, variance);
    }
}
