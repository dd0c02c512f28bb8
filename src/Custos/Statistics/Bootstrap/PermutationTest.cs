namespace Custos.Statistics.Bootstrap;

/// <summary>Could a difference between two groups have come from dealing the rows out at random?</summary>
/// <param name="Observed">The statistic of the groups as they are.</param>
/// <param name="P">The share of deals at least as extreme, the observed one among them; never 0.</param>
/// <param name="Deals">How many deals it stands on.</param>
/// <param name="Exact">True when all deals were counted, false when drawn at random.</param>
public sealed record PermutationTest(double Observed, double P, long Deals, bool Exact)
{
    private const double Rounding = 1e-12;

    /// <param name="inFirst">For each row, does it belong to the first group?</param>
    /// <param name="statistic">The difference between the first group's rows and the others'; 0 when they are alike.</param>
    /// <param name="alternative">Which side counts as extreme.</param>
    /// <param name="options">How many random deals, and their seed. Where all deals are no more than that, all are counted.</param>
    /// <exception cref="ArgumentException">A group is empty, or the statistic is not finite on some deal.</exception>
    /// <remarks>With random deals P = (1 + extreme) / (1 + deals), which keeps the error rate: Phipson and Smyth 2010, SAGMB 9, 39.</remarks>
    public static PermutationTest Of(
        ReadOnlySpan<bool> inFirst, GroupStatistic statistic, Alternative alternative = Alternative.TwoSided, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        options ??= new BootstrapOptions();
        options.Check();
        var rows = new int[inFirst.Length];
        int first = 0, last = rows.Length;
        for (var row = 0; row < rows.Length; row++)
        {
            if (inFirst[row]) rows[first++] = row;
            else rows[--last] = row;
        }

        if (first == 0 || first == rows.Length) throw new ArgumentException("A group is empty.", nameof(inFirst));
        var observed = statistic(rows.AsSpan(0, first), rows.AsSpan(first));
        Require.Finite(observed, nameof(statistic));
        return Combinations(rows.Length, first, options.Resamples) is { } all
            ? CountAll(rows.Length, first, all, statistic, alternative, observed)
            : CountDrawn(rows, first, statistic, alternative, observed, options);
    }

    /// <summary>The two-sided test of a difference in means.</summary>
    /// <exception cref="ArgumentException">A sample is empty or holds a number that is not finite.</exception>
    public static PermutationTest OfMeans(ReadOnlySpan<double> x, ReadOnlySpan<double> y, BootstrapOptions? options = null)
    {
        Require.Finite(x, nameof(x));
        Require.Finite(y, nameof(y));
        var pooled = new double[x.Length + y.Length];
        x.CopyTo(pooled);
        y.CopyTo(pooled.AsSpan(x.Length));
        var inFirst = new bool[pooled.Length];
        inFirst.AsSpan(0, x.Length).Fill(true);
        return Of(inFirst, (a, b) => MeanOf(pooled, a) - MeanOf(pooled, b), Alternative.TwoSided, options);
    }

    private static PermutationTest CountDrawn(int[] rows, int first, GroupStatistic statistic, Alternative alternative, double observed, BootstrapOptions options)
    {
        var draws = Resampling.Run(options, () => new int[rows.Length], (ref Xoshiro random, int[] dealt) =>
        {
            rows.CopyTo(dealt, 0);
            for (var i = 0; i < first; i++)
            {
                var other = i + random.Below(dealt.Length - i);
                (dealt[i], dealt[other]) = (dealt[other], dealt[i]);
            }

            return statistic(dealt.AsSpan(0, first), dealt.AsSpan(first));
        });
        Require.Finite(draws, nameof(statistic));
        var extreme = draws.LongCount(draw => IsExtreme(draw, observed, alternative));
        return new PermutationTest(observed, (1.0 + extreme) / (1.0 + draws.Length), draws.Length, Exact: false);
    }

    private static PermutationTest CountAll(int n, int first, long all, GroupStatistic statistic, Alternative alternative, double observed)
    {
        var chosen = Enumerable.Range(0, first).ToArray();
        var others = new int[n - first];
        long extreme = 0;
        do
        {
            for (int row = 0, c = 0, o = 0; row < n; row++)
            {
                if (c < first && chosen[c] == row) c++;
                else others[o++] = row;
            }

            if (IsExtreme(statistic(chosen, others), observed, alternative)) extreme++;
        }
        while (NextCombination(chosen, n));
        return new PermutationTest(observed, (double)extreme / all, all, Exact: true);
    }

    private static bool NextCombination(int[] chosen, int n)
    {
        var i = chosen.Length - 1;
        while (i >= 0 && chosen[i] == n - chosen.Length + i) i--;
        if (i < 0) return false;
        chosen[i]++;
        for (var j = i + 1; j < chosen.Length; j++) chosen[j] = chosen[j - 1] + 1;
        return true;
    }

    // Deals that equal the observed one but for rounding are as extreme.
    private static bool IsExtreme(double value, double observed, Alternative alternative)
    {
        var slack = Rounding * Math.Max(1e-300, Math.Abs(observed));
        return alternative switch
        {
            Alternative.Less => value <= observed + slack,
            Alternative.Greater => value >= observed - slack,
            _ => Math.Abs(value) >= Math.Abs(observed) - slack,
        };
    }

    private static long? Combinations(int n, int k, long most)
    {
        double count = 1;
        for (var i = 1; i <= Math.Min(k, n - k); i++)
        {
            count = count * (n - Math.Min(k, n - k) + i) / i;
            if (count > most + 0.5) return null;
        }

        return (long)Math.Round(count);
    }

    private static double MeanOf(double[] values, ReadOnlySpan<int> rows)
    {
        var sum = 0.0;
        foreach (var row in rows) sum += values[row];
        return sum / rows.Length;
    }
}

/// <summary>By how much do the rows of the first group differ from those of the second?</summary>
/// <returns>A finite number; it is called from several threads at once.</returns>
public delegate double GroupStatistic(ReadOnlySpan<int> first, ReadOnlySpan<int> second);
