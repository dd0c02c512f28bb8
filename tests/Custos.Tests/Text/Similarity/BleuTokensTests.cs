using Custos.Text.Similarity;

namespace Custos.Tests.Text.Similarity;

public sealed class BleuTokensTests
{
    // By the published rules of mteval-v13a, mteval-v14 and sacrebleu's zh; worked out by hand. Besides, 13a parts 2,168 texts without
    // line ends and character references (those of xstest.csv and moderation.jsonl, and random ones) as nltk 3.8's NISTTokenizer does;
    // its international one parts at other places than mteval-v14, and Debian carries no other.
    [Theory]
    [InlineData("13a", "Hello, world! It's 3.14 (approx.)", "Hello|,|world|!|It's|3.14|(|approx|.|)")]
    [InlineData("13a", "a 10-year, 1,000.5 &quot;deal&quot; x/y", "a|10|-|year|,|1,000.5|\"|deal|\"|x|/|y")]
    [InlineData("13a", "well-\nknown a-b", "wellknown|a-b")]
    [InlineData("intl", "Hello, world! It's 3.14 €5", "Hello|,|world|!|It|'|s|3.14|€|5")]
    [InlineData("intl", "„Ja“ 😀😀", "„|Ja|“|😀|😀")]
    [InlineData("none", " a,b  c ", "a,b|c")]
    [InlineData("zh", "我爱 cats, 和dogs。", "我|爱|cats|,|和|dogs|。")]
    [InlineData("char", "a b你", "a|b|你")]
    public void A_text_is_parted_by_the_rules_of_its_tokeniser(string tokeniser, string text, string expected) =>
        string.Join('|', BleuTokens.Of(text, tokeniser)).ShouldBe(expected);

    [Fact]
    public void A_tokeniser_that_there_is_not_is_refused() => Should.Throw<ArgumentException>(() => BleuTokens.Of("a", "14b")).ParamName.ShouldBe("tokeniser");
}
