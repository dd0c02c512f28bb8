using System.Runtime.InteropServices;

namespace Custos.Text.Similarity;

/// <summary>Which words and pairs of neighbouring words does a text hold? As a sorted set of 64-bit hashes.</summary>
/// <remarks>Buffers are used again: not thread-safe.</remarks>
internal sealed class WordShingles
{
    private const ulong FnvBasis = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly FoldedText _folded = new();
    private readonly List<ulong> _hashes = [];

    /// <summary>Distinct and ascending; valid until the next call.</summary>
    public ReadOnlySpan<ulong> Of(string text)
    {
        _folded.Fold(text);
        _hashes.Clear();
        ulong before = 0;
        var words = new WordTokens(_folded);
        for (var first = true; words.MoveNext(); first = false)
        {
            var word = Hash(_folded.Utf8.Slice(words.Start, words.Length));
            _hashes.Add(word);
            if (!first)
            {
                _hashes.Add(Mix(Mix(before + Golden) ^ word));
            }

            before = word;
        }

        return Distinct();
    }

    private ReadOnlySpan<ulong> Distinct()
    {
        var sorted = CollectionsMarshal.AsSpan(_hashes);
        sorted.Sort();
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                sorted[kept++] = sorted[i];
            }
        }

        return sorted[..kept];
    }

    // FNV-1a over the bytes, then a mix so that every bit depends on every byte.
    private static ulong Hash(ReadOnlySpan<byte> word)
    {
        var hash = FnvBasis;
        foreach (var letter in word)
        {
            hash = (hash ^ letter) * FnvPrime;
        }

        return Mix(hash);
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
