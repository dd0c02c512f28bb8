namespace Custos.Statistics.Splits;

/// <summary>How much must each row of a class count, so that every class counts the same?</summary>
public static class ClassWeights
{
    /// <summary>n / (classes × rows of the class), whose mean over rows is 1.</summary>
    /// <param name="counts">The rows of each class.</param>
    /// <exception cref="ArgumentException">There is no class, or one has no row: no weight makes up for rows that are not there.</exception>
    public static double[] Balanced(ReadOnlySpan<long> counts)
    {
        if (counts.IsEmpty) throw new ArgumentException("There is no class.", nameof(counts));
        double all = 0;
        foreach (var count in counts)
        {
            if (count < 1) throw new ArgumentException("A class has no row: no weight makes up for rows that are not there.", nameof(counts));
            all += count;
        }

        var weights = new double[counts.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = all / ((double)counts.Length * counts[i]);
        return weights;
    }
}
