namespace Custos.Text.Similarity;

/// <summary>How many n-grams of a text are in its references too, each counted as often at most as in the reference that has it most?</summary>
/// <param name="Matches">Per order, from 1.</param>
/// <param name="Totals">The text's own n-grams per order, from 1.</param>
/// <remarks>Source: Papineni et al. 2002, section 2.1 (modified n-gram precision). O(tokens × orders).</remarks>
internal sealed record NGramOverlap(long[] Matches, long[] Totals)
{
    /// <summary>The longest n-grams that are counted.</summary>
    public const int MostTokens = 5;

    public static NGramOverlap Of(IReadOnlyList<string> text, IReadOnlyList<IReadOnlyList<string>> references, int orders)
    {
        var names = new Dictionary<string, int>();
        var numbers = Number(text, names);
        var numbered = references.Select(reference => Number(reference, names)).ToArray();
        return new NGramOverlap(SharedGrams.Count(numbers, numbered, orders), [.. Enumerable.Range(1, orders).Select(order => (long)Math.Max(0, numbers.Length - order + 1))]);
    }

    /// <summary>The length of the reference that is nearest to this length; the shorter of two that are as near.</summary>
    public static int NearestLength(IReadOnlyList<IReadOnlyList<string>> references, int length) =>
        references.Select(reference => reference.Count).MinBy(other => (Math.Abs(other - length), other));

    private static int[] Number(IReadOnlyList<string> tokens, Dictionary<string, int> names)
    {
        var numbers = new int[tokens.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!names.TryGetValue(tokens[i], out numbers[i])) names.Add(tokens[i], numbers[i] = names.Count + 1);
        }

        return numbers;
    }
}
