namespace Custos.Learning;

/// <summary>How much does a row count?</summary>
public enum ClassWeights
{
    /// <summary>Every row counts once.</summary>
    None,

    /// <summary>Both classes count the same in total: a row of a class counts known rows / (2 · rows of the class).</summary>
    Balanced,
}

/// <summary>How hard is a column's weight drawn towards 0?</summary>
public enum ColumnPenalty
{
    /// <summary>All alike.</summary>
    Even,

    /// <summary>The less, the more the column tells the classes apart by itself: the penalty is divided by its naive Bayes log-count ratio. For columns that are never negative.</summary>
    NaiveBayes,
}

/// <summary>How is a logistic regression fitted?</summary>
public sealed record LogisticOptions
{
    /// <summary>The inverse of the strength of the L2 penalty, above 0.</summary>
    public double C { get; init; } = 1;

    public ClassWeights ClassWeights { get; init; } = ClassWeights.Balanced;

    public ColumnPenalty ColumnPenalty { get; init; } = ColumnPenalty.Even;

    /// <summary>How many of the columns, the last, are penalised evenly whatever <see cref="ColumnPenalty"/> says; from 0 to all.</summary>
    public int EvenColumns { get; init; }

    /// <summary>The length of the gradient, as <see cref="LogisticFit.GradientNorm"/>, at which a fit has converged; above 0.</summary>
    /// <remarks>At 0.001 no weight is further than 0.001 from its best value: several times nearer than scikit-learn's default stops.</remarks>
    public double GradientTolerance { get; init; } = 1e-3;

    /// <summary>The most Newton steps, at least 1.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>How many labels are fitted at the same time, at least 1. The result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <exception cref="ArgumentException">A member leaves its range.</exception>
    internal static void Check(LogisticOptions options)
    {
        if (options.C is not (> 0 and < double.PositiveInfinity))
        {
            throw new ArgumentException("C is above 0 and finite.", nameof(options));
        }

        if (!Enum.IsDefined(options.ColumnPenalty))
        {
            throw new ArgumentException("ColumnPenalty is Even or NaiveBayes.", nameof(options));
        }

        if (!(options.GradientTolerance > 0) || options.MaxIterations < 1 || options.Threads < 1)
        {
            throw new ArgumentException("GradientTolerance is above 0, MaxIterations and Threads are at least 1.", nameof(options));
        }
    }
}
