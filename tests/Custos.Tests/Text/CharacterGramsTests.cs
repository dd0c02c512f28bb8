using System.Text;
using Custos.Text;

namespace Custos.Tests.Text;

public sealed class CharacterGramsTests
{
    private static List<string> Grams(string text, int shortest = 3, int longest = 5)
    {
        var folded = new FoldedText();
        folded.Fold(text);
        var grams = new CharacterGrams(shortest, longest);
        grams.Restart();
        var found = new List<string>();
        while (grams.MoveNext(folded))
        {
            found.Add(Encoding.UTF8.GetString(grams.Word.Slice(grams.Start, grams.Length)));
        }

        return found;
    }

    /// <summary>Expectations printed by scikit-learn 1.2.1, <c>analyzer="char_wb", ngram_range=(3, 5), strip_accents="unicode"</c>.</summary>
    [Fact]
    public void Runs_are_those_of_scikit_learn()
    {
        Grams("ab").ShouldBe([" ab", "ab ", " ab "]);
        Grams("a").ShouldBe([" a "]);
        Grams("abc\t é").ShouldBe([" ab", "abc", "bc ", " abc", "abc ", " abc ", " e "]);
        Grams(" \u2028\u0085\u001c").ShouldBeEmpty();
    }

    [Fact]
    public void Characters_are_code_points() => Grams("😀中", 3, 3).ShouldBe([" 😀中", "😀中 "]);

    [Fact]
    public void A_word_of_any_length_is_cut_in_full() => Grams(new string('x', 100_000), 3, 3).Count.ShouldBe(100_000);
}
