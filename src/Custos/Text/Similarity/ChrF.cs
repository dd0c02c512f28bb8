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

    private static double Score(string hypothesis, string reference)
    {
        double precision = 0, recall = 0;
        var orders = 0;
        for (var order = 1; order <= Orders; order++)
        {
            var found = Count(hypothesis, order, out var foundTotal);
            var expected = Count(reference, order, out var expectedTotal);
            if (foundTotal == 0 || expectedTotal == 0) continue;
            var matches = found.Sum(gram => Math.Min(gram.Value, expected.GetValueOrDefault(gram.Key)));
            precision += matches / (double)foundTotal;
            recall += matches / (double)expectedTotal;
            orders++;
        }

        if (precision + recall == 0) return 0;
        (precision, recall) = (precision / orders, recall / orders);
        return 100 * (1 + (Beta * Beta)) * precision * recall / ((Beta * Beta * precision) + recall);
    }

    private static string Letters(string text) => string.Concat(text.Where(unit => !char.IsWhiteSpace(unit)));

    private static Dictionary<string, int> Count(string text, int order, out int total)
    {
        var starts = Starts(text);
        total = Math.Max(0, starts.Count - order);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i + order < starts.Count; i++)
        {
            var gram = text[starts[i]..starts[i + order]];
            counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }

        return counts;
    }

    /// <summary>Where each code point starts, and the end.</summary>
    private static List<int> Starts(string text)
    {
        var starts = new List<int>(text.Length + 1) { 0 };
        foreach (var rune in text.EnumerateRunes()) starts.Add(Math.Min(text.Length, starts[^1] + rune.Utf16SequenceLength));
        return starts;
    }
}
