using Custos.Text.Similarity;

namespace Custos.Tests.Text.Similarity;

public sealed class SentenceBleuTests
{
    private static readonly string[] First = Words("It is a guide to action which ensures that the military always obeys the commands of the party");

    private static readonly string[][] FirstReferences =
    [
        Words("It is a guide to action that ensures that the military will forever heed Party commands"),
        Words("It is the guiding principle which guarantees the military forces always being under the command of the Party"),
        Words("It is the practical guide for the army always to heed the directions of the party"),
    ];

    private static readonly string[] Second = Words("he read the book because he was interested in world history");

    private static readonly string[][] SecondReferences = [Words("he was interested in world history because he read the book")];

    // Source: nltk 3.8, nltk.translate.bleu_score, its documentation's example run under Debian 12.
    [Fact]
    public void The_example_of_nltk_scores_what_nltk_prints()
    {
        SentenceBleu.Of(First, FirstReferences).ShouldBe(0.5045666840058485, 1e-12);
        SentenceBleu.OfCorpus([First, Second], [FirstReferences, SecondReferences]).ShouldBe(0.5920778868801042, 1e-12);
        ((SentenceBleu.Of(First, FirstReferences) + SentenceBleu.Of(Second, SecondReferences)) / 2).ShouldBe(0.6223247442490669, 1e-12);
    }

    // Source: nltk 3.8, SmoothingFunction, run under Debian 12. Without smoothing nltk answers 1.15e-154 where no n-gram of an order matches.
    [Theory]
    [InlineData("none", 0)]
    [InlineData("method1", 0.1155987114790698)]
    [InlineData("method2", 0.34152945510447685)]
    [InlineData("method3", 0.2173604359724957)]
    [InlineData("method4", 0.13559912462945678)]
    [InlineData("method5", 0.2561878676016435)]
    [InlineData("method7", 0.285608045045447)]
    [InlineData("floor", 0.1155987114790698)]
    [InlineData("add-k", 0.34152945510447685)]
    [InlineData("exp", 0.2173604359724957)]
    public void Smoothings_agree_with_nltk(string smoothing, double expected) =>
        SentenceBleu.Of(Words("the cat sat on a mat today"), [Words("the cat is sat upon a mat"), Words("a cat sat there")], smoothing).ShouldBe(expected, 1e-12);

    [Fact]
    public void A_sentence_of_one_word_that_matches_scores_0_unsmoothed_and_an_empty_one_0()
    {
        SentenceBleu.Of(["yes"], [["yes"]]).ShouldBe(0);
        SentenceBleu.Of([], [["yes"]]).ShouldBe(0);
    }

    [Fact]
    public void What_cannot_be_scored_is_refused()
    {
        Should.Throw<ArgumentException>(() => SentenceBleu.Of(["a"], [])).ParamName.ShouldBe("references");
        Should.Throw<ArgumentException>(() => SentenceBleu.Of(["a"], [["a"]], "soft")).ParamName.ShouldBe("smoothing");
        Should.Throw<ArgumentException>(() => SentenceBleu.OfCorpus([["a"]], [])).ParamName.ShouldBe("references");
        Should.Throw<ArgumentException>(() => SentenceBleu.OfCorpus([["a"]], [[]])).ParamName.ShouldBe("references");
    }

    private static string[] Words(string text) => text.Split(' ');
}
