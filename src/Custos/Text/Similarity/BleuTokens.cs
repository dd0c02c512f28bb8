using System.Globalization;
using System.Text;

namespace Custos.Text.Similarity;

/// <summary>Which tokens of a text does BLEU count?</summary>
/// <remarks>
/// The tokenisers of sacrebleu 2.x by name (Post 2018, "A Call for Clarity in Reporting BLEU Scores"), written from their published
/// definitions: <c>13a</c> is mteval-v13a's, <c>intl</c> mteval-v14's international one, <c>zh</c> parts Chinese characters first.
/// O(n).
/// </remarks>
public static class BleuTokens
{
    /// <summary>The names that <see cref="Of"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["13a", "intl", "none", "zh", "char"];

    /// <summary>The tokens of a text by the tokeniser of that name.</summary>
    /// <exception cref="ArgumentException">There is no such tokeniser.</exception>
    public static string[] Of(string text, string tokeniser) => tokeniser switch
    {
        "13a" => Split(Western($" {Unescape(text.TrimEnd())} ")),
        "intl" => Split(International(text.TrimEnd())),
        "none" => Split(text),
        "zh" => Split(Western(Part(text.Trim(), IsChinese))),
        "char" => Split(Part(text, _ => true)),
        _ => throw new ArgumentException($"There is no tokeniser \"{tokeniser}\"; there are {string.Join(", ", Names)}.", nameof(tokeniser)),
    };

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Unescape(string text)
    {
        text = text.Replace("<skipped>", "", StringComparison.Ordinal).Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' ');
        return !text.Contains('&', StringComparison.Ordinal) ? text : text.Replace("&quot;", "\"", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal)
            .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
    }

    private static string Western(string text)
    {
        var apart = Part(text, rune => rune.Value is (>= '{' and <= '~') or (>= '[' and <= '`') or (>= ' ' and <= '&') or (>= '(' and <= '+') or (>= ':' and <= '@') or '/');
        apart = PartPairs(apart, first => !IsDigit(first), IsStop, splitBefore: true);
        apart = PartPairs(apart, IsStop, second => !IsDigit(second), splitBefore: false);
        return PartPairs(apart, IsDigit, second => second.Value == '-', splitBefore: true);
    }

    private static string International(string text)
    {
        var apart = PartPairs(text, first => !IsNumber(first), IsPunctuation, splitBefore: true);
        apart = PartPairs(apart, IsPunctuation, second => !IsNumber(second), splitBefore: false);
        return Part(apart, rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol or UnicodeCategory.OtherSymbol);
    }

    /// <summary>Puts blanks around each such character.</summary>
    private static string Part(string text, Func<Rune, bool> isApart)
    {
        var parted = new StringBuilder(text.Length * 2);
        foreach (var rune in text.EnumerateRunes())
        {
            if (isApart(rune)) parted.Append(' ').Append(rune.ToString()).Append(' ');
            else parted.Append(rune.ToString());
        }

        return parted.ToString();
    }

    /// <summary>Puts blanks around the second of each such pair, or around the first; pairs do not overlap.</summary>
    private static string PartPairs(string text, Func<Rune, bool> isFirst, Func<Rune, bool> isSecond, bool splitBefore)
    {
        var parted = new StringBuilder(text.Length * 2);
        Rune? held = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (held is { } first && isFirst(first) && isSecond(rune))
            {
                parted.Append(splitBefore ? $"{first} {rune} " : $" {first} {rune}");
                held = null;
                continue;
            }

            if (held is { } passed) parted.Append(passed.ToString());
            held = rune;
        }

        return held is { } last ? parted.Append(last.ToString()).ToString() : parted.ToString();
    }

    private static bool IsDigit(Rune rune) => rune.Value is >= '0' and <= '9';

    private static bool IsStop(Rune rune) => rune.Value is '.' or ',';

    private static bool IsNumber(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune);

    // As sacrebleu has it: what it means for the supplementary planes takes in U+2001 to U+2A6D and leaves those planes out.
    private static bool IsChinese(Rune rune) => rune.Value is
        (>= 0x3400 and <= 0x4DB5) or (>= 0x4E00 and <= 0x9FBB) or (>= 0xF900 and <= 0xFA2D) or (>= 0xFA30 and <= 0xFA6A) or (>= 0xFA70 and <= 0xFAD9)
        or (>= 0x2001 and <= 0x2A6D) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x2E80 and <= 0x2EFF) or (>= 0x3000 and <= 0x303F) or (>= 0x31C0 and <= 0x31EF)
        or (>= 0x2F00 and <= 0x2FDF) or (>= 0x2FF0 and <= 0x2FFF) or (>= 0x3100 and <= 0x312F) or (>= 0x31A0 and <= 0x31BF) or (>= 0xFE10 and <= 0xFE1F)
        or (>= 0xFE30 and <= 0xFE4F) or (>= 0x3200 and <= 0x33FF);
}
