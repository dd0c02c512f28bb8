using System.Globalization;
using System.Text;
using Custos.Text.Rewriting;
using Custos.Text.Views;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Text.Views;

public sealed class CharacterFoldingTests
{
    // Source: Unicode 15.0, NormalizationTest.txt and DerivedNormalizationProps.txt (NFKC_CF).
    [Theory]
    [InlineData("Ｉｇｎｏｒｅ", "ignore")]
    [InlineData("ﬁﬂ", "fifl")]
    [InlineData("𝕴𝖌𝖓𝖔𝖗𝖊", "ignore")]
    [InlineData("Ⓐⓑ①", "ab1")]
    [InlineData("Straße", "strasse")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφοσ")]
    [InlineData("ı\u0307", "ı\u0307")]
    [InlineData("\u1E9B\u0323", "\u1E69")]
    [InlineData("e\u0301", "é")]
    [InlineData("\u1100\u1161\u11A8", "각")]
    [InlineData("\u0928\u093C", "\u0929")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("a\u0323\u0307", "ạ\u0307")]
    [InlineData("a\u0345\u035Db", "a\u035Dιb")]
    [InlineData("i\u200Bg\u2060n\u00ADo\uFEFFr\u202Ee", "ignore")]
    [InlineData("a\u200D\u0301", "á")]
    [InlineData("bo\0m\u0008b", "bomb")]
    [InlineData("bomb\U000E0041\U000E0042", "bomb")]
    [InlineData("line\nnext\ttab", "line\nnext\ttab")]
    public void A_text_is_folded_as_Unicode_says(string text, string expected) => Fold(text).ShouldBe(expected);

    [Fact]
    public void Every_code_point_folds_to_something_normalised_that_folds_to_itself()
    {
        var wrong = new List<int>();
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            // The platform refuses to look at surrogates and at what is not a character.
            if (code is >= 0xD800 and < 0xE000 || CharUnicodeInfo.GetUnicodeCategory(code) == UnicodeCategory.OtherNotAssigned) continue;
            var folded = Fold(char.ConvertFromUtf32(code));
            if (Fold(folded) != folded || !folded.IsNormalized(NormalizationForm.FormC)) wrong.Add(code);
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Composed_and_decomposed_forms_fold_to_the_same()
    {
        var wrong = new List<int>();
        for (var code = 0xA0; code < 0x3100; code++)
        {
            var text = $"a{(char)code}b";
            var folded = Fold(text);
            if (Fold(text.Normalize(NormalizationForm.FormD)) != folded || Fold(text.Normalize(NormalizationForm.FormKC)) != folded) wrong.Add(code);
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Folding_twice_is_folding_once_whatever_the_text() =>
        Prop.ForAll<string>(text => Fold(Fold(text ?? "")) == Fold(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Marks_that_pile_up_are_taken_out_and_counted()
    {
        var counts = new TransformCounts();
        var folded = new MappedText();

        CharacterFolding.Fold("b" + new string('\u0336', 10_000) + "omb", folded, counts);

        folded.Text.ToString().ShouldBe("b\u0336omb");
        counts[Transform.MarksRemoved].ShouldBe(9_999);
        folded.Map.SourceOf(new TextSpan(2, 1)).ShouldBe(new TextSpan(10_001, 1));
    }

    [Theory]
    [InlineData("ที่นี่")]
    [InlineData("हिन्दी में")]
    [InlineData("שָׁלוֹם")]
    [InlineData("việt nam")]
    [InlineData("ខ្ញុំ")]
    public void Marks_that_a_language_needs_stay(string text) => Fold(text).ShouldBe(text.Normalize(NormalizationForm.FormKC));

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() => Fold("a\uD800b\uDC00").ShouldBe("a\uFFFDb\uFFFD");

    private static string Fold(string text)
    {
        var folded = new MappedText();
        CharacterFolding.Fold(text, folded, new TransformCounts());
        folded.Map.Length.ShouldBe(folded.Length);
        return folded.Text.ToString();
    }
}
