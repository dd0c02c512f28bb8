namespace Custos.Statistics.Agreement;

/// <summary>How reliable is the mean of several ratings, or how many are needed?</summary>
/// <remarks>Sources: Spearman 1910; Brown 1910. It takes for granted that further raters are as good as those seen and err independently.</remarks>
public static class SpearmanBrown
{
    /// <summary>The reliability of the mean of <paramref name="ratings"/> ratings, each of reliability <paramref name="single"/>.</summary>
    /// <param name="single">At most 1; below 0 is allowed as estimates can be.</param>
    /// <param name="ratings">Above 0; 0.5 halves the ratings.</param>
    /// <exception cref="ArgumentException">Out of range, or so negative a reliability that the mean has none.</exception>
    public static double OfMean(double single, double ratings)
    {
        Require.Finite(single, nameof(single));
        Require.Positive(ratings, nameof(ratings));
        if (single > 1) throw new ArgumentOutOfRangeException(nameof(single), single, "A reliability is at most 1.");
        var spread = 1 + (ratings - 1) * single;
        if (!(spread > 0)) throw new ArgumentOutOfRangeException(nameof(single), single, "So negative a reliability cannot be extended to that many ratings.");
        return ratings * single / spread;
    }

    /// <summary>The fewest ratings of reliability <paramref name="single"/> whose mean reaches <paramref name="wanted"/>.</summary>
    /// <exception cref="ArgumentException">Either is not strictly between 0 and 1.</exception>
    public static long RatingsFor(double wanted, double single)
    {
        Require.Inside01(wanted, nameof(wanted));
        Require.Inside01(single, nameof(single));
        return Math.Max(1, (long)Math.Ceiling(wanted * (1 - single) / (single * (1 - wanted)) - 1e-9));
    }
}
