using System.Text;
using Custos.Text;

namespace Custos.Tests.Text;

public sealed class WordTokensTests
{
    /// <summary>Expectations printed by scikit-learn 1.2.1, <c>TfidfVectorizer(strip_accents="unicode")</c>, on Python 3.11.</summary>
    [Theory]
    [InlineData("Hello, WORLD", "hello world")]
    [InlineData("İstanbul ΟΔΟΣ ΟΔΟΣ. ΑΣΑ Σ", "istanbul οδος οδος ασα")]
    [InlineData("naïve café ﬁne ｆｕｌｌ", "naive cafe fine full")]
    [InlineData("a b cd e_f _", "cd e_f")]
    [InlineData("x² m³ ½½ Ⅷ", "x2 m3 21 viii")]
    [InlineData("don't can't", "don can")]
    [InlineData("क्षि मानक", "कष नक")]
    [InlineData("ẞßtraße 𝐁𝐨𝐥𝐝 𝒜", "ßßtraße Bold")]
    [InlineData("a\u0301 ab\u0301c", "abc")]
    [InlineData("㎆/s ŉa", "MB ʼna")]
    [InlineData("中文 中", "中文")]
    [InlineData("", "")]
    public void Words_are_those_of_scikit_learn(string text, string words) =>
        string.Join(' ', WordTokens.Of(text)).ShouldBe(words);

    [Theory]
    [InlineData("I'm a b", "i m a b")]
    [InlineData("don't 中 é", "don t 中 e")]
    [InlineData("_ - _", "_ _")]
    public void Single_letters_are_words_where_they_are_asked_for(string text, string words) =>
        string.Join(' ', WordTokens.Of(text, withSingleLetters: true)).ShouldBe(words);

    [Fact]
    public void Hangul_comes_out_in_jamo_as_scikit_learn_leaves_it() =>
        WordTokens.Of("한국어").ShouldBe(["한국어".Normalize(NormalizationForm.FormKD)]);

    [Theory]
    [InlineData(0)]
    [InlineData(0xD800)]
    [InlineData(0xDFFF)]
    [InlineData(0x200F)]
    [InlineData(0x2028)]
    public void What_is_no_word_character_parts_words(int unit) => WordTokens.Of($"ab{(char)unit}cd").ShouldBe(["ab", "cd"]);

    [Fact]
    public void Words_are_found_wherever_they_lie_to_the_blocks_of_64_bytes()
    {
        for (var before = 0; before < 140; before++)
        {
            foreach (var word in new[] { "ab", "été", new string('z', 63), new string('z', 64), new string('ß', 65), "𝟙𝟚" })
            {
                foreach (var after in new[] { "", " ", " yy" })
                {
                    var expected = new List<string> { WordTokens.Of(word)[0] };
                    if (after.Length > 1) expected.Add("yy");
                    WordTokens.Of(new string('.', before) + word + after).ShouldBe(expected);
                }
            }
        }
    }

    [Fact]
    public void A_word_of_a_million_characters_is_one_word() => WordTokens.Of(new string('É', 1_000_000)).ShouldBe([new string('e', 1_000_000)]);
}
