using System.Buffers;

namespace Custos.Text.Distances;

/// <summary>How are two texts' characters or words written as numbers, equal for equal ones?</summary>
internal static class SymbolSequence
{
    /// <summary>Takes away what both begin and end with, and says how much that was.</summary>
    public static int Trim(ref ReadOnlySpan<char> first, ref ReadOnlySpan<char> second)
    {
        var start = first.CommonPrefixLength(second);
        (int firstEnd, int secondEnd) = (first.Length, second.Length);
        while (firstEnd > start && secondEnd > start && first[firstEnd - 1] == second[secondEnd - 1]) (firstEnd, secondEnd) = (firstEnd - 1, secondEnd - 1);
        var trimmed = start + first.Length - firstEnd;
        first = first[start..firstEnd];
        second = second[start..secondEnd];
        return trimmed;
    }

    /// <summary>The UTF-16 units as numbers, in an array to return to the shared pool.</summary>
    public static int[] RentUnits(ReadOnlySpan<char> text)
    {
        var symbols = ArrayPool<int>.Shared.Rent(text.Length);
        for (var i = 0; i < text.Length; i++) symbols[i] = text[i];
        return symbols;
    }

    /// <summary>The words of both as numbers.</summary>
    public static (int[] First, int[] Second) OfWords(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        var numbers = new Dictionary<string, int>();
        return (Numbers(first), Numbers(second));

        int[] Numbers(IReadOnlyList<string> words)
        {
            var sequence = new int[words.Count];
            for (var i = 0; i < sequence.Length; i++)
            {
                if (!numbers.TryGetValue(words[i], out var number)) numbers.Add(words[i], number = numbers.Count);
                sequence[i] = number;
            }

            return sequence;
        }
    }
}
