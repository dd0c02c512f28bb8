using System.Runtime.InteropServices;

namespace Custos.Text.Similarity;

/// <summary>How many runs of 1, 2, … symbols of a sequence are in others too, each counted as often at most as in the one that has it most?</summary>
/// <remarks>A run of n is a run of n − 1 with one symbol more, so that a number for each run of the order before makes a key of 64 bits: exact. O(symbols × orders).</remarks>
internal static class SharedGrams
{
    /// <summary>Per order, from 1.</summary>
    /// <param name="sequence">Of symbols, each 0 or more.</param>
    /// <param name="others">Likewise.</param>
    /// <param name="orders">Up to which length.</param>
    public static long[] Count(int[] sequence, IReadOnlyList<int[]> others, int orders)
    {
        var matches = new long[orders];
        var numbers = new Dictionary<long, int>(sequence.Length);
        var own = new int[sequence.Length];
        var theirs = others.Select(other => new int[other.Length]).ToArray();
        int[] counts = new int[sequence.Length], most = new int[sequence.Length], now = new int[sequence.Length];
        for (var order = 1; order <= orders && order <= sequence.Length; order++)
        {
            numbers.Clear();
            Array.Clear(counts);
            Array.Clear(most);
            for (var i = 0; i + order <= sequence.Length; i++)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, KeyAt(sequence, own, i, order), out var isKnown);
                if (!isKnown) number = numbers.Count - 1;
                own[i] = number;
                counts[number]++;
            }

            for (var other = 0; other < theirs.Length; other++) CountOther(others[other], theirs[other], order, numbers, now, most);
            for (var number = 0; number < numbers.Count; number++) matches[order - 1] += Math.Min(counts[number], most[number]);
        }

        return matches;
    }

    // A run that the sequence does not have is numbered −1, and so is every longer one that begins there.
    private static void CountOther(int[] symbols, int[] runs, int order, Dictionary<long, int> numbers, int[] now, int[] most)
    {
        Array.Clear(now);
        for (var i = 0; i + order <= symbols.Length; i++)
        {
            runs[i] = order > 1 && runs[i] < 0 ? -1 : numbers.GetValueOrDefault(KeyAt(symbols, runs, i, order), -1);
            if (runs[i] >= 0 && ++now[runs[i]] > most[runs[i]]) most[runs[i]] = now[runs[i]];
        }
    }

    private static long KeyAt(int[] symbols, int[] runs, int start, int order) => ((long)(order == 1 ? 0 : runs[start]) << 32) | (uint)symbols[start + order - 1];
}
