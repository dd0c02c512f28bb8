using System.Text;

namespace Custos.Text.Similarity;

/// <summary>How much of a reference is in a text, and of the text in the reference?</summary>
/// <param name="Precision">In [0, 1]; 0 for an empty text.</param>
/// <param name="Recall">In [0, 1]; 0 for an empty reference.</param>
/// <param name="F">The weighted harmonic mean of both; 0 where nothing agrees.</param>
/// <remarks>Source: Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries". Tokens are runs of letters and digits in small letters, without stemming.</remarks>
public sealed record Rouge(double Precision, double Recall, double F)
{
    /// <summary>ROUGE-N: n-grams in common, n from 1 to 5; recall counts beta times as much as precision.</summary>
    public static Rouge OfNGrams(string reference, string candidate, int n, double beta = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, NGramOverlap.MostTokens);
        string[] expected = Tokens(reference), found = Tokens(candidate);
        var overlap = NGramOverlap.Of(found, [expected], n);
        return Of(overlap.Matches[n - 1], overlap.Totals[n - 1], Math.Max(0, expected.Length - n + 1), beta);
    }

    /// <summary>ROUGE-L: the longest common subsequence of tokens; recall counts beta times as much as precision.</summary>
    /// <remarks>O(tokens × tokens / 64): one bit a token (Hyyrö 2004).</remarks>
    public static Rouge OfLongest(string reference, string candidate, double beta = 1)
    {
        string[] expected = Tokens(reference), found = Tokens(candidate);
        return Of(CommonSubsequence(expected, found), found.Length, expected.Length, beta);
    }

    /// <summary>How many tokens can be taken from both in the same order?</summary>
    internal static int CommonSubsequence(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var words = (a.Count + 63) / 64;
        var places = new Dictionary<string, ulong[]>();
        for (var i = 0; i < a.Count; i++)
        {
            if (!places.TryGetValue(a[i], out var bits)) places.Add(a[i], bits = new ulong[words]);
            bits[i / 64] |= 1UL << (i % 64);
        }

        // A bit that is 0 says that the longest subsequence grows at that token.
        var state = new ulong[words];
        Array.Fill(state, ulong.MaxValue);
        foreach (var token in b)
        {
            if (!places.TryGetValue(token, out var matches)) continue;
            var carry = 0UL;
            for (var word = 0; word < words; word++)
            {
                var both = state[word] & matches[word];
                var sum = unchecked(state[word] + both + carry);
                carry = sum < state[word] || (carry == 1 && sum == state[word]) ? 1UL : 0;
                state[word] = sum | (state[word] & ~matches[word]);
            }
        }

        var length = 0;
        for (var i = 0; i < a.Count; i++) length += (state[i / 64] >> (i % 64) & 1) == 0 ? 1 : 0;
        return length;
    }

    internal static string[] Tokens(string text)
    {
        var tokens = new List<string>();
        var token = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            {
                token.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (token.Length > 0)
            {
                tokens.Add(token.ToString());
                token.Clear();
            }
        }

        if (token.Length > 0) tokens.Add(token.ToString());
        return [.. tokens];
    }

    internal static Rouge Of(long matches, long found, long expected, double beta)
    {
        if (!(beta >= 0 && double.IsFinite(beta))) throw new ArgumentOutOfRangeException(nameof(beta), beta, "It must be a finite number from 0.");
        double precision = found == 0 ? 0 : matches / (double)found, recall = expected == 0 ? 0 : matches / (double)expected;
        var weight = beta * beta;
        return new Rouge(precision, recall, matches == 0 ? 0 : (1 + weight) * precision * recall / (recall + (weight * precision)));
    }
}
