using Custos.Statistics.Distributions;

namespace Custos.Statistics.Means;

/// <summary>Do the means of several groups differ?</summary>
/// <param name="SumOfSquaresBetween">Σ nᵍ (mean of group − grand mean)².</param>
/// <param name="SumOfSquaresWithin">Σ (value − mean of its group)².</param>
/// <param name="DegreesBetween">Groups − 1.</param>
/// <param name="DegreesWithin">Values − groups.</param>
/// <param name="F">The ratio of mean squares; infinite where nothing varies within groups, null where nothing varies at all.</param>
/// <param name="P">P(F' ≥ F) if all means are equal; null without an F.</param>
public sealed record OneWayAnova(
    double SumOfSquaresBetween, double SumOfSquaresWithin, int DegreesBetween, long DegreesWithin, double? F, double? P)
{
    /// <summary>The share of all variance that lies between groups, η²; null where nothing varies.</summary>
    public double? ShareBetween => SumOfSquaresBetween + SumOfSquaresWithin > 0 ? SumOfSquaresBetween / (SumOfSquaresBetween + SumOfSquaresWithin) : null;

    /// <summary>The residual standard deviation.</summary>
    public double ResidualDeviation => Math.Sqrt(SumOfSquaresWithin / DegreesWithin);

    /// <exception cref="ArgumentException">There are fewer than 2 groups, a group is empty, every group has one value, or a value is not finite or beyond 1e150.</exception>
    /// <remarks>All values are measured from one of them, so that NIST's data sets with thirteen constant leading digits keep what doubles hold.</remarks>
    public static OneWayAnova Of(IReadOnlyList<double[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count < 2) throw new ArgumentException("There are fewer than two groups to compare.", nameof(groups));
        foreach (var group in groups) Require.Squarable(group, nameof(groups));
        var all = groups.Sum(group => (long)group.Length);
        if (all == groups.Count) throw new ArgumentException("Every group has one value: nothing tells how values vary within a group.", nameof(groups));
        var pivot = groups[0][0];
        var moments = groups.Select(group => Moments.Of(Array.ConvertAll(group, value => value - pivot))).ToArray();
        var sum = default(CompensatedSum);
        foreach (var group in moments) sum.Add(group.Mean * group.N);
        var grand = sum.Value / all;
        var between = moments.Sum(group => group.N * (group.Mean - grand) * (group.Mean - grand));
        var within = moments.Sum(group => group.SquaredDeviations);
        var (dfBetween, dfWithin) = (groups.Count - 1, all - groups.Count);
        double? f = within > 0 ? between / dfBetween / (within / dfWithin) : between > 0 ? double.PositiveInfinity : null;
        var p = f is { } ratio ? double.IsInfinity(ratio) ? 0 : FisherF.Survival(ratio, dfBetween, dfWithin) : (double?)null;
        return new OneWayAnova(between, within, dfBetween, dfWithin, f, p);
    }
}
