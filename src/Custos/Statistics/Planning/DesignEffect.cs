namespace Custos.Statistics.Planning;

/// <summary>How much less do observations tell that come in clusters: several ratings of one item, several messages of one user?</summary>
/// <param name="Value">The factor by which a sample must grow, 1 + (size − 1)·icc; below 1 only where ratings disagree more than by chance.</param>
/// <param name="ClusterSize">Ratings per item, or items per user; the mean where they differ.</param>
/// <remarks>Source: Kish 1965, section 5.4; for unequal clusters Eldridge, Ashby and Kerry 2006.</remarks>
public sealed record DesignEffect(double Value, double ClusterSize)
{
    /// <summary>Nothing is clustered.</summary>
    public static DesignEffect None { get; } = new(1, 1);

    /// <param name="clusterSize">At least 1.</param>
    /// <param name="icc">The correlation within a cluster, at most 1: 0 for raters who agree no more than chance, 1 for raters who always agree.</param>
    /// <param name="sizeVariation">The coefficient of variation of cluster sizes, 0 when all are equal.</param>
    public static DesignEffect Of(double clusterSize, double icc, double sizeVariation = 0)
    {
        Require.Finite(clusterSize, nameof(clusterSize));
        Require.Finite(icc, nameof(icc));
        Require.Finite(sizeVariation, nameof(sizeVariation));
        ArgumentOutOfRangeException.ThrowIfLessThan(clusterSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(icc, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(sizeVariation);
        var value = 1 + ((1 + sizeVariation * sizeVariation) * clusterSize - 1) * icc;
        return value > 0
            ? new DesignEffect(value, clusterSize)
            : throw new ArgumentOutOfRangeException(nameof(icc), icc, "So negative a correlation is impossible in clusters of this size.");
    }

    /// <summary>How many observations replace so many independent ones?</summary>
    public long Observations(double independent) => RequiredSample.Ceiling(independent * Value);

    /// <summary>How many clusters (items, users) is that?</summary>
    public long Clusters(double independent) => RequiredSample.Ceiling(independent * Value / ClusterSize);
}
