using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Custos.Statistics.Bootstrap;

/// <summary>What does the statistic say of many resamples? Each has its own stream of random numbers, so threads change nothing.</summary>
internal static class Resampling
{
    public delegate double Draw<T>(ref Xoshiro random, T room);

    /// <summary>One number per resample, in their order.</summary>
    public static double[] Run<T>(BootstrapOptions options, Func<T> room, Draw<T> draw)
    {
        var results = new double[options.Resamples];
        Parallel.For(0, results.Length, room, (resample, _, mine) =>
        {
            var random = new Xoshiro(options.Seed, (ulong)resample);
            results[resample] = draw(ref random, mine);
            return mine;
        }, _ => { });
        return results;
    }

    /// <summary>The rows of each cluster, clusters in the order of their first row.</summary>
    public static int[][] RowsByCluster(ReadOnlySpan<int> clusters)
    {
        var places = new Dictionary<int, List<int>>();
        for (var row = 0; row < clusters.Length; row++)
        {
            if (!places.TryGetValue(clusters[row], out var rows)) places.Add(clusters[row], rows = []);
            rows.Add(row);
        }

        return [.. places.Values.Select(rows => rows.ToArray())];
    }

    /// <summary>All rows in at most so many blocks of neighbours, as even as can be.</summary>
    public static int[][] Blocks(int rows, int most)
    {
        var blocks = Math.Min(rows, most);
        return [.. Enumerable.Range(0, blocks).Select(block =>
        {
            var from = (int)((long)rows * block / blocks);
            return Enumerable.Range(from, (int)((long)rows * (block + 1) / blocks) - from).ToArray();
        })];
    }

    /// <summary>The sum of as many draws as there are values.</summary>
    /// <remarks>Each half of a 64-bit number draws one value: with n values, each comes with chance 1/n but for one part in 2³² / n.</remarks>
    public static double SumOfDraws(ref Xoshiro random, double[] values)
    {
        var lanes = new XoshiroLanes(ref random);
        var n = (ulong)values.Length;
        double first = 0, second = 0;
        var i = 0;
        for (; i + 8 <= values.Length; i += 8)
        {
            var drawn = lanes.Next();
            first += At(values, drawn.GetElement(0) >> 32, n) + At(values, drawn.GetElement(1) >> 32, n);
            second += At(values, (uint)drawn.GetElement(0), n) + At(values, (uint)drawn.GetElement(1), n);
            first += At(values, drawn.GetElement(2) >> 32, n) + At(values, drawn.GetElement(3) >> 32, n);
            second += At(values, (uint)drawn.GetElement(2), n) + At(values, (uint)drawn.GetElement(3), n);
        }

        for (; i < values.Length; i++) first += values[random.Below(values.Length)];
        return first + second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double At(double[] values, ulong half, ulong count) => values[(int)(half * count >> 32)];

    /// <summary>The type 7 quantile of as many draws from a sorted sample: the ranks drawn are counted, so that nothing is sorted.</summary>
    public static double QuantileOfDraw(ref Xoshiro random, double[] ascending, double share, int[] counts)
    {
        var n = ascending.Length;
        Array.Clear(counts, 0, n);
        for (var i = 0; i < n; i++) counts[random.Below(n)]++;
        var place = (n - 1) * share;
        var wanted = (int)place;
        int seen = 0, rank = -1;
        while (seen <= wanted) seen += counts[++rank];
        var lower = ascending[rank];
        if (wanted >= n - 1) return lower;
        while (seen <= wanted + 1) seen += counts[++rank];
        return lower + (ascending[rank] - lower) * (place - wanted);
    }
}
