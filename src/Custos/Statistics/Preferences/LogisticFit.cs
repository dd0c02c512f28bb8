namespace Custos.Statistics.Preferences;

/// <summary>Which coefficients make the observed yes and no most likely? A logistic regression of few columns without intercept.</summary>
internal sealed record LogisticFit(double[] Coefficients, double[,] Covariance, double LogLikelihood, double Gradient, int Iterations)
{
    private const int MostIterations = 100;
    private const double LargestError = 1000;

    /// <returns>Null where no maximum exists: a combination of the columns separates yes from no, or columns are collinear.</returns>
    public static LogisticFit? Of(double[][] columns, ReadOnlySpan<sbyte> yes)
    {
        var coefficients = new double[columns.Length];
        var last = double.NegativeInfinity;
        for (var iteration = 1; iteration <= MostIterations; iteration++)
        {
            var (loglik, gradient, information) = At(columns, yes, coefficients);
            var factor = Cholesky.Of(information);
            if (factor is null) return null;
            var step = factor.Solve(gradient);
            var size = gradient.Max(Math.Abs);
            if (size <= 1e-12 * yes.Length || (size <= 1e-8 * yes.Length && loglik <= last))
            {
                var covariance = factor.Inverse();
                return RunsAway(columns, covariance) ? null : new LogisticFit(coefficients, covariance, loglik, size, iteration);
            }

            last = loglik;
            coefficients = LineSearch(columns, yes, coefficients, step, loglik);
        }

        return null;
    }

    private static double[] LineSearch(double[][] columns, ReadOnlySpan<sbyte> yes, double[] from, double[] step, double loglik)
    {
        for (var length = 1.0; length > 1e-8; length /= 2)
        {
            var trial = from.Select((value, i) => value + length * step[i]).ToArray();
            if (At(columns, yes, trial).LogLikelihood >= loglik - 1e-12 * Math.Abs(loglik)) return trial;
        }

        return from;
    }

    // Where the likelihood grows for ever it is flat in the end, and the error of some row's log-odds beyond all measure.
    private static bool RunsAway(double[][] columns, double[,] covariance)
    {
        for (var i = 0; i < columns[0].Length; i++)
        {
            var variance = 0.0;
            for (var c = 0; c < columns.Length; c++)
            {
                for (var d = 0; d < columns.Length; d++) variance += columns[c][i] * covariance[c, d] * columns[d][i];
            }

            if (!(variance < LargestError * LargestError)) return true;
        }

        return false;
    }

    private static (double LogLikelihood, double[] Gradient, double[,] Information) At(double[][] columns, ReadOnlySpan<sbyte> yes, double[] coefficients)
    {
        var size = columns.Length;
        var gradient = new double[size];
        var information = new double[size, size];
        var loglik = 0.0;
        for (var i = 0; i < yes.Length; i++)
        {
            var score = 0.0;
            for (var c = 0; c < size; c++) score += columns[c][i] * coefficients[c];
            loglik += PairLosses.LogSigmoid(yes[i] == 1 ? score : -score);
            var p = 1 / (1 + Math.Exp(-score));
            for (var c = 0; c < size; c++)
            {
                gradient[c] += columns[c][i] * (yes[i] - p);
                for (var d = 0; d <= c; d++) information[c, d] += columns[c][i] * columns[d][i] * p * (1 - p);
            }
        }

        return (loglik, gradient, information);
    }
}
