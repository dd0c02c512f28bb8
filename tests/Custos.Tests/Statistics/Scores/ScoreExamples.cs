namespace Custos.Tests.Statistics.Scores;

/// <summary>Small labelled samples with ties, shared by the tests of the scores.</summary>
internal static class ScoreExamples
{
    public static readonly double[] RankingScores = [0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.2, 0.9, 0.7, 0.7, 0.05, 0.6];
    public static readonly sbyte[] RankingLabels = [0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1];

    public static readonly double[] Forecasts =
        [0.05, 0.1, 0.15, 0.2, 0.3, 0.35, 0.42, 0.5, 0.55, 0.6, 0.65, 0.7, 0.81, 0.88, 0.9, 0.95, 1.0, 0.0, 0.2, 0.4];

    public static readonly sbyte[] Outcomes = [0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0];

    /// <summary>Random scores with many ties, both classes present.</summary>
    public static (double[] Scores, sbyte[] Labels) Random(int seed, int count, int distinct)
    {
        var random = new Random(seed);
        var labels = new sbyte[count];
        var scores = new double[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = (sbyte)(i < 2 ? i : random.Next(2));
            scores[i] = Math.Floor(distinct * (random.NextDouble() + 0.3 * labels[i])) / distinct;
        }

        return (scores, labels);
    }
}
