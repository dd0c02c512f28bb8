using Custos.Text.Similarity;

namespace Custos.Tests.Text.Similarity;

public sealed class CorpusBleuTests
{
    private static readonly string[] Hypotheses = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."];

    private static readonly string[][] References =
    [
        ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
        ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
    ];

    // Source: the example in sacrebleu 2's README, which prints 48.530827009929865 with precisions 82.4/50.0/45.5/37.5.
    [Fact]
    public void The_example_of_sacrebleu_scores_what_sacrebleu_prints()
    {
        var bleu = CorpusBleu.Of(Hypotheses, References);

        bleu.Score.ShouldBe(48.530827009929865, 1e-9);
        bleu.Precisions.Select(precision => Math.Round(precision, 1)).ShouldBe([82.4, 50.0, 45.5, 37.5]);
        bleu.BrevityPenalty.ShouldBe(0.9428731438548749, 1e-12); // exp(1 - 18/17)
        (bleu.SystemLength, bleu.ReferenceLength).ShouldBe((17, 18));
        bleu.Counts.ShouldBe([14, 7, 5, 3]);
        bleu.Totals.ShouldBe([17, 14, 11, 8]);
    }

    // By hand: one match of two words and none of the one pair; longer n-grams the text has not.
    [Theory]
    [InlineData("none", null, 0, 0.0)]
    [InlineData("floor", null, 10, 0.0)]
    [InlineData("floor", 0.5, 50, 0.0)]
    [InlineData("add-k", null, 50, 0.0)]
    [InlineData("exp", null, 50, 0.0)]
    public void Smoothing_fills_in_for_orders_without_a_match(string smoothing, double? value, double second, double score)
    {
        var bleu = CorpusBleu.Of(["the cat"], [["the dog"]], "none", smoothing, value);

        bleu.Precisions[0].ShouldBe(50);
        bleu.Precisions[1].ShouldBe(second, 1e-12);
        bleu.Score.ShouldBe(smoothing == "add-k" ? 100 * Math.Pow(0.5 * 0.5, 0.25) : score, 1e-9);
    }

    [Fact]
    public void A_text_against_itself_scores_100_and_nothing_in_common_scores_0()
    {
        CorpusBleu.Of(["one two three four five"], [["one two three four five"]]).Score.ShouldBe(100, 1e-9);
        CorpusBleu.Of(["one two three four five"], [["six seven eight"]]).Score.ShouldBe(0);
        CorpusBleu.Of([""], [["six seven eight"]]).Score.ShouldBe(0);
    }

    [Fact]
    public void What_cannot_be_scored_is_refused()
    {
        Should.Throw<ArgumentException>(() => CorpusBleu.Of([], [[]])).ParamName.ShouldBe("hypotheses");
        Should.Throw<ArgumentException>(() => CorpusBleu.Of(["a"], [])).ParamName.ShouldBe("references");
        Should.Throw<ArgumentException>(() => CorpusBleu.Of(["a"], [["a", "b"]])).ParamName.ShouldBe("references");
        Should.Throw<ArgumentException>(() => CorpusBleu.Of(["a"], [["a"]], smoothing: "soft")).ParamName.ShouldBe("smoothing");
    }
}
