using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Regression;
using Custos.Statistics.Sequential;

namespace Custos.Statistics.TimeSeries;

/// <summary>By how much did a series leave the path that its own past, and series beside it, foretold?</summary>
/// <param name="Average">The mean effect per time after, with its interval.</param>
/// <param name="Cumulative">The sum of the effects after, with its interval.</param>
/// <param name="P">The two-sided p-value of "no effect".</param>
/// <param name="Expected">What was foretold for each time after, with its interval.</param>
/// <param name="PlaceboP">The falsification test: the p-value that the same method gives when the intervention is pretended at two
/// thirds of the time before. Small means that it finds effects where none are. Null when there is too little time before.</param>
/// <param name="NBefore">Observations before.</param>
/// <remarks>A local level plus a regression on the series beside it. The noise's scale, the level and the regression are integrated out
/// exactly, the ratio of the variances over a grid, so a short past makes a wide interval. It takes for granted that the series beside it did
/// not feel the intervention and that nothing else happened. Source: the model of Brodersen et al. 2015, without their spike-and-slab prior;
/// their package reports a one-sided tail as p, this one is two-sided.</remarks>
public sealed record CausalImpact(Estimate Average, Estimate Cumulative, double P, IReadOnlyList<Estimate> Expected, double? PlaceboP, long NBefore)
{
    private const int GridSize = 60;

    /// <param name="before">The series before; at least 3 more than there are series beside it.</param>
    /// <param name="after">The series after, at least one.</param>
    /// <param name="besideBefore">Series that the intervention did not touch, before; may be none.</param>
    /// <param name="besideAfter">The same after.</param>
    /// <param name="confidence">Of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">Too short a series, lengths that differ, numbers that are not finite, a series before that never
    /// changes, or a series beside it that never changes or repeats another.</exception>
    public static CausalImpact Measure(
        IReadOnlyList<double> before,
        IReadOnlyList<double> after,
        IReadOnlyList<IReadOnlyList<double>>? besideBefore = null,
        IReadOnlyList<IReadOnlyList<double>>? besideAfter = null,
        double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        double[][] xBefore = [.. (besideBefore ?? []).Select(series => series.ToArray())];
        double[][] xAfter = [.. (besideAfter ?? []).Select(series => series.ToArray())];
        double[] yBefore = [.. before], yAfter = [.. after];
        Check(yBefore, yAfter, xBefore, xAfter);
        var models = Models(yBefore, xBefore);
        var all = Enumerable.Repeat(1.0, yAfter.Length).ToArray();
        var total = models.Predict(xAfter, all);
        var (sum, n) = (yAfter.Sum(), yAfter.Length);
        var interval = total.Interval(confidence);
        var cumulative = new Interval(sum - interval.Upper, sum - interval.Lower, confidence);
        var mean = sum - total.Mean;
        var below = total.Cdf(sum);
        return new CausalImpact(
            new Estimate(mean / n, new Interval(cumulative.Lower / n, cumulative.Upper / n, confidence), n),
            new Estimate(mean, cumulative, n),
            Math.Min(1, 2 * Math.Min(below, 1 - below)),
            [.. Enumerable.Range(0, n).Select(t => Expectation(models, xAfter, t, n, confidence, yBefore.Length))],
            Placebo(yBefore, xBefore),
            yBefore.Length);
    }

    private static Estimate Expectation(LevelMixture models, double[][] beside, int t, int n, double confidence, long nBefore)
    {
        var only = new double[n];
        only[t] = 1;
        var predicted = models.Predict(beside, only);
        return new Estimate(predicted.Mean, predicted.Interval(confidence), nBefore);
    }

    private static double? Placebo(double[] before, double[][] beside)
    {
        var cut = before.Length * 2 / 3;
        if (cut < beside.Length + 5 || before[..cut].Max() == before[..cut].Min() || beside.Any(series => series[..cut].Max() == series[..cut].Min())) return null;
        var predicted = Models(before[..cut], [.. beside.Select(series => series[..cut])])
            .Predict([.. beside.Select(series => series[cut..])], [.. Enumerable.Repeat(1.0, before.Length - cut)]);
        var below = predicted.Cdf(before[cut..].Sum());
        return Math.Min(1, 2 * Math.Min(below, 1 - below));
    }

    private static LevelMixture Models(double[] before, double[][] beside) =>
        new(before, beside, [.. Enumerable.Range(0, GridSize).Select(i => (i + 0.5) / GridSize).Select(u => u * u)]);

    private static void Check(double[] before, double[] after, double[][] besideBefore, double[][] besideAfter)
    {
        Require.Finite(before, nameof(before), atLeast: besideBefore.Length + 3);
        Require.Finite(after, nameof(after));
        if (before.Max() == before.Min()) throw new ArgumentException("The series before never changes, so its noise cannot be judged.", nameof(before));
        Require.SameLength(besideBefore.Length, besideAfter.Length, nameof(besideAfter));
        for (var j = 0; j < besideBefore.Length; j++)
        {
            Require.SameLength(before.Length, besideBefore[j].Length, nameof(besideBefore));
            Require.SameLength(after.Length, besideAfter[j].Length, nameof(besideAfter));
            Require.Finite(besideBefore[j], nameof(besideBefore));
            Require.Finite(besideAfter[j], nameof(besideAfter));
            if (besideBefore[j].Max() == besideBefore[j].Min()) throw new ArgumentException($"Series {j} (counted from 0) beside it never changes before, so it cannot foretell.", nameof(besideBefore));
        }
    }
}

/// <summary>What do local-level models with several ratios of variances foretell, each weighted by how well it did before?</summary>
internal sealed class LevelMixture
{
    private readonly List<Model> _models = [];
    private readonly int _degrees;

    public LevelMixture(double[] series, double[][] beside, double[] shares)
    {
        _degrees = series.Length - 1 - beside.Length;
        foreach (var share in shares)
        {
            var own = Innovations.Of(series, share);
            var others = beside.Select(column => Innovations.Of(column, share)).ToArray();
            var slopes = Array.Empty<double>();
            double[][] gram = [];
            var (squares, logs) = (own.WeightedSquares, own.LogSpread);
            if (beside.Length > 0)
            {
                gram = [.. others.Select(a => others.Select(b => a.Surprises.Zip(b.Surprises, (x, y) => x * y).Sum()).ToArray())];
                var lower = Cholesky.Factor(gram) ?? throw new ArgumentException("A series beside it can be computed from the others.", nameof(beside));
                slopes = Cholesky.Solve(lower, [.. others.Select(a => a.Surprises.Zip(own.Surprises, (x, y) => x * y).Sum())]);
                gram = Cholesky.Inverse(lower);
                squares = own.Surprises.Select((value, t) => value - slopes.Select((slope, j) => slope * others[j].Surprises[t]).Sum()).Sum(value => value * value);
                logs += lower.Select((row, j) => Math.Log(row[j])).Sum();
            }

            _models.Add(new Model(share, own, others, slopes, gram, squares, -logs - 0.5 * _degrees * Math.Log(squares)));
        }
    }

    /// <summary>What is foretold of a weighted sum of the times after?</summary>
    public Prediction Predict(double[][] beside, double[] weights)
    {
        var best = _models.Max(model => model.LogWeight);
        var all = _models.Sum(model => Math.Exp(model.LogWeight - best));
        return new Prediction([.. _models.Select(model => model.Predict(beside, weights, _degrees, Math.Exp(model.LogWeight - best) / all))], _degrees);
    }

    private sealed record Model(double Share, Innovations Own, Innovations[] Others, double[] Slopes, double[][] InverseGram, double Squares, double LogWeight)
    {
        public (double Weight, double Mean, double Spread) Predict(double[][] beside, double[] weights, int degrees, double weight)
        {
            var sum = weights.Sum();
            var mean = sum * Own.Level;
            // How far each series beside it lies from where its own level would have it.
            double[] away = [.. beside.Select((column, j) => column.Zip(weights, (x, w) => x * w).Sum() - sum * Others[j].Level)];
            for (var j = 0; j < away.Length; j++) mean += Slopes[j] * away[j];
            var (later, steps, noise) = (sum, 0.0, 0.0);
            foreach (var w in weights)
            {
                steps += later * later;
                later -= w;
                noise += w * w;
            }

            var variance = sum * sum * Own.Variance + Share * steps + (1 - Share) * noise;
            for (var a = 0; a < away.Length; a++)
            {
                for (var b = 0; b < away.Length; b++) variance += away[a] * InverseGram[a][b] * away[b];
            }

            return (weight, mean, Math.Sqrt(variance * Squares / degrees));
        }
    }

    /// <summary>A mixture of Student t distributions.</summary>
    internal sealed class Prediction((double Weight, double Mean, double Spread)[] parts, int degrees)
    {
        public double Mean => parts.Sum(part => part.Weight * part.Mean);

        public double Cdf(double value) => parts.Sum(part => part.Weight * StudentT.Cdf((value - part.Mean) / part.Spread, degrees));

        public Interval Interval(double confidence)
        {
            var tail = (1 - confidence) / 2;
            var reach = StudentT.InverseSurvival(tail, degrees);
            var (low, high) = (parts.Min(part => part.Mean - 2 * reach * part.Spread), parts.Max(part => part.Mean + 2 * reach * part.Spread));
            return new Interval(Bisection.Root(x => Cdf(x) - tail, low, high), Bisection.Root(x => Cdf(x) - 1 + tail, low, high), confidence);
        }
    }
}
