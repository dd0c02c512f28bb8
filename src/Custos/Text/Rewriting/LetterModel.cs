namespace Custos.Text.Rewriting;

/// <summary>How much does a text look like language? Counted in bits of surprise: the fewer a character, the more.</summary>
/// <remarks>
/// The model is the letters' trigrams of eight languages that write with Latin letters, made by <c>LetterModel.py</c>: running
/// English comes to about 3.1 bits a character, the other seven to 3.3 to 4.4, rot13 of them to 5.4 to 6.7, base64 to about 8.
/// Letters of other scripts cost the same whatever they follow. O(n), no allocation. Thread-safe.
/// </remarks>
internal static class LetterModel
{
    /// <summary>Costs are in sixteenths of a bit.</summary>
    public const int UnitsPerBit = 16;

    private const int Symbols = 27;
    private const int OtherScript = (int)(3.5 * UnitsPerBit);
    private const int Punctuation = 4 * UnitsPerBit;
    private const int Digit = 5 * UnitsPerBit;
    private const int Sign = 7 * UnitsPerBit;
    private const int Unreadable = 14 * UnitsPerBit;

    // A capital inside a word: rare in language, every other letter of base64.
    private const int CapitalInside = 2 * UnitsPerBit;

    private static readonly byte[] Costs = Load();

    /// <summary>1 to 26 for the letters a to z of either case, 0 for all else.</summary>
    public static int SymbolOf(char unit) => (uint)((unit | 0x20) - 'a') < 26 ? (unit & 0x1F) : 0;

    /// <summary>The cost of a symbol after two others.</summary>
    public static int Cost(int first, int second, int third) => Costs[(((first * Symbols) + second) * Symbols) + third];

    /// <summary>The cost of a text, in sixteenths of a bit.</summary>
    public static long CostOf(ReadOnlySpan<char> text)
    {
        long cost = 0;
        int first = 0, second = 0;
        var wasSmall = false;
        foreach (var unit in text)
        {
            var symbol = SymbolOf(unit);
            if (symbol > 0)
            {
                var isSmall = unit >= 'a';
                cost += Cost(first, second, symbol) + (wasSmall && !isSmall ? CapitalInside : 0);
                wasSmall = isSmall;
            }
            else
            {
                cost += unit is ' ' or '\n' ? second > 0 ? Cost(first, second, 0) : UnitsPerBit : CostOfOther(unit);
                wasSmall = false;
            }

            (first, second) = (second, symbol);
        }

        return cost;
    }

    /// <summary>Bits a character; 0 for the empty text.</summary>
    public static double BitsPerCharacter(ReadOnlySpan<char> text) => text.Length == 0 ? 0 : CostOf(text) / (double)UnitsPerBit / text.Length;

    private static int CostOfOther(char unit) => unit switch
    {
        >= '0' and <= '9' => Digit,
        '.' or ',' or ';' or ':' or '\'' or '"' or '!' or '?' or '(' or ')' or '-' or '\t' or '\r' => Punctuation,
        < ' ' or (>= (char)127 and < (char)160) or '\uFFFD' or '\uFFFE' or '\uFFFF' => Unreadable,
        < (char)127 => Sign,
        _ => char.IsLetter(unit) || char.IsSurrogate(unit) || char.IsWhiteSpace(unit) || char.IsPunctuation(unit) || char.GetUnicodeCategory(unit) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
            ? OtherScript
            : Sign,
    };

    private static byte[] Load()
    {
        using var stream = typeof(LetterModel).Assembly.GetManifestResourceStream("Custos.Text.Rewriting.LetterModel.bin")!;
        var costs = new byte[Symbols * Symbols * Symbols];
        stream.ReadExactly(costs);
        return costs;
    }
}
