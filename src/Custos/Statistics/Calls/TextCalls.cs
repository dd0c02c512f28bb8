using Custos.Records;
using Custos.Text.Similarity;

namespace Custos.Statistics.Calls;

/// <summary>Which questions about the agreement of texts can be asked by name?</summary>
/// <remarks>They stand here because texts know nothing of statistics.</remarks>
internal static class TextCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("text.corpus_bleu", Corpus),
        new("text.corpus_bleu_tokens", CorpusOfTokens),
        new("text.rouge_l", inputs => new CallResults
        {
            { "f1", inputs.Texts("candidates").Select(candidate => Rouge.OfLongest(inputs.Text("reference"), candidate, Beta(inputs)).F) },
        }),
        new("text.sentence_bleu", inputs => new CallResults
        {
            { "bleu", SentenceBleu.Of(inputs.Texts("hypothesis"), inputs.TextRows("references"), inputs.Choice("smooth", "none", [.. SentenceBleu.Smoothings])) },
        }),
    ];

    private static double Beta(CallInputs inputs) => inputs.NumberOr("beta", 1) is var beta && beta is >= 0 and <= 1e6
        ? beta
        : throw new BadInputException("It is not between 0 and 1e6.", "Give how much recall counts against precision; 1 is equally.", "inputs.beta");

    private static CallResults Corpus(CallInputs inputs)
    {
        var bleu = CorpusBleu.Of(
            inputs.Texts("hypotheses"),
            inputs.TextRows("references"),
            inputs.Choice("tokenize", "13a", [.. BleuTokens.Names]),
            inputs.Choice("smooth", "exp", [.. CorpusBleu.Smoothings]),
            inputs.OptionalNumber("smooth_value"));
        return new CallResults
        {
            { "bleu", bleu.Score },
            { "precisions", bleu.Precisions },
            { "brevity_penalty", bleu.BrevityPenalty },
            { "sys_len", bleu.SystemLength },
            { "ref_len", bleu.ReferenceLength },
            { "counts", bleu.Counts },
            { "totals", bleu.Totals },
        };
    }

    private static CallResults CorpusOfTokens(CallInputs inputs)
    {
        var (hypotheses, references) = (inputs.TextRows("hypotheses"), inputs.TextTables("references"));
        if (hypotheses.Count != references.Count)
        {
            throw new BadInputException($"There are {references.Count} lists of references for {hypotheses.Count} hypotheses.", "Give one list of references for each hypothesis.", "inputs.references");
        }

        return new CallResults
        {
            { "bleu", SentenceBleu.OfCorpus(hypotheses, references) },
            { "mean_of_sentence_bleus", hypotheses.Zip(references, (hypothesis, own) => SentenceBleu.Of(hypothesis, own)).Average() },
        };
    }
}
