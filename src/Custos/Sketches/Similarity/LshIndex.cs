using System.Runtime.InteropServices;

namespace Custos.Sketches.Similarity;

/// <summary>Which of many signatures may be similar to one?</summary>
/// <remarks>Keeps 8 to 40 bytes an item and band, and no signature: the caller compares the candidates. Reading is thread-safe, adding is not.</remarks>
public sealed class LshIndex(LshBands bands)
{
    private readonly HashChains[] _chains = [.. Enumerable.Range(0, bands.Bands).Select(_ => new HashChains())];

    /// <summary>How many signatures were added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a signature and gives it the next number, from 0.</summary>
    /// <param name="signature">Not of an empty set, which is similar to nothing.</param>
    public int Add(MinHashSignature signature)
    {
        if (signature.IsEmpty) throw new ArgumentException("The empty set is similar to nothing.", nameof(signature));
        foreach (var (chain, key) in _chains.Zip(KeysOf(signature))) chain.Add(key);
        return Count++;
    }

    /// <summary>The numbers of all that share a band with it, ascending, each once.</summary>
    public IReadOnlyList<int> Candidates(MinHashSignature signature)
    {
        if (signature.IsEmpty) return [];
        var found = new List<int>();
        foreach (var (chain, key) in _chains.Zip(KeysOf(signature)))
        {
            for (var item = chain.Last(key); item >= 0; item = chain.Before(item)) found.Add(item);
        }

        found.Sort();
        var sorted = CollectionsMarshal.AsSpan(found);
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1]) sorted[kept++] = sorted[i];
        }

        return found[..kept];
    }

    private ulong[] KeysOf(MinHashSignature signature)
    {
        var keys = new ulong[bands.Bands];
        bands.Keys(signature.Slots, keys);
        return keys;
    }
}
