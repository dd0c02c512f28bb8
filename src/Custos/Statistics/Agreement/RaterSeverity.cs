using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Regression;

namespace Custos.Statistics.Agreement;

/// <summary>Who scored which item, and how high?</summary>
public readonly record struct RaterScore(int Item, int Rater, double Score);

/// <summary>How did the separation of raters' levels from items' ended?</summary>
public abstract record RaterSeverityOutcome
{
    private RaterSeverityOutcome()
    {
    }

    /// <summary>Items and raters are told apart.</summary>
    public sealed record Fitted(RaterSeverity Fit) : RaterSeverityOutcome;

    /// <summary>The ratings fall into islands that share neither item nor rater, so a harsh island cannot be told from poor items.</summary>
    public sealed record Unconnected(int Islands, string Reason) : RaterSeverityOutcome;

    /// <summary>The fit, or an exception with the reason where there is none.</summary>
    /// <exception cref="InvalidOperationException">The ratings are not connected.</exception>
    public RaterSeverity Required() => this switch
    {
        Fitted fitted => fitted.Fit,
        Unconnected unconnected => throw new InvalidOperationException(unconnected.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>How much higher or lower does each rater score than the others, on the same items?</summary>
/// <param name="ItemEffects">Each item's score as an average rater would give it; null for an item without a score.</param>
/// <param name="RaterEffects">What each rater adds, in points; they sum to 0. Null for a rater without a score.</param>
/// <param name="RaterIntervals">Student t intervals of the same; null where no degree of freedom is left or the rater has no score.</param>
/// <param name="RawItemMeans">Each item's plain mean, to compare with: what is reported when raters' levels are ignored.</param>
/// <param name="ResidualSumOfSquares">In squared points.</param>
/// <param name="DegreesOfFreedom">Scores less items less raters plus 1.</param>
/// <param name="N">Scores.</param>
public sealed record RaterSeverity(
    IReadOnlyList<double?> ItemEffects,
    IReadOnlyList<double?> RaterEffects,
    IReadOnlyList<Interval?> RaterIntervals,
    IReadOnlyList<double?> RawItemMeans,
    double ResidualSumOfSquares,
    int DegreesOfFreedom,
    long N)
{
    /// <summary>Score = item + rater + error, by least squares.</summary>
    /// <exception cref="ArgumentException">No score, an index below 0, or a score that is not finite.</exception>
    /// <remarks>The items are eliminated, which leaves raters × raters equations. Cost O(scores × raters + raters³).</remarks>
    public static RaterSeverityOutcome Fit(IReadOnlyList<RaterScore> scores, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        if (scores.Count == 0) throw new ArgumentException("There is no score.", nameof(scores));
        foreach (var score in scores)
        {
            if (score.Item < 0 || score.Rater < 0) throw new ArgumentException("Items and raters count from 0.", nameof(scores));
            Require.Finite(score.Score, nameof(scores));
        }

        var islands = Islands(scores);
        if (islands > 1)
        {
            return new RaterSeverityOutcome.Unconnected(
                islands, $"The scores fall into {islands} islands that share neither item nor rater. Let some rater score items of each, or fit each alone.");
        }

        return new RaterSeverityOutcome.Fitted(Solve(scores, confidence));
    }

    private static RaterSeverity Solve(IReadOnlyList<RaterScore> scores, double confidence)
    {
        var itemCount = scores.Max(score => score.Item) + 1;
        var byItem = scores.GroupBy(score => score.Item).ToArray();
        int[] raters = [.. scores.Select(score => score.Rater).Distinct().Order()];
        var place = raters.Select((rater, index) => (rater, index)).ToDictionary(pair => pair.rater, pair => pair.index);
        var (matrix, right) = RaterEquations(byItem, place);
        var lower = Cholesky.Factor(matrix) ?? throw new System.Diagnostics.UnreachableException("A connected set of scores has one solution.");
        var effects = Cholesky.Solve(lower, right);
        var items = new double?[itemCount];
        var raw = new double?[itemCount];
        var rss = 0.0;
        foreach (var item in byItem)
        {
            var level = item.Average(score => score.Score - effects[place[score.Rater]]);
            items[item.Key] = level;
            raw[item.Key] = item.Average(score => score.Score);
            rss += item.Sum(score => Square(score.Score - level - effects[place[score.Rater]]));
        }

        var degrees = scores.Count - byItem.Length - raters.Length + 1;
        var inverse = Cholesky.Inverse(lower);
        var raterEffects = new double?[raters[^1] + 1];
        var intervals = new Interval?[raters[^1] + 1];
        for (var r = 0; r < raters.Length; r++)
        {
            raterEffects[raters[r]] = effects[r];
            if (degrees < 1) continue;
            var half = StudentT.InverseSurvival((1 - confidence) / 2, degrees) * Math.Sqrt(rss / degrees * Math.Max(0, inverse[r][r] - 1.0 / raters.Length));
            intervals[raters[r]] = new Interval(effects[r] - half, effects[r] + half, confidence);
        }

        return new RaterSeverity(items, raterEffects, intervals, raw, rss, degrees, scores.Count);
    }

    // With the mean of all effects added to each equation, which makes them sum to 0.
    private static (double[][] Matrix, double[] Right) RaterEquations(IGrouping<int, RaterScore>[] byItem, Dictionary<int, int> place)
    {
        var size = place.Count;
        var matrix = new double[size][];
        for (var a = 0; a < size; a++)
        {
            matrix[a] = new double[size];
            Array.Fill(matrix[a], 1.0 / size);
        }

        var right = new double[size];
        foreach (var item in byItem)
        {
            RaterScore[] given = [.. item];
            var mean = given.Average(score => score.Score);
            foreach (var score in given)
            {
                var a = place[score.Rater];
                matrix[a][a]++;
                right[a] += score.Score - mean;
                foreach (var other in given) matrix[a][place[other.Rater]] -= 1.0 / given.Length;
            }
        }

        return (matrix, right);
    }

    private static int Islands(IReadOnlyList<RaterScore> scores)
    {
        var parent = new Dictionary<(bool IsItem, int Id), (bool IsItem, int Id)>();
        foreach (var score in scores) parent[Root((true, score.Item))] = Root((false, score.Rater));
        return parent.Keys.ToArray().Select(Root).Distinct().Count();

        (bool, int) Root((bool, int) node)
        {
            if (parent.TryAdd(node, node)) return node;
            while (parent[node] != node) node = parent[node] = parent[parent[node]];
            return node;
        }
    }

    private static double Square(double value) => value * value;
}
