using System.Text;

namespace Custos.Text.Similarity;

/// <summary>How much do the characters' n-grams of a text agree with those of a reference, as a number in [0, 100]?</summary>
/// <remarks>
/// Source: Popović 2015; the definitions are sacrebleu 2.x's chrF2: orders 1 to 6, blanks left out, precision and recall averaged over
/// the orders that both texts have, beta 2; of several references the best counts. A text without any n-gram scores 0. O(n × 6).
/// </remarks>
public static class ChrF
{
    private const int Orders = 6;
    private const double Beta = 2;

    /// <summary>The chrF2 of one text against its references.</summary>
    /// <exception cref="ArgumentException">There is no reference.</exception>
    public static double Of(string hypothesis, IReadOnlyList<string> references) => references.Count == 0
        ? throw new ArgumentException("There is no reference.", nameof(references))
        : references.Max(reference => Score(Letters(hypothesis), Letters(reference)));

    private static double Score(int[] hypothesis, int[] reference)
    {
        double precision = 0, recall = 0;
        var orders = 0;
        var matches = SharedGrams.Count(hypothesis, [reference], Orders);
        for (var order = 1; order <= Math.Min(Orders, Math.Min(hypothesis.Length, reference.Length)); order++)
        {
            precision += matches[order - 1] / (double)(hypothesis.Length - order + 1);
            recall += matches[order - 1] / (double)(reference.Length - order + 1);
            orders++;
        }

        if (precision + recall == 0) return 0;
        (precision, recall) = (precision / orders, recall / orders);
        return 100 * (1 + (Beta * Beta)) * precision * recall / ((Beta * Beta * precision) + recall);
    }

    /// <summary>The code points without blanks.</summary>
    private static int[] Letters(string text)
    {
        var letters = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune)) letters.Add(rune.Value);
        }

        return [.. letters];
    }
}
