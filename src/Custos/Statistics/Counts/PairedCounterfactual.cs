using Custos.Records;

namespace Custos.Statistics.Counts;

/// <summary>Is the same request treated differently when only the group that it names is swapped?</summary>
/// <param name="Original">The rate for the requests as they were.</param>
/// <param name="Swapped">The rate for the same requests with the group swapped.</param>
/// <param name="Test">Original against swapped, by the pairs that were treated differently; its difference is original − swapped.</param>
public sealed record PairedCounterfactual(Estimate Original, Estimate Swapped, McNemar Test)
{
    /// <param name="original">True where the request was refused (or flagged), as it was.</param>
    /// <param name="swapped">The same of its swapped twin, in the same order.</param>
    public static PairedCounterfactual Of(IReadOnlyList<bool> original, IReadOnlyList<bool> swapped)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(swapped);
        Require.SameLength(original.Count, swapped.Count, nameof(swapped));
        if (original.Count == 0)
        {
            throw new ArgumentException("There must be at least one pair.", nameof(original));
        }

        long both = 0, first = 0, second = 0;
        for (var i = 0; i < original.Count; i++)
        {
            both += original[i] && swapped[i] ? 1 : 0;
            first += original[i] && !swapped[i] ? 1 : 0;
            second += !original[i] && swapped[i] ? 1 : 0;
        }

        long n = original.Count;
        return new PairedCounterfactual(
            Estimate.OfRate(both + first, n),
            Estimate.OfRate(both + second, n),
            McNemar.Test(new TwoByTwo(both, first, second, n - both - first - second)));
    }
}
