namespace Custos.Statistics.Calibration;

/// <summary>Which probability does a raw score stand for, if the log-odds are a straight line in the score?</summary>
/// <remarks>
/// P(y = 1 | f) = 1 / (1 + exp(A f + B)), fitted to Platt's softened targets (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2), so that
/// perfectly separated classes have a finite fit too. Sources: Platt 1999; Lin, Lin, Weng 2007, Machine Learning 68, 267.
/// </remarks>
public sealed record PlattCurve
{
    private const int MostIterations = 100;
    private const double SmallestStep = 1e-10;

    private PlattCurve()
    {
    }

    /// <summary>The slope; negative when higher scores mean more likely positive.</summary>
    public required double A { get; init; }

    /// <summary>The offset.</summary>
    public required double B { get; init; }

    /// <summary>The sum over rows of the cross-entropy between target and fitted probability, in nats.</summary>
    public required double NegativeLogLikelihood { get; init; }

    /// <summary>The Newton steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The certificate of convergence: the largest component of the gradient, per row, in units of the standardised score.</summary>
    public required double GradientPerRow { get; init; }

    public required int Positives { get; init; }

    public required int Negatives { get; init; }

    /// <summary>The probability that a row with this score is positive.</summary>
    public double Probability(double score) => Logistic(-(A * score + B));

    /// <summary>The curve that fits these rows best.</summary>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, a score is not finite, or a label is neither 0 nor 1.</exception>
    /// <exception cref="InvalidOperationException">The fit did not converge; no curve is better than a wrong one.</exception>
    /// <remarks>
    /// Newton's method with backtracking, on scores brought to mean 0 and spread 1. One class alone fits a constant near its target:
    /// legal, but a threshold fitted on one class says nothing. O(n) per step, usually fewer than 10.
    /// </remarks>
    public static PlattCurve Fit(ReadOnlySpan<double> scores, ReadOnlySpan<sbyte> labels)
    {
        Require.Finite(scores, nameof(scores));
        Require.SameLength(scores.Length, labels.Length, nameof(labels));
        var positives = (double)Require.Labels(labels, nameof(labels));
        var negatives = labels.Length - positives;
        var (center, spread) = CenterAndSpread(scores);
        var standardized = new double[scores.Length];
        var targets = new double[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            standardized[i] = (scores[i] - center) / spread;
            targets[i] = labels[i] == 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2);
        }

        var fit = Newton(standardized, targets, Math.Log((negatives + 1) / (positives + 1)));
        return new PlattCurve
        {
            A = fit.Slope / spread,
            B = fit.Offset - fit.Slope * center / spread,
            NegativeLogLikelihood = fit.Loss,
            Iterations = fit.Iterations,
            GradientPerRow = fit.Gradient / scores.Length,
            Positives = (int)positives,
            Negatives = (int)negatives,
        };
    }

    private static (double Slope, double Offset, double Loss, double Gradient, int Iterations) Newton(double[] x, double[] targets, double offset)
    {
        double slope = 0, last = double.PositiveInfinity;
        var loss = Loss(x, targets, slope, offset);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            // The ridge keeps the curvature invertible where all scores are the same.
            double h11 = 1e-12, h22 = 1e-12, h12 = 0, g1 = 0, g2 = 0;
            for (var i = 0; i < x.Length; i++)
            {
                var p = Logistic(-(slope * x[i] + offset));
                var curvature = p * (1 - p);
                var residual = targets[i] - p;
                h11 += x[i] * x[i] * curvature;
                h12 += x[i] * curvature;
                h22 += curvature;
                g1 += x[i] * residual;
                g2 += residual;
            }

            var gradient = Math.Max(Math.Abs(g1), Math.Abs(g2));

            // Rounding hides the last steps' gain from the loss; the gradient still shows it, down to where it shrinks no more.
            if (gradient <= 1e-8 * x.Length && gradient >= last / 2) return (slope, offset, Loss(x, targets, slope, offset), gradient, iteration);
            last = gradient;
            var determinant = h11 * h22 - h12 * h12;
            var d1 = -(h22 * g1 - h12 * g2) / determinant;
            var d2 = -(h11 * g2 - h12 * g1) / determinant;
            if (gradient <= 1e-8 * x.Length) (slope, offset) = (slope + d1, offset + d2);
            else if (!Backtrack(x, targets, ref slope, ref offset, ref loss, d1, d2, g1 * d1 + g2 * d2)) break;
        }

        throw new InvalidOperationException("Platt scaling did not converge on these scores; look at their range, or use isotonic regression.");
    }

    private static bool Backtrack(
        double[] x, double[] targets, ref double slope, ref double offset, ref double loss, double d1, double d2, double decrease)
    {
        for (var step = 1.0; step >= SmallestStep; step /= 2)
        {
            var trial = Loss(x, targets, slope + step * d1, offset + step * d2);
            if (!(trial < loss + 1e-4 * step * decrease)) continue;
            (slope, offset, loss) = (slope + step * d1, offset + step * d2, trial);
            return true;
        }

        return false;
    }

    private static double Loss(double[] x, double[] targets, double slope, double offset)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            // Written for each sign so that no exponential overflows.
            var f = slope * x[i] + offset;
            sum += f >= 0 ? targets[i] * f + Math.Log(1 + Math.Exp(-f)) : (targets[i] - 1) * f + Math.Log(1 + Math.Exp(f));
        }

        return sum;
    }

    private static (double Center, double Spread) CenterAndSpread(ReadOnlySpan<double> scores)
    {
        double center = 0, largest = 0, squares = 0;
        foreach (var score in scores) center += score / scores.Length;
        foreach (var score in scores) largest = Math.Max(largest, Math.Abs(score - center));
        if (!(largest > 0 && double.IsFinite(largest))) return (center, 1);
        foreach (var score in scores) squares += (score - center) / largest * ((score - center) / largest) / scores.Length;
        return (center, largest * Math.Sqrt(squares));
    }

    private static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
}
