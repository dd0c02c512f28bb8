namespace Custos.Statistics.Regression;

/// <summary>The value of a function at a point, its gradient written into <paramref name="gradient"/>.</summary>
internal delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>Where did the descent end, and how flat is it there?</summary>
internal sealed record Descent(double[] Point, double Value, double LargestSlope, int Iterations);

/// <summary>Where is a smooth function smallest, near the start?</summary>
/// <remarks>Limited-memory BFGS with a line search for the strong Wolfe conditions. Sources: Liu and Nocedal 1989; Nocedal and
/// Wright 2006, algorithms 3.5, 3.6 and 7.4. The gradient is the caller's and analytic: differences cannot certify a minimum.</remarks>
internal static class QuasiNewton
{
    private const int Memory = 12;

    // So many steps that neither lower the value nor flatten the slope beyond rounding are the end of what doubles can reach.
    private const int MostIdle = 50;

    public static Descent Minimise(Objective objective, double[] start, double tolerance = 1e-10, int mostIterations = 5_000)
    {
        var point = (double[])start.Clone();
        var gradient = new double[point.Length];
        var value = objective(point, gradient);
        List<(double[] Step, double[] Change, double Scale)> pairs = [];
        var (lowest, flattest, idle) = (value, double.PositiveInfinity, 0);
        for (var iteration = 0; iteration < mostIterations; iteration++)
        {
            var slope = Largest(gradient);
            idle = slope < flattest / 2 || value < lowest - 1e-13 * Math.Abs(lowest) ? 0 : idle + 1;
            if (idle == 0) (lowest, flattest) = (value, Math.Min(slope, flattest));
            if (slope <= tolerance || idle > MostIdle || !double.IsFinite(value)) return new Descent(point, value, slope, iteration);
            var direction = Direction(gradient, pairs);
            if (Dot(direction, gradient) >= 0)
            {
                pairs.Clear();
                direction = [.. gradient.Select(g => -g)];
            }

            var first = pairs.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(Dot(gradient, gradient))) : 1;
            var (next, nextGradient, nextValue) = LineSearch(objective, point, value, gradient, direction, first);
            if (next is null)
            {
                if (pairs.Count == 0) return new Descent(point, value, slope, iteration);
                pairs.Clear();
                continue;
            }

            double[] step = [.. next.Zip(point, (a, b) => a - b)];
            double[] change = [.. nextGradient.Zip(gradient, (a, b) => a - b)];
            var curvature = Dot(step, change);
            if (curvature > 1e-300)
            {
                pairs.Add((step, change, 1 / curvature));
                if (pairs.Count > Memory) pairs.RemoveAt(0);
            }

            (point, gradient, value) = (next, nextGradient, nextValue);
        }

        return new Descent(point, value, Largest(gradient), mostIterations);
    }

    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change, double Scale)> pairs)
    {
        double[] q = [.. gradient];
        var weights = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            weights[i] = pairs[i].Scale * Dot(pairs[i].Step, q);
            for (var j = 0; j < q.Length; j++) q[j] -= weights[i] * pairs[i].Change[j];
        }

        if (pairs.Count > 0)
        {
            var (_, change, scale) = pairs[^1];
            var size = 1 / (scale * Dot(change, change));
            for (var j = 0; j < q.Length; j++) q[j] *= size;
        }

        for (var i = 0; i < pairs.Count; i++)
        {
            var weight = weights[i] - pairs[i].Scale * Dot(pairs[i].Change, q);
            for (var j = 0; j < q.Length; j++) q[j] += weight * pairs[i].Step[j];
        }

        for (var j = 0; j < q.Length; j++) q[j] = -q[j];
        return q;
    }

    // Bracket, then bisect towards a point that is lower and flatter. The last digits of the value are noise, so a point
    // that is not higher beyond rounding and much flatter will do.
    private static (double[]? Point, double[] Gradient, double Value) LineSearch(
        Objective objective, double[] point, double value, double[] gradient, double[] direction, double first)
    {
        var slope = Dot(direction, gradient);
        var noise = 1e-14 * Math.Abs(value);
        var (low, high, length) = (0.0, double.PositiveInfinity, first);
        var trialGradient = new double[point.Length];
        (double[]? Point, double[] Gradient, double Value) best = (null, gradient, value);
        for (var i = 0; i < 60; i++)
        {
            double[] trial = [.. point.Select((p, j) => p + length * direction[j])];
            var trialValue = objective(trial, trialGradient);
            var trialSlope = Dot(direction, trialGradient);
            if (!(trialValue <= value + 1e-4 * length * slope + noise) || !double.IsFinite(trialSlope))
            {
                high = length;
            }
            else
            {
                best = (trial, [.. trialGradient], trialValue);
                if (Math.Abs(trialSlope) <= 0.9 * Math.Abs(slope)) return best;
                if (trialSlope < 0) low = length;
                else high = length;
            }

            length = double.IsPositiveInfinity(high) ? 2 * length : (low + high) / 2;
        }

        return best;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double Largest(double[] values)
    {
        var largest = 0.0;
        foreach (var value in values) largest = Math.Max(largest, double.IsNaN(value) ? double.PositiveInfinity : Math.Abs(value));
        return largest;
    }
}
