using Custos.Charts;
using Custos.Records;

namespace Custos.Bench.Accuracy;

/// <summary>What does catching harm cost prompts that are safe and look unsafe, threshold by threshold?</summary>
/// <param name="Points">From the strictest threshold to the laxest: the share of safe prompts stopped, F1 out of fold.</param>
/// <param name="SafePrompts">How many there are.</param>
internal sealed record HarmFrontier(IReadOnlyList<HarmFrontier.Operating> Points, int SafePrompts)
{
    /// <summary>Of safe prompts stopped: a point is to stay below.</summary>
    public const double MostBlocked = 0.03;

    /// <param name="Share">Of the highest out-of-fold scores of texts that are flagged: the same share in every fold, since scores of different models do not compare.</param>
    /// <param name="F1">Of moderation.jsonl, out of fold.</param>
    /// <param name="Blocked">Safe prompts stopped, the mean over the folds' models.</param>
    public readonly record struct Operating(double Share, double F1, double Blocked);

    /// <summary>The highest F1 among the points that stop fewer safe prompts than <see cref="MostBlocked"/>.</summary>
    public Operating Best => Points.Where(point => point.Blocked < MostBlocked).MaxBy(point => point.F1);

    public static HarmFrontier Of(HarmAccuracy harm, IReadOnlyList<string> safePrompts)
    {
        var (rows, folded) = (harm.Rows, harm.Folded);
        var positives = rows.Count(row => row.IsBad);
        var byFold = Enumerable.Range(0, FoldedModels.Folds).Select(fold => Enumerable.Range(0, rows.Count).Where(row => folded.FoldOf[row] == fold).OrderByDescending(row => folded.Scores[row]).ToArray()).ToArray();
        var safe = Enumerable.Range(0, FoldedModels.Folds).Select(fold => safePrompts.Select(prompt => folded.Models[fold].Score(prompt)).OrderDescending().ToArray()).ToArray();
        var points = new List<Operating>();
        for (var permille = 1; permille <= 1000; permille += permille < 100 ? 1 : 5)
        {
            var (flagged, found, blocked) = (0, 0, 0);
            for (var fold = 0; fold < byFold.Length; fold++)
            {
                var most = (byFold[fold].Length * permille + 999) / 1000;
                var threshold = folded.Scores[byFold[fold][most - 1]];
                var own = byFold[fold].TakeWhile(row => folded.Scores[row] >= threshold).ToList();
                flagged += own.Count;
                found += own.Count(row => rows[row].IsBad);
                blocked += safe[fold].TakeWhile(score => score >= threshold).Count();
            }

            points.Add(new Operating(permille / 1000.0, 2.0 * found / (flagged + positives), (double)blocked / (safePrompts.Count * byFold.Length)));
        }

        return new HarmFrontier(points, safePrompts.Count);
    }

    public Chart ToChart() => new()
    {
        Title = "Catching harm, and what it costs safe prompts that look unsafe",
        Subtitle = $"F1 on moderation.jsonl out of fold, against {SafePrompts} safe XSTest prompts",
        Caption = FormattableString.Invariant($"Each point flags one share of the highest scores. Marked: the best point that stops fewer than 3 % of the safe prompts, F1 {Best.F1:0.000}."),
        Description = FormattableString.Invariant($"A curve that rises from the left; the best point under 3 % stops {Best.Blocked:P1} of the safe prompts at an F1 of {Best.F1:0.000}."),
        X = new Axis { Label = "safe prompts stopped", Format = AxisFormat.Percent, Min = 0, Max = 0.5 },
        Y = new Axis { Label = "F1 on any harm", Min = 0, Max = 1 },
        Series =
        [
            new Series.Line("", [.. Points.Where(point => point.Blocked <= 0.5).Select(point => new Point(point.Blocked, point.F1))]),
            new Series.Rule("3 %", MostBlocked, RuleDirection.Vertical),
            new Series.Marks("best under 3 %", [new Mark(Best.Blocked, Best.F1)]),
        ],
    };

    /// <summary>The interval of the share of safe prompts stopped at a point; models differ little, so it is that of one of them.</summary>
    public Estimate BlockedAt(Operating point) => Estimate.OfRate((long)Math.Round(point.Blocked * SafePrompts), SafePrompts);
}
