namespace Custos.Text.Similarity;

/// <summary>How much does a system's output agree with reference texts, over a whole corpus?</summary>
/// <param name="Score">In [0, 100].</param>
/// <param name="Precisions">Per order from 1 to 4, in percent, as smoothed.</param>
/// <param name="BrevityPenalty">In [0, 1]; 1 for output as long as its references.</param>
/// <param name="SystemLength">Tokens of the output.</param>
/// <param name="ReferenceLength">Tokens of the nearest references.</param>
/// <param name="Counts">Matching n-grams per order; with add-k smoothing k is added.</param>
/// <param name="Totals">The output's n-grams per order; with add-k smoothing k is added.</param>
/// <remarks>Sources: Papineni et al. 2002; smoothing: Chen and Cherry 2014; the definitions are sacrebleu's (Post 2018).</remarks>
public sealed record CorpusBleu(
    double Score, IReadOnlyList<double> Precisions, double BrevityPenalty, long SystemLength, long ReferenceLength, IReadOnlyList<double> Counts, IReadOnlyList<double> Totals)
{
    internal const int Orders = 4;

    /// <summary>The names of the smoothings.</summary>
    public static IReadOnlyList<string> Smoothings { get; } = ["exp", "floor", "add-k", "none"];

    /// <summary>Scores texts against reference streams, each of which has one reference per text.</summary>
    /// <remarks>The smooth value is what floor puts in place of no match (0.1 unless given), or what add-k adds (1 unless given).</remarks>
    /// <exception cref="ArgumentException">There is no text, no stream, a stream of another length, or no such tokeniser or smoothing.</exception>
    public static CorpusBleu Of(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references, string tokeniser = "13a", string smoothing = "exp", double? smoothValue = null)
    {
        if (hypotheses.Count == 0) throw new ArgumentException("There is no text to score.", nameof(hypotheses));
        if (references.Count == 0) throw new ArgumentException("There is no stream of references.", nameof(references));
        if (references.Any(stream => stream.Count != hypotheses.Count)) throw new ArgumentException($"Every stream of references must have one for each of the {hypotheses.Count} texts.", nameof(references));
        double[] counts = new double[Orders], totals = new double[Orders];
        long systemLength = 0, referenceLength = 0;
        for (var i = 0; i < hypotheses.Count; i++)
        {
            var index = i;
            var text = BleuTokens.Of(hypotheses[i], tokeniser);
            var own = references.Select(stream => (IReadOnlyList<string>)BleuTokens.Of(stream[index], tokeniser)).ToArray();
            var overlap = NGramOverlap.Of(text, own, Orders);
            for (var order = 0; order < Orders; order++)
            {
                counts[order] += overlap.Matches[order];
                totals[order] += overlap.Totals[order];
            }

            systemLength += text.Length;
            referenceLength += NGramOverlap.NearestLength(own, text.Length);
        }

        return Score100(counts, totals, systemLength, referenceLength, smoothing, smoothValue);
    }

    private static CorpusBleu Score100(double[] counts, double[] totals, long systemLength, long referenceLength, string smoothing, double? smoothValue)
    {
        if (!Smoothings.Contains(smoothing)) throw new ArgumentException($"There is no smoothing \"{smoothing}\"; there are {string.Join(", ", Smoothings)}.", nameof(smoothing));
        var penalty = Brevity(systemLength, referenceLength);
        var precisions = new double[Orders];
        if (counts.All(count => count == 0)) return new CorpusBleu(0, precisions, penalty, systemLength, referenceLength, counts, totals);
        var halves = 1.0;
        for (var order = 0; order < Orders; order++)
        {
            if (smoothing == "add-k" && order > 0)
            {
                counts[order] += smoothValue ?? 1;
                totals[order] += smoothValue ?? 1;
            }

            if (totals[order] == 0) break;
            precisions[order] = 100 * counts[order] / totals[order];
            if (counts[order] > 0) continue;
            halves *= 2;
            precisions[order] = smoothing switch
            {
                "exp" => 100 / (halves * totals[order]),
                "floor" => 100 * (smoothValue ?? 0.1) / totals[order],
                _ => 0,
            };
        }

        var score = precisions.Any(precision => precision == 0) ? 0 : penalty * Math.Exp(precisions.Average(precision => Math.Log(precision)));
        return new CorpusBleu(score, precisions, penalty, systemLength, referenceLength, counts, totals);
    }

    /// <summary>The penalty for output that is shorter than its references.</summary>
    internal static double Brevity(long length, long referenceLength) =>
        length >= referenceLength ? 1 : length == 0 ? 0 : Math.Exp(1 - (referenceLength / (double)length));
}
