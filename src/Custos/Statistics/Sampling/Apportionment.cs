namespace Custos.Statistics.Sampling;

/// <summary>How is a whole number divided by shares into whole numbers?</summary>
public static class Apportionment
{
    /// <summary>By largest remainder (Hamilton's method): each part is its exact share rounded down or up, and they sum to the total.</summary>
    /// <param name="total">At least 0.</param>
    /// <param name="shares">Finite, at least 0, not all 0; they need not sum to 1.</param>
    /// <remarks>Of equal remainders the earlier part is rounded up. O(n log n).</remarks>
    public static int[] LargestRemainder(int total, IReadOnlyList<double> shares)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentNullException.ThrowIfNull(shares);
        Require.Finite(shares.ToArray(), nameof(shares));
        var sum = shares.Sum();
        if (shares.Any(share => share < 0) || !(sum > 0)) throw new ArgumentException("Shares must be at least 0, and not all 0.", nameof(shares));
        var exact = shares.Select(share => total * (share / sum)).ToArray();
        var parts = exact.Select(part => (int)Math.Floor(part)).ToArray();
        var left = total - parts.Sum();
        foreach (var i in Enumerable.Range(0, parts.Length).Where(i => shares[i] > 0).OrderByDescending(i => exact[i] - parts[i]).Take(left)) parts[i]++;
        return parts;
    }

    /// <summary>By largest remainder, with no part below its least or above its most; null where such parts do not sum to the total.</summary>
    /// <remarks>Parts outside their bounds are fixed there, those on the side that is further out first, and the rest is divided among the others again.</remarks>
    public static int[]? Bounded(int total, IReadOnlyList<double> shares, IReadOnlyList<long> least, IReadOnlyList<long> most)
    {
        ArgumentNullException.ThrowIfNull(shares);
        Require.SameLength(shares.Count, least.Count, nameof(least));
        Require.SameLength(shares.Count, most.Count, nameof(most));
        var parts = new int[shares.Count];
        var free = Enumerable.Range(0, shares.Count).ToList();
        var left = (long)total;
        while (left >= 0 && free.Count > 0)
        {
            // What has no share gives no more than it must.
            var divided = free.Any(i => shares[i] > 0) ? LargestRemainder((int)left, [.. free.Select(i => shares[i])]) : new int[free.Count];
            var wanted = free.Zip(divided, (i, part) => (I: i, Part: part)).ToList();
            var above = wanted.Where(part => part.Part > most[part.I]).ToList();
            var below = wanted.Where(part => part.Part < least[part.I]).ToList();
            if (above.Count == 0 && below.Count == 0)
            {
                foreach (var (i, part) in wanted) parts[i] = part;
                return parts.Sum(part => (long)part) == total ? parts : null;
            }

            var isAbove = above.Sum(part => part.Part - most[part.I]) >= below.Sum(part => least[part.I] - part.Part);
            foreach (var (i, _) in isAbove ? above : below)
            {
                parts[i] = (int)(isAbove ? most[i] : least[i]);
                left -= parts[i];
                free.Remove(i);
            }
        }

        return left == 0 ? parts : null;
    }
}
