using Custos.Statistics.Regression;

namespace Custos.Statistics.Scaling;

/// <summary>How far is a law from the runs, and which way is down?</summary>
/// <remarks>On the scale of log-loss, with the three terms as exponents of a log-sum-exp: a = ln A, b = ln B, e = ln E. The logarithms of
/// size and data are centred, which takes the worst of the narrow valley out of a and α.</remarks>
internal sealed class LawProblem
{
    private readonly double[] _size;
    private readonly double[] _data;
    private readonly double[] _logLoss;
    private readonly double _delta;
    private readonly double _meanSize;
    private readonly double _meanData;

    public LawProblem(IReadOnlyList<TrainingRun> runs, double delta)
    {
        _delta = delta;
        _meanSize = runs.Average(run => Math.Log(run.Parameters));
        _meanData = runs.Average(run => Math.Log(run.Tokens));
        _size = [.. runs.Select(run => Math.Log(run.Parameters) - _meanSize)];
        _data = [.. runs.Select(run => Math.Log(run.Tokens) - _meanData)];
        _logLoss = [.. runs.Select(run => Math.Log(run.Loss))];
    }

    /// <summary>The grid of starts, best first, each unlike those before it.</summary>
    public IEnumerable<double[]> Starts()
    {
        var scratch = new double[5];
        var ranked =
            from a in new[] { 0.0, 5, 10, 15, 20, 25 }
            from b in new[] { 0.0, 5, 10, 15, 20, 25 }
            from e in new[] { -1, -0.5, 0, 0.5, 1 }
            from alpha in new[] { 0, 0.5, 1, 1.5, 2 }
            from beta in new[] { 0, 0.5, 1, 1.5, 2 }
            let point = new[] { a - alpha * _meanSize, b - beta * _meanData, e, alpha, beta }
            orderby Objective(point, scratch)
            select point;
        List<double[]> taken = [];
        foreach (var point in ranked)
        {
            if (taken.Any(other => other.Zip(point, (x, y) => Math.Abs(x - y)).Max() < 0.45)) continue;
            taken.Add(point);
            yield return point;
        }
    }

    public double[] PointOf(ScalingLaw law) =>
        [Math.Log(law.A) - law.Alpha * _meanSize, Math.Log(law.B) - law.Beta * _meanData, Math.Log(Math.Max(law.E, 1e-12)), law.Alpha, law.Beta];

    public ScalingLaw LawAt(double[] point) => new(
        Math.Exp(point[0] + point[3] * _meanSize), Math.Exp(point[1] + point[4] * _meanData), Math.Exp(point[2]), point[3], point[4]);

    public double Objective(ReadOnlySpan<double> point, Span<double> gradient)
    {
        gradient.Clear();
        var value = 0.0;
        for (var i = 0; i < _logLoss.Length; i++)
        {
            var (first, second, third) = (point[0] - point[3] * _size[i], point[1] - point[4] * _data[i], point[2]);
            var largest = Math.Max(first, Math.Max(second, third));
            var (s, d, floor) = (Math.Exp(first - largest), Math.Exp(second - largest), Math.Exp(third - largest));
            var sum = s + d + floor;
            var residual = largest + Math.Log(sum) - _logLoss[i];
            var size = Math.Abs(residual);
            value += size <= _delta ? 0.5 * residual * residual : _delta * (size - 0.5 * _delta);
            var pull = Math.Clamp(residual, -_delta, _delta) / sum;
            gradient[0] += pull * s;
            gradient[1] += pull * d;
            gradient[2] += pull * floor;
            gradient[3] -= pull * s * _size[i];
            gradient[4] -= pull * d * _data[i];
        }

        return value;
    }

    public ScalingOutcome Describe(Descent[] ends)
    {
        var best = ends.MinBy(end => end.Value)!;
        var law = LawAt(best.Point);
        var agreeing = ends.Count(end => end.Value <= best.Value * (1 + 1e-4) + 1e-14);
        if (!(law is { Alpha: > 1e-6, Beta: > 1e-6 }) || !double.IsFinite(law.A) || !double.IsFinite(law.B))
        {
            return new ScalingOutcome.Undetermined("The best law does not fall with size, or with data, over these runs. Train models of more sizes on more amounts.");
        }

        if (best.LargestSlope > 1e-5 * _delta * _logLoss.Length)
        {
            return new ScalingOutcome.Undetermined("No start reached a certified minimum: the runs leave some direction of the law nearly free. Train models of more sizes on more amounts.");
        }

        var squares = 0.0;
        for (var i = 0; i < _logLoss.Length; i++)
        {
            var rest = _logLoss[i] - Math.Log(law.LossAt(Math.Exp(_size[i] + _meanSize), Math.Exp(_data[i] + _meanData)));
            squares += rest * rest;
        }

        var degrees = _logLoss.Length - 5;
        return new ScalingOutcome.Fitted(new ScalingFit(
            law, best.Value, best.LargestSlope, agreeing, ends.Length, degrees > 0 ? Math.Sqrt(squares / degrees) : null, _logLoss.Length));
    }
}
