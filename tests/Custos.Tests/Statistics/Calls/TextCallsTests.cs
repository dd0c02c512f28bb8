using System.Text.Json;
using Custos.Statistics.Calls;

namespace Custos.Tests.Statistics.Calls;

public sealed class TextCallsTests
{
    // Source: sacrebleu 2's README.
    [Fact]
    public void Corpus_bleu_answers_by_name()
    {
        var results = Ask("""{"fn": "text.corpus_bleu", "inputs": {"hypotheses": ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."], "references": [["The dog bit the man.", "It was not unexpected.", "The man bit him first."], ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."]]}}""");

        results.GetProperty("bleu").GetDouble().ShouldBe(48.530827009929865, 1e-9);
        results.GetProperty("sys_len").GetInt64().ShouldBe(17);
    }

    // Source: Lin 2004.
    [Fact]
    public void Rouge_answers_by_name() =>
        Ask("""{"fn": "text.rouge_l", "inputs": {"reference": "police killed the gunman", "candidates": ["police kill the gunman", "the gunman kill police"], "beta": 1}}""")
            .GetProperty("f1").EnumerateArray().Select(f => f.GetDouble()).ShouldBe([0.75, 0.5]);

    [Fact]
    public void A_smoothing_that_there_is_not_is_told_by_its_place() =>
        Answer("""{"fn": "text.sentence_bleu", "inputs": {"hypothesis": ["a"], "references": [["a"]], "smooth": "soft"}}""")
            .GetProperty("error").GetString()!.ShouldContain("inputs.smooth");

    [Fact]
    public void Lists_of_unequal_length_are_told()
    {
        Answer("""{"fn": "text.corpus_bleu_tokens", "inputs": {"hypotheses": [["a"]], "references": []}}""").GetProperty("error").GetString()!.ShouldContain("inputs.references");
        Answer("""{"fn": "text.corpus_bleu_tokens", "inputs": {"hypotheses": [], "references": []}}""").GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }

    private static JsonElement Ask(string line) => Answer(line).GetProperty("results");

    private static JsonElement Answer(string line) => JsonDocument.Parse(CallLine.Answer(line)).RootElement;
}
