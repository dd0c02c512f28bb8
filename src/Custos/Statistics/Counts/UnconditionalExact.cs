namespace Custos.Statistics.Counts;

/// <summary>How likely is a set of tables, whatever the common rate, when only the two sample sizes are fixed?</summary>
/// <remarks>The largest probability over the common rate: a grid of 1,000 log-odds and 1,000 rates, then golden section around the best. Cost O(n₁·n₂) once and O(n₁ + n₂) a rate.</remarks>
internal sealed class UnconditionalExact
{
    // Enough for 3,000 against 3,000; beyond it the region alone is too large, and Fisher's test or a z test will do.
    private const double MostTables = 1e7;

    private readonly int _n1;
    private readonly int _n2;
    private readonly double[] _log1;
    private readonly double[] _log2;

    public UnconditionalExact(long n1, long n2)
    {
        if (n1 < 1 || n2 < 1)
        {
            throw new ArgumentException("Both samples must hold at least one observation.", nameof(n1));
        }

        if ((n1 + 1.0) * (n2 + 1.0) > MostTables)
        {
            throw new ArgumentException("The samples are too large for an unconditional exact test (more than ten million tables); take Fisher's exact test or the z test.", nameof(n1));
        }

        (_n1, _n2) = ((int)n1, (int)n2);
        _log1 = LogBinomials(_n1);
        _log2 = LogBinomials(_n2);
    }

    /// <summary>The largest probability of the tables (x₁, x₂) for which <paramref name="isExtreme"/> holds.</summary>
    public double LargestProbability(Func<int, int, bool> isExtreme)
    {
        var runs = RunsOf(isExtreme);
        var best = 0.0;
        var at = 0.5;
        foreach (var rate in Grid())
        {
            var p = ProbabilityAt(rate, runs);
            if (p > best)
            {
                (best, at) = (p, rate);
            }
        }

        return Math.Min(1, Refine(rate => ProbabilityAt(rate, runs), at, best));
    }

    // For every x₁ the x₂ that belong to the region, as runs [from, to].
    private List<(int From, int To)>[] RunsOf(Func<int, int, bool> isExtreme)
    {
        var runs = new List<(int From, int To)>[_n1 + 1];
        for (var x1 = 0; x1 <= _n1; x1++)
        {
            runs[x1] = [];
            var from = -1;
            for (var x2 = 0; x2 <= _n2 + 1; x2++)
            {
                var inside = x2 <= _n2 && isExtreme(x1, x2);
                if (inside && from < 0) from = x2;
                if (!inside && from >= 0)
                {
                    runs[x1].Add((from, x2 - 1));
                    from = -1;
                }
            }
        }

        return runs;
    }

    private double ProbabilityAt(double rate, List<(int From, int To)>[] runs)
    {
        var (logRate, logRest) = (Math.Log(rate), Math.Log(1 - rate));
        var below = new double[_n2 + 2];
        var above = new double[_n2 + 2];
        for (var x = 0; x <= _n2; x++) below[x + 1] = below[x] + Math.Exp(_log2[x] + x * logRate + (_n2 - x) * logRest);
        for (var x = _n2; x >= 0; x--) above[x] = above[x + 1] + Math.Exp(_log2[x] + x * logRate + (_n2 - x) * logRest);
        var sum = 0.0;
        for (var x1 = 0; x1 <= _n1; x1++)
        {
            var inside = 0.0;
            foreach (var (from, to) in runs[x1])
            {
                // The smaller of the two differences keeps the digits of a run in the upper tail.
                inside += below[from] > 0.5 ? above[from] - above[to + 1] : below[to + 1] - below[from];
            }

            sum += inside == 0 ? 0 : inside * Math.Exp(_log1[x1] + x1 * logRate + (_n1 - x1) * logRest);
        }

        return sum;
    }

    private static IEnumerable<double> Grid()
    {
        const int steps = 1000;
        for (var i = 1; i < steps; i++)
        {
            yield return (double)i / steps;
            yield return 1 / (1 + Math.Exp(-(40.0 * i / steps - 20)));
        }
    }

    private static double Refine(Func<double, double> probability, double at, double best)
    {
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (at - Math.Min(0.002, at / 2), at + Math.Min(0.002, (1 - at) / 2));
        for (var step = 0; step < 60 && high - low > 1e-12; step++)
        {
            var (left, right) = (high - golden * (high - low), low + golden * (high - low));
            var (p, q) = (probability(left), probability(right));
            best = Math.Max(best, Math.Max(p, q));
            if (p < q) low = left;
            else high = right;
        }

        return best;
    }

    private static double[] LogBinomials(int n)
    {
        var logs = new double[n + 1];
        for (var k = 1; k <= n; k++) logs[k] = logs[k - 1] + Math.Log((n - k + 1.0) / k);
        return logs;
    }
}
