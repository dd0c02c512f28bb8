using MathNet.Numerics.Distributions;

namespace Custos.App.Simulation.Traffic;

/// <summary>Which parameters fit a trace of token counts and arrivals, and how well?</summary>
/// <remarks>It is how <see cref="TraceFits"/> was made; the benchmark <c>traffic-fit</c> and a test run it again.</remarks>
internal static class TraceFitting
{
    private const int Rounds = 500;

    // Narrower than one token at fifty: a part must not shrink onto a single count.
    private const double LeastDeviation = 0.02;

    /// <summary>The mixture of so many lognormals that is likeliest, from parts that begin at the quantiles.</summary>
    /// <remarks>Expectation maximisation (Dempster, Laird, Rubin 1977), 500 rounds: O(rounds × parts × distinct counts).</remarks>
    public static LognormalMixture Mixture(IReadOnlyList<int> counts, int parts)
    {
        var (values, shares) = Distinct(counts);
        var logs = Array.ConvertAll(values, value => Math.Log(Math.Max(1, value)));
        var fit = Start(logs, shares, parts);
        for (var round = 0; round < Rounds; round++) fit = Step(logs, shares, fit);
        return new LognormalMixture([.. fit], values[^1]);
    }

    /// <summary>The largest gap between the shares of counts up to each whole number, in the trace and in the mixture.</summary>
    public static double Distance(IReadOnlyList<int> counts, LognormalMixture fit)
    {
        var (values, shares) = Distinct(counts);
        double widest = 0, reached = 0;
        for (var i = 0; i < values.Length; i++)
        {
            reached += shares[i];
            widest = Math.Max(widest, Math.Abs(reached - ShareUpTo(fit, values[i])));
        }

        return widest;
    }

    /// <summary>The shape of the gamma distribution that is likeliest for these gaps, and the largest gap between the distribution functions.</summary>
    /// <remarks>Minka's (2002) closed start, then Newton's method on the digamma equation.</remarks>
    public static (double Shape, double Distance) Gamma(IReadOnlyList<double> gaps)
    {
        var mean = gaps.Average();
        var s = Math.Log(mean) - gaps.Average(Math.Log);
        var shape = (3 - s + Math.Sqrt(((s - 3) * (s - 3)) + (24 * s))) / (12 * s);
        for (var round = 0; round < 20; round++)
        {
            var slope = 1 / shape - Trigamma(shape);
            shape -= (Math.Log(shape) - MathNet.Numerics.SpecialFunctions.DiGamma(shape) - s) / slope;
        }

        var fit = new Gamma(shape, shape / mean);
        var sorted = gaps.Order().ToList();
        var widest = 0.0;
        for (var i = 0; i < sorted.Count; i++)
        {
            var share = fit.CumulativeDistribution(sorted[i]);
            widest = Math.Max(widest, Math.Max(((i + 1.0) / sorted.Count) - share, share - ((double)i / sorted.Count)));
        }

        return (shape, widest);
    }

    /// <summary>How unevenly do arrivals fall into windows: the shape of the gamma distribution of the windows' rates, by its moments.</summary>
    /// <returns>The shape, and each gap within a window in units of that window's mean gap.</returns>
    public static (double Shape, IReadOnlyList<double> Gaps) Windows(IReadOnlyList<double> seconds, double window)
    {
        var place = seconds.Select(second => (int)((second - seconds[0]) / window)).ToArray();
        var counts = new double[place[^1] + 1];
        foreach (var at in place) counts[at]++;
        var mean = counts.Average();
        var variance = counts.Average(count => (count - mean) * (count - mean));
        var gaps = Enumerable.Range(0, place.Length - 1)
            .Where(i => place[i] == place[i + 1] && seconds[i + 1] > seconds[i])
            .Select(i => (seconds[i + 1] - seconds[i]) * counts[place[i]] / window)
            .ToList();

        // Chance alone gives a Poisson's variance, which is its mean.
        return (mean * mean / (variance - mean), gaps);
    }

    private static double Trigamma(double x)
    {
        var sum = 0.0;
        for (; x < 10; x++) sum += 1 / (x * x);
        var inverse = 1 / (x * x);
        return sum + (1 / x) + (inverse / 2) + (inverse / x * ((1.0 / 6) - (inverse * ((1.0 / 30) - (inverse / 42)))));
    }

    private static LognormalPart[] Start(double[] logs, double[] shares, int parts)
    {
        var mean = logs.Zip(shares, (log, share) => log * share).Sum();
        var deviation = Math.Sqrt(logs.Zip(shares, (log, share) => (log - mean) * (log - mean) * share).Sum());
        var start = new LognormalPart[parts];
        var reached = 0.0;
        for (int i = 0, part = 0; i < logs.Length && part < parts; i++)
        {
            reached += shares[i];
            while (part < parts && reached > (part + 0.5) / parts) start[part++] = new LognormalPart(1.0 / parts, logs[i], deviation / parts);
        }

        return start;
    }

    private static LognormalPart[] Step(double[] logs, double[] shares, LognormalPart[] fit)
    {
        var weight = new double[fit.Length];
        var sum = new double[fit.Length];
        var square = new double[fit.Length];
        var density = new double[fit.Length];
        for (var i = 0; i < logs.Length; i++)
        {
            var total = 0.0;
            for (var j = 0; j < fit.Length; j++) total += density[j] = fit[j].Weight * Normal.PDF(fit[j].Mean, fit[j].Deviation, logs[i]);
            if (total == 0) continue;
            for (var j = 0; j < fit.Length; j++)
            {
                var part = density[j] / total * shares[i];
                weight[j] += part;
                sum[j] += part * logs[i];
                square[j] += part * logs[i] * logs[i];
            }
        }

        var all = weight.Sum();
        return [.. fit.Select((_, j) => new LognormalPart(weight[j] / all, sum[j] / weight[j], Math.Max(LeastDeviation, Math.Sqrt(Math.Max(0, (square[j] / weight[j]) - Math.Pow(sum[j] / weight[j], 2))))))];
    }

    private static double ShareUpTo(LognormalMixture fit, int count) =>
        count >= fit.Most ? 1 : fit.Parts.Sum(part => part.Weight * Normal.CDF(part.Mean, part.Deviation, Math.Log(count + 0.5)));

    private static (int[] Values, double[] Shares) Distinct(IReadOnlyList<int> counts)
    {
        var groups = counts.GroupBy(count => count).OrderBy(group => group.Key).ToList();
        return ([.. groups.Select(group => group.Key)], [.. groups.Select(group => (double)group.Count() / counts.Count)]);
    }
}
