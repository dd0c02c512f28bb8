using System.Text;

namespace Custos.Text.Similarity;

/// <summary>How long is a text, and how hard is it to read in English?</summary>
/// <param name="Characters">Code points.</param>
/// <param name="Letters">Letters and digits.</param>
/// <param name="Words">Runs of letters and digits, with the apostrophes and hyphens inside them.</param>
/// <param name="Sentences">Stretches of words that end with a full stop, an exclamation or question mark, or the end.</param>
/// <param name="Syllables">Groups of vowels, less a silent e; an estimate for English.</param>
public sealed record Readability(int Characters, int Letters, int Words, int Sentences, int Syllables)
{
    /// <summary>Flesch's reading ease, 100 very easy and 0 very hard; null without a word.</summary>
    /// <remarks>Source: Flesch 1948.</remarks>
    public double? ReadingEase => Words == 0 ? null : 206.835 - (1.015 * Words / Sentences) - (84.6 * Syllables / Words);

    /// <summary>The school grade of the United States that the text is for; null without a word.</summary>
    /// <remarks>Source: Kincaid et al. 1975.</remarks>
    public double? Grade => Words == 0 ? null : (0.39 * Words / Sentences) + (11.8 * Syllables / Words) - 15.59;

    /// <summary>The automated readability index, which needs no syllables; null without a word.</summary>
    /// <remarks>Source: Smith and Senter 1967.</remarks>
    public double? AutomatedIndex => Words == 0 ? null : (4.71 * Letters / Words) + (0.5 * Words / Sentences) - 21.43;

    /// <summary>Measures a text in one pass.</summary>
    public static Readability Of(string text)
    {
        int characters = 0, letters = 0, words = 0, sentences = 0, syllables = 0;
        var word = new StringBuilder();
        var isOpen = false;
        foreach (var rune in text.EnumerateRunes())
        {
            characters++;
            if (Rune.IsLetterOrDigit(rune))
            {
                letters++;
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (rune.Value is not ('\'' or '’' or '-') || word.Length == 0)
            {
                CloseWord();
                if (rune.Value is '.' or '!' or '?' or '…' or '。' or '！' or '？' && isOpen)
                {
                    sentences++;
                    isOpen = false;
                }
            }
        }

        CloseWord();
        return new Readability(characters, letters, words, sentences + (isOpen ? 1 : 0), syllables);

        void CloseWord()
        {
            if (word.Length == 0) return;
            words++;
            syllables += SyllablesOf(word.ToString());
            isOpen = true;
            word.Clear();
        }
    }

    private static int SyllablesOf(string word)
    {
        var groups = 0;
        var inGroup = false;
        foreach (var unit in word)
        {
            var isVowel = unit is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
            groups += isVowel && !inGroup ? 1 : 0;
            inGroup = isVowel;
        }

        var isSilent = groups > 1 && word.EndsWith('e') && !(word.EndsWith("le", StringComparison.Ordinal) && word.Length > 2 && !"aeiouy".Contains(word[^3], StringComparison.Ordinal));
        return Math.Max(1, groups - (isSilent ? 1 : 0));
    }
}
