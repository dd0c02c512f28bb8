using System.Globalization;
using Custos.Records;
using Custos.Text;

namespace Custos.Statistics.Sampling;

/// <summary>How many rows does each stratum give, now that its population is known?</summary>
/// <param name="allocation">What was asked for.</param>
/// <param name="minimum">What each stratum that gives any shall give at least.</param>
/// <param name="shortage">What happens where one has too few.</param>
internal sealed class Quotas(Allocation allocation, int minimum, Shortage shortage)
{
    /// <param name="names">The strata.</param>
    /// <param name="populations">Their rows.</param>
    /// <exception cref="BadInputException">A stratum has too few rows, or all have.</exception>
    public int[] Of(IReadOnlyList<string> names, IReadOnlyList<long> populations)
    {
        if (allocation is Allocation.PerStratum per) return [.. names.Select((name, i) => Taken(name, populations[i], per.Rows))];
        if (names.Count == 0) return shortage == Shortage.TakeAll ? [] : throw TooFewRows(allocation.MostOfOne, 0);
        var shares = SharesOf(names, populations);
        var size = allocation.MostOfOne;
        var least = shares.Select((share, i) => share > 0 ? Math.Min(minimum, shortage == Shortage.Fail ? int.MaxValue : populations[i]) : 0L).ToList();
        if (least.Sum() > size) throw TooManyForSize(size);
        if (size > populations.Sum() && shortage != Shortage.TakeAll) throw TooFewRows(size, populations.Sum());
        var most = shortage == Shortage.Redistribute ? populations.Select((rows, i) => shares[i] > 0 ? rows : 0) : populations.Select(_ => long.MaxValue);
        var quotas = Apportionment.Bounded(size, shares, least, [.. most]) ?? throw TooFewRows(size, populations.Where((_, i) => shares[i] > 0).Sum());
        return [.. quotas.Select((quota, i) => Taken(names[i], populations[i], quota))];
    }

    private int Taken(string name, long population, int quota) =>
        quota <= population ? quota : shortage == Shortage.Fail ? throw TooFewOf(name, population, quota) : (int)population;

    private double[] SharesOf(IReadOnlyList<string> names, IReadOnlyList<long> populations) => allocation switch
    {
        Allocation.Proportional => [.. populations.Select(rows => (double)rows)],
        Allocation.Weighted weighted => [.. names.Select(name => weighted.Weights.GetValueOrDefault(name))],
        _ => [.. names.Select(_ => 1.0)],
    };

    private BadInputException TooManyForSize(int size) => new(
        string.Create(CultureInfo.InvariantCulture, $"{minimum:N0} rows of each class are more than the {size:N0} of the whole sample."), "Ask for a smaller minimum or a larger sample.");

    private static BadInputException TooFewRows(int size, long rows) => new(
        string.Create(CultureInfo.InvariantCulture, $"There are {rows:N0} rows to draw from, and {size:N0} are asked for."), "Ask for fewer, or for all that there are (take-all).");

    private static BadInputException TooFewOf(string name, long rows, int quota) => new(
        string.Create(CultureInfo.InvariantCulture, $"The class {NearestName.Shown(name)} has {rows:N0} rows, and {quota:N0} of it are asked for."),
        "Ask for fewer, take all that there are (take-all), or let the other classes give the rest (redistribute).");
}
