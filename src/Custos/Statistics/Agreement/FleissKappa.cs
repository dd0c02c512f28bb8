namespace Custos.Statistics.Agreement;

/// <summary>How far do several raters, not the same ones for each item, agree beyond chance?</summary>
public static class FleissKappa
{
    /// <summary>From counts: how many raters put each item into each category.</summary>
    /// <param name="counts">Items × categories; every item rated by the same number of raters, at least two.</param>
    /// <param name="confidence">Of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">No item, ragged rows, a count that is negative or not whole, or items with different numbers of raters
    /// (then ask <see cref="KrippendorffAlpha"/>).</exception>
    /// <remarks>Sources: Fleiss 1971; the error under chance from Fleiss, Nee and Landis 1979; the error of the value by the
    /// infinitesimal jackknife over items. Cost O(items × categories).</remarks>
    public static AgreementCoefficient Measure(IReadOnlyList<IReadOnlyList<double>> counts, double confidence = 0.95)
    {
        Require.Inside01(confidence, nameof(confidence));
        var raters = Check(counts);
        double items = counts.Count;
        var categories = counts[0].Count;
        double[] share = [.. Enumerable.Range(0, categories).Select(j => counts.Sum(row => row[j]) / (items * raters))];
        double[] agreement = [.. counts.Select(row => row.Sum(count => count * (count - 1)) / (raters * (raters - 1)))];
        var observed = agreement.Average();
        var expected = share.Sum(value => value * value);
        if (!(expected < 1)) return AgreementCoefficient.Of(observed, expected, 0, null, items, confidence);

        var spread = share.Sum(value => value * (1 - value));
        var skew = share.Sum(value => value * (1 - value) * (1 - 2 * value));
        var nullVariance = 2 * (spread * spread - skew) / (items * raters * (raters - 1) * spread * spread);
        var variance = 0.0;
        for (var i = 0; i < counts.Count; i++)
        {
            // How kappa moves with one more item like this one.
            var chance = 2 * Enumerable.Range(0, categories).Sum(j => share[j] * (counts[i][j] / raters - share[j]));
            var influence = ((agreement[i] - observed) - chance * (1 - observed) / (1 - expected)) / (1 - expected);
            variance += influence * influence / (items * items);
        }

        return AgreementCoefficient.Of(observed, expected, variance, nullVariance, items, confidence);
    }

    private static double Check(IReadOnlyList<IReadOnlyList<double>> counts)
    {
        if (counts.Count == 0) throw new ArgumentException("There is no item.", nameof(counts));
        var raters = counts[0].Sum();
        if (raters < 2) throw new ArgumentException("Agreement needs at least two ratings of each item.", nameof(counts));
        for (var i = 0; i < counts.Count; i++)
        {
            Require.SameLength(counts[0].Count, counts[i].Count, nameof(counts));
            if (counts[i].Any(count => !(count >= 0) || count != Math.Floor(count))) throw new ArgumentException($"Item {i} (counted from 0) has a count that is not a whole number of at least 0.", nameof(counts));
            if (counts[i].Sum() != raters)
            {
                throw new ArgumentException($"Item {i} (counted from 0) has {counts[i].Sum()} ratings, the first has {raters}. Fleiss' kappa needs the same number for each; Krippendorff's alpha does not.", nameof(counts));
            }
        }

        return raters;
    }
}
