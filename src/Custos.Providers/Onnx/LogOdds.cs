namespace Custos.Providers.Onnx;

/// <summary>What are the log-odds of each label, from a model's answers for a text's chunks?</summary>
/// <remarks>In log-odds, because there a probability of nearly 1 keeps its distance from 1, which calibration needs.</remarks>
internal static class LogOdds
{
    // Beyond it, a double cannot tell the probability from 0 or 1.
    private const double Most = 700;

    /// <summary>The log-odds of one chunk's labels; NaN where the answer is none.</summary>
    public static double[] Of(double[] answer, Activation activation) => activation == Activation.Sigmoid
        ? Array.ConvertAll(answer, Bounded)
        : [.. answer.Select((own, label) => Bounded(own - LogSum(answer, label)))];

    /// <summary>The log-odds of a text's labels.</summary>
    /// <param name="chunks">The log-odds of each chunk.</param>
    /// <param name="tokens">How many tokens of the text each chunk has.</param>
    /// <param name="join">How they become one.</param>
    public static double[] Join(IReadOnlyList<double[]> chunks, IReadOnlyList<int> tokens, ChunkJoin join)
    {
        if (chunks.Count == 1) return chunks[0];
        var joined = new double[chunks[0].Length];
        for (var label = 0; label < joined.Length; label++)
        {
            var own = label;
            joined[label] = join == ChunkJoin.Max
                ? chunks.Select(chunk => chunk[own]).Aggregate(Math.Max)
                : OfProbability(chunks.Zip(tokens, (chunk, weight) => weight / (1 + Math.Exp(-chunk[own]))).Sum() / tokens.Sum());
        }

        return joined;
    }

    private static double OfProbability(double probability) => Bounded(Math.Log(probability) - Math.Log(1 - probability));

    private static double Bounded(double logOdds) => double.IsNaN(logOdds) ? logOdds : Math.Clamp(logOdds, -Most, Most);

    // Of all labels but one; shifted by the greatest, so that nothing overflows.
    private static double LogSum(double[] answer, int without)
    {
        var greatest = double.NegativeInfinity;
        for (var label = 0; label < answer.Length; label++)
        {
            if (label != without) greatest = Math.Max(greatest, answer[label]);
        }

        var sum = 0.0;
        for (var label = 0; label < answer.Length; label++)
        {
            if (label != without) sum += Math.Exp(answer[label] - greatest);
        }

        return greatest + Math.Log(sum);
    }
}
