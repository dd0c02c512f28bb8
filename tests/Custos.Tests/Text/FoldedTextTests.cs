using System.Globalization;
using System.Text;
using Custos.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Text;

public sealed class FoldedTextTests
{
    private static string Fold(string text)
    {
        var folded = new FoldedText();
        folded.Fold(text);
        return Encoding.UTF8.GetString(folded.Utf8);
    }

    [Fact]
    public void Ascii_is_lowered_wherever_it_lies_to_the_vectors()
    {
        var all = string.Concat(Enumerable.Range(0, 128).Select(c => (char)c));
        for (var length = 0; length <= 128; length++)
        {
            Fold(all[..length]).ShouldBe(all[..length].ToLowerInvariant());
            Fold(all[length..]).ShouldBe(all[length..].ToLowerInvariant());
            Fold(all[length..] + "É" + all[..length]).ShouldBe(all[length..].ToLowerInvariant() + "e" + all[..length].ToLowerInvariant());
        }
    }

    [Theory]
    [InlineData("Σ", "σ")]
    [InlineData("ΑΣ", "ας")]
    [InlineData("ΑΣΑ", "ασα")]
    [InlineData("Α'Σ'", "α'ς'")]
    [InlineData("ΑΣ'Α", "ασ'α")]
    [InlineData("1Σ", "1σ")]
    [InlineData("ΑΣ1", "ας1")]
    [InlineData("Α\u0301Σ", "ας")]
    [InlineData("𝐀Σ", "Aς")]
    public void A_capital_sigma_that_ends_a_word_becomes_the_final_form(string text, string folded) => Fold(text).ShouldBe(folded);

    [Fact]
    public void Marks_of_combining_class_0_stay_and_others_go()
    {
        // U+093F, a Devanagari vowel sign, and U+FE0F, a variation selector, are marks (Mc, Mn) of class 0; U+093C has class 7.
        Fold("क\u093f\u093c\ufe0f").ShouldBe("क\u093f\ufe0f");
        CharUnicodeInfo.GetUnicodeCategory('\ufe0f').ShouldBe(UnicodeCategory.NonSpacingMark);
    }

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() => Fold("a\ud800b\udc00").ShouldBe("a\ufffdb\ufffd");

    [Fact]
    public void The_longest_fold_has_room_in_the_smallest_buffer() =>
        Fold(new string('\ufdfa', 5_000)).Length.ShouldBe(18 * 5_000);

    [Fact]
    public void A_buffer_used_again_forgets_the_text_before()
    {
        var folded = new FoldedText();
        folded.Fold(new string('x', 5_000));
        folded.Fold("É");

        folded.Padded.ToArray().ShouldBe([(byte)'e', .. new byte[FoldedText.Padding]]);
    }

    [Fact]
    public void Folding_agrees_with_the_platforms_decomposition_of_old_characters() =>
        Prop.ForAll(Gen.Choose(0x20, 0x24ff).Where(c => c is not (0x3a3 or 0x130)).ArrayOf().ToArbitrary(), codes =>
        {
            // The platform has no combining class: of these blocks only its marks of class 0 are left out of the comparison.
            var text = string.Concat(codes.Select(c => (char)c).Where(c => IsPlain(c)));
            var expected = string.Concat(text.ToLowerInvariant().Normalize(NormalizationForm.FormKD)
                .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
            return Fold(text) == expected;
        }).QuickCheckThrowOnFailure();

    private static bool IsPlain(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.DecimalDigitNumber;
}
