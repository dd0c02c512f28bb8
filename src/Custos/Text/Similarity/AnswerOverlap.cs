using System.Text;

namespace Custos.Text.Similarity;

/// <summary>Is a short answer the expected one, and if not, how many of its words are?</summary>
/// <param name="IsExact">Are both the same once case, punctuation, articles and blanks do not count?</param>
/// <param name="F1">The harmonic mean of precision and recall of words, in [0, 1]; two empty answers agree.</param>
/// <remarks>Source: Rajpurkar et al. 2016 (SQuAD), with the normalisation of its evaluation script: small letters, no ASCII punctuation, no a, an, the.</remarks>
public sealed record AnswerOverlap(bool IsExact, double F1)
{
    /// <summary>Compares an answer with the expected one.</summary>
    public static AnswerOverlap Of(string expected, string answer)
    {
        string[] wanted = Words(expected), given = Words(answer);
        if (wanted.Length == 0 || given.Length == 0)
        {
            var both = wanted.Length == given.Length;
            return new AnswerOverlap(both, both ? 1 : 0);
        }

        var matches = NGramOverlap.Of(given, [wanted], 1).Matches[0];
        return new AnswerOverlap(wanted.SequenceEqual(given), Rouge.Of(matches, given.Length, wanted.Length, beta: 1).F);
    }

    private static string[] Words(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var unit in text.ToLowerInvariant())
        {
            if (!(char.IsAscii(unit) && (char.IsPunctuation(unit) || char.IsSymbol(unit)))) bare.Append(unit);
        }

        return [.. bare.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("a" or "an" or "the"))];
    }
}
