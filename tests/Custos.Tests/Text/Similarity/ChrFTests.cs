using Custos.Text.Similarity;

namespace Custos.Tests.Text.Similarity;

public sealed class ChrFTests
{
    [Fact]
    public void A_text_against_itself_scores_100_and_nothing_in_common_0()
    {
        ChrF.Of("the cat sat", ["the cat sat"]).ShouldBe(100, 1e-12);
        ChrF.Of("the cat sat", ["thecat sat"]).ShouldBe(100, 1e-12);
        ChrF.Of("aaa", ["bbb"]).ShouldBe(0);
        ChrF.Of("", ["bbb"]).ShouldBe(0);
    }

    // By hand: "abc" against "abd": 2/3 of the letters, 1/2 of the pairs, 0 of the one triple; the mean of both rates is 7/18.
    [Fact]
    public void Precision_and_recall_are_averaged_over_the_orders_that_both_have() =>
        ChrF.Of("abc", ["xyz", "abd"]).ShouldBe(100 * 7.0 / 18, 1e-12);

    // By hand: "ab" has orders 1 and 2 only; precision 1, recall (2/4 + 1/3) / 2 = 5/12.
    [Fact]
    public void Recall_counts_twice_as_much() =>
        ChrF.Of("ab", ["abcd"]).ShouldBe(100 * 5 * (5.0 / 12) / (4 + (5.0 / 12)), 1e-12);

    // Source: precision and recall of each order by nltk 3.8 under Debian 12 (chrf_precision_recall_fscore_support), averaged as sacrebleu does.
    [Theory]
    [InlineData("The cat sat on the mat.", "A cat is sitting on the mat.", 40.65900524424653)]
    [InlineData("to be or not to be", "to be, or not to be: that is the question", 31.118812416704046)]
    [InlineData("naïve café 你好 world", "naive cafe 你好 wörld 😀", 31.738797329680132)]
    public void N_grams_are_counted_as_nltk_counts_them(string hypothesis, string reference, double expected) =>
        ChrF.Of(hypothesis, [reference]).ShouldBe(expected, 1e-9);

    [Fact]
    public void A_text_without_reference_is_refused() => Should.Throw<ArgumentException>(() => ChrF.Of("a", [])).ParamName.ShouldBe("references");
}
