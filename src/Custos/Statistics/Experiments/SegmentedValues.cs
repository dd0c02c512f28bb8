using Custos.Statistics.Means;
using Custos.Statistics.Ranks;

namespace Custos.Statistics.Experiments;

/// <summary>Do the values of two sides differ, or only the mix of segments that they come from? From rows rather than moments.</summary>
public static class SegmentedValues
{
    /// <summary>Compares the means, A − B, segment by segment.</summary>
    /// <param name="a">At least one, finite.</param>
    /// <param name="segmentsA">The segment of each.</param>
    /// <param name="b">At least one, finite.</param>
    /// <param name="segmentsB">The segment of each.</param>
    /// <param name="confidence">Of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">A side is empty, or values and segments differ in number.</exception>
    public static StratifiedComparison Compare(
        IReadOnlyList<double> a, IReadOnlyList<string> segmentsA, IReadOnlyList<double> b, IReadOnlyList<string> segmentsB, double confidence = 0.95)
    {
        Require.SameLength(a.Count, segmentsA.Count, nameof(segmentsA));
        Require.SameLength(b.Count, segmentsB.Count, nameof(segmentsB));
        var (ofA, ofB) = (Moments(a, segmentsA), Moments(b, segmentsB));
        return StratifiedComparison.Of(
            [.. ofA.Keys.Union(ofB.Keys).Order(StringComparer.Ordinal).Select(name => new Stratum(name, ofA.GetValueOrDefault(name), ofB.GetValueOrDefault(name)))], confidence);
    }

    /// <summary>Compares the ranks that the values have among all of both sides, as shares of all: the difference A − B over all is how much
    /// more often than not a value of A is the larger one, P(A larger) + ½ P(equal) − ½.</summary>
    /// <remarks>What Mann–Whitney's test asks of the whole is a mean of ranks, so that heavy tails have no say and the mix can be taken out of it.
    /// The intervals are those of means of ranks, approximate. Parameters as <see cref="Compare"/>. O(n log n).</remarks>
    public static StratifiedComparison CompareRanks(
        IReadOnlyList<double> a, IReadOnlyList<string> segmentsA, IReadOnlyList<double> b, IReadOnlyList<string> segmentsB, double confidence = 0.95)
    {
        double[] all = [.. a, .. b];
        Require.Finite(all, nameof(a));
        var (doubled, _) = MidRanks.Of(all);
        double[] shares = Array.ConvertAll(doubled, rank => rank / (2.0 * all.Length));
        return Compare(shares[..a.Count], segmentsA, shares[a.Count..], segmentsB, confidence);
    }

    private static Dictionary<string, Moments> Moments(IReadOnlyList<double> values, IReadOnlyList<string> segments) => values.Zip(segments)
        .GroupBy(row => row.Second, row => row.First, StringComparer.Ordinal)
        .ToDictionary(segment => segment.Key, segment => Means.Moments.Of([.. segment]), StringComparer.Ordinal);
}
