namespace Custos.Statistics.Conformal;

/// <summary>Which classes can a row not be said not to belong to? Sets that hold the true class with the chance promised, class by class.</summary>
/// <remarks>Calibrated within each class, so the promise holds for rare classes too. Immutable. Source: Vovk, Gammerman, Shafer 2005, ch. 4 (Mondrian).</remarks>
public sealed class ConformalClasses
{
    private readonly double[][] _ascending;

    private ConformalClasses(double[][] ascending) => _ascending = ascending;

    /// <summary>The number of classes.</summary>
    public int Count => _ascending.Length;

    /// <param name="nonconformityByClass">For each class, how strange its own calibration rows look as members of it; higher is stranger.</param>
    /// <exception cref="ArgumentException">There is no class, a class has no row, or a score is not finite.</exception>
    public static ConformalClasses Calibrate(IReadOnlyList<double[]> nonconformityByClass)
    {
        ArgumentNullException.ThrowIfNull(nonconformityByClass);
        if (nonconformityByClass.Count == 0) throw new ArgumentException("There is no class.", nameof(nonconformityByClass));
        var ascending = new double[nonconformityByClass.Count][];
        for (var i = 0; i < ascending.Length; i++)
        {
            Require.Finite(nonconformityByClass[i], nameof(nonconformityByClass));
            ascending[i] = [.. nonconformityByClass[i]];
            RadixSort.Sort(ascending[i]);
        }

        return new ConformalClasses(ascending);
    }

    /// <summary>How likely would a true member of the class look at least this strange? (1 + calibration rows at least as strange) / (n + 1).</summary>
    /// <exception cref="ArgumentException">The score is not finite.</exception>
    public double PValue(int @class, double nonconformity)
    {
        Require.Finite(nonconformity, nameof(nonconformity));
        var scores = _ascending[@class];
        int low = 0, high = scores.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (scores[middle] < nonconformity) low = middle + 1;
            else high = middle;
        }

        return (1.0 + scores.Length - low) / (scores.Length + 1.0);
    }

    /// <summary>The classes whose p-value is above alpha: the true one is among them with chance at least 1 − alpha. An empty set says that the row looks like none.</summary>
    /// <exception cref="ArgumentException">There is not one finite score per class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not inside (0, 1).</exception>
    public IReadOnlyList<int> Set(ReadOnlySpan<double> nonconformity, double alpha)
    {
        Require.SameLength(Count, nonconformity.Length, nameof(nonconformity));
        Require.Inside01(alpha, nameof(alpha));
        var set = new List<int>();
        for (var i = 0; i < Count; i++)
        {
            if (PValue(i, nonconformity[i]) > alpha) set.Add(i);
        }

        return set;
    }
}
