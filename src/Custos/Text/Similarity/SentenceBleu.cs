namespace Custos.Text.Similarity;

/// <summary>How much does one sentence agree with its references, as a number in [0, 1]?</summary>
/// <remarks>
/// Sources: Papineni et al. 2002; the smoothings are 1 to 7 of Chen and Cherry 2014, with the constants of nltk 3.8 (epsilon 0.1,
/// alpha 5, k 5). Without smoothing a sentence that misses all n-grams of an order scores 0, where nltk 3.8 answers a number below 1e-70.
/// </remarks>
public static class SentenceBleu
{
    private const int Orders = CorpusBleu.Orders;
    private const double Epsilon = 0.1;
    private const double Alpha = 5;
    private const double K = 5;

    /// <summary>The names of the smoothings; floor, add-k and exp are 1, 2 and 3.</summary>
    public static IReadOnlyList<string> Smoothings { get; } =
        ["none", "floor", "add-k", "exp", "method0", "method1", "method2", "method3", "method4", "method5", "method6", "method7"];

    /// <summary>The BLEU of one sentence of tokens.</summary>
    /// <exception cref="ArgumentException">There is no reference or no such smoothing, or method6 finds no pair of tokens that matches.</exception>
    public static double Of(IReadOnlyList<string> hypothesis, IReadOnlyList<IReadOnlyList<string>> references, string smoothing = "none")
    {
        if (references.Count == 0) throw new ArgumentException("There is no reference.", nameof(references));
        var overlap = NGramOverlap.Of(hypothesis, references, NGramOverlap.MostTokens);
        return Score(overlap, hypothesis.Count, NGramOverlap.NearestLength(references, hypothesis.Count), smoothing);
    }

    /// <summary>The BLEU of a corpus of sentences of tokens, each with its own references, without smoothing.</summary>
    /// <exception cref="ArgumentException">There is no sentence, or not one list of references for each.</exception>
    public static double OfCorpus(IReadOnlyList<IReadOnlyList<string>> hypotheses, IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> references)
    {
        if (hypotheses.Count == 0) throw new ArgumentException("There is no sentence to score.", nameof(hypotheses));
        if (references.Count != hypotheses.Count) throw new ArgumentException($"There are {references.Count} lists of references for {hypotheses.Count} sentences.", nameof(references));
        if (references.Any(own => own.Count == 0)) throw new ArgumentException("Every sentence needs a reference.", nameof(references));
        var sum = new NGramOverlap(new long[Orders], new long[Orders]);
        long length = 0, referenceLength = 0;
        for (var i = 0; i < hypotheses.Count; i++)
        {
            var overlap = NGramOverlap.Of(hypotheses[i], references[i], Orders);
            for (var order = 0; order < Orders; order++)
            {
                sum.Matches[order] += overlap.Matches[order];
                sum.Totals[order] += Math.Max(1, overlap.Totals[order]);
            }

            length += hypotheses[i].Count;
            referenceLength += NGramOverlap.NearestLength(references[i], hypotheses[i].Count);
        }

        return Score(sum, length, referenceLength, "none");
    }

    private static double Score(NGramOverlap overlap, long length, long referenceLength, string smoothing)
    {
        if (!Smoothings.Contains(smoothing)) throw new ArgumentException($"There is no smoothing \"{smoothing}\"; there are {string.Join(", ", Smoothings)}.", nameof(smoothing));
        if (overlap.Matches[0] == 0) return 0;
        var precisions = Smooth(overlap, length, smoothing);
        return precisions.Any(precision => precision <= 0) ? 0 : CorpusBleu.Brevity(length, referenceLength) * Math.Exp(precisions.Average(Math.Log));
    }

    private static double[] Smooth(NGramOverlap overlap, long length, string smoothing)
    {
        var plain = overlap.Matches.Select((matches, order) => matches / (double)Math.Max(1, overlap.Totals[order])).ToArray();
        var own = plain[..Orders];
        switch (smoothing)
        {
            case "floor" or "method1":
                return [.. own.Select((p, i) => p == 0 ? Epsilon / Total(i) : p)];
            case "add-k" or "method2":
                return [.. own.Select((p, i) => i == 0 ? p : (overlap.Matches[i] + 1) / (Total(i) + 1))];
            case "exp" or "method3":
                return Halved(own, Total, 1);
            case "method4":
                return Lengthened(own);
            case "method5":
                return Averaged(own, plain[Orders]);
            case "method6":
                return Interpolated(own, overlap);
            case "method7":
                return Averaged(Lengthened(own), plain[Orders]);
            default:
                return own;
        }

        double Total(int order) => Math.Max(1, overlap.Totals[order]);

        double[] Lengthened(double[] precisions) => length > 1 ? Halved(precisions, Total, Math.Log(length) / K) : precisions;
    }

    /// <summary>Each order without a match gets half of the one before it that had none.</summary>
    private static double[] Halved(double[] precisions, Func<int, double> total, double first)
    {
        var share = first;
        return [.. precisions.Select((p, i) => p == 0 ? (share /= 2) / total(i) : p)];
    }

    private static double[] Averaged(double[] precisions, double beyond)
    {
        var averaged = new double[Orders];
        var before = precisions[0] + 1;
        for (var i = 0; i < Orders; i++)
        {
            before = averaged[i] = (before + precisions[i] + (i + 1 < Orders ? precisions[i + 1] : beyond)) / 3;
        }

        return averaged;
    }

    private static double[] Interpolated(double[] precisions, NGramOverlap overlap)
    {
        if (overlap.Matches[1] == 0) throw new ArgumentException("The smoothing method6 needs a pair of tokens that matches.", nameof(overlap));
        var smoothed = precisions.ToArray();
        for (var i = 2; i < Orders; i++)
        {
            var expected = smoothed[i - 2] == 0 ? 0 : smoothed[i - 1] * smoothed[i - 1] / smoothed[i - 2];
            smoothed[i] = (overlap.Matches[i] + (Alpha * expected)) / (overlap.Totals[i] + Alpha);
        }

        return smoothed;
    }
}
