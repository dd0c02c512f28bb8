namespace Custos.Learning;

/// <summary>Which weighted sum of a row's columns tells best whether it bears a label? L2-penalised logistic regression.</summary>
public static class LogisticRegression
{
    /// <summary>Which weights minimise <c>½‖w / s‖² + C · Σ weight · log-loss</c>, for each label? s is 1 where columns are penalised alike.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="labels">Per label, one value per row: 1, 0, or -1 for unknown, which takes no part.</param>
    /// <param name="options">Penalty, class weights and when to stop.</param>
    /// <param name="cancellationToken">Stops the work between steps.</param>
    /// <returns>One fit per label, in their order.</returns>
    /// <exception cref="ArgumentException">A label has not one value per row, holds another value, or lacks one of its classes; or values are negative under a penalty that cannot have it.</exception>
    /// <remarks>
    /// The objective is that of scikit-learn's <c>LogisticRegression</c> (no penalty on the intercept). Newton's method, each
    /// step by preconditioned conjugate gradients and a backtracking line search: Nocedal, Wright 2006, algorithm 7.1. Two
    /// labels share each pass over the rows; a label's arithmetic is sequential and never depends on its neighbour, so that
    /// the result is bit-identical for any number of threads and any company of labels. Cost O(values) per pass, 30 to 80
    /// passes as a rule.
    /// </remarks>
    public static IReadOnlyList<LogisticFit> Fit(
        SparseRows x, IReadOnlyList<ReadOnlyMemory<sbyte>> labels, LogisticOptions options, CancellationToken cancellationToken = default)
    {
        LogisticOptions.Check(options);
        for (var label = 0; label < labels.Count; label++)
        {
            CheckLabel(labels[label].Span, label, x.Rows);
        }

        ArgumentOutOfRangeException.ThrowIfNegative(options.EvenColumns, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.EvenColumns, x.Columns, nameof(options));
        var isEven = options.ColumnPenalty == ColumnPenalty.Even;
        if (!isEven && x.Value.ContainsAnyExceptInRange(0, double.MaxValue))
        {
            throw new ArgumentException("The naive Bayes penalty needs values that are not negative.", nameof(x));
        }

        // Two labels share a pass unless that left threads idle, or each has columns of its own scale.
        var together = isEven && labels.Count > options.Threads ? LogisticSolver.Lanes : 1;
        var fits = new LogisticFit[labels.Count];
        var groups = (labels.Count + together - 1) / together;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, groups, parallel, group =>
        {
            if (!isEven)
            {
                fits[group] = FitScaled(x, labels[group], options, cancellationToken);
                return;
            }

            var first = group * together;
            var members = Math.Min(together, labels.Count - first);
            var solver = new LogisticSolver(x, [.. Enumerable.Range(first, members).Select(label => labels[label])], options);
            solver.Solve(cancellationToken).CopyTo(fits, first);
        });
        return fits;
    }

    /// <summary>Fits the columns stretched by their scale, with an even penalty, which is the fit of the columns as they are with a penalty divided by its square.</summary>
    private static LogisticFit FitScaled(SparseRows x, ReadOnlyMemory<sbyte> labels, LogisticOptions options, CancellationToken cancellationToken)
    {
        var scale = NaiveBayesScale.Of(x, x.Columns - options.EvenColumns, labels.Span);
        var fit = new LogisticSolver(x.ScaleColumns(scale), [labels], options).Solve(cancellationToken)[0];
        var weights = fit.Weights.ToArray();
        for (var column = 0; column < weights.Length; column++)
        {
            weights[column] *= scale[column];
        }

        return fit with { Weights = weights };
    }

    private static void CheckLabel(ReadOnlySpan<sbyte> values, int label, int rows)
    {
        if (values.Length != rows)
        {
            throw new ArgumentException($"Label {label} has {values.Length} values for {rows} rows.", nameof(values));
        }

        if (values.ContainsAnyExcept((sbyte)1, (sbyte)0, (sbyte)-1))
        {
            throw new ArgumentException($"Label {label} holds a value that is not 1, 0 or -1.", nameof(values));
        }

        if (!values.Contains((sbyte)1) || !values.Contains((sbyte)0))
        {
            throw new ArgumentException($"Label {label} has rows of one class only.", nameof(values));
        }
    }
}
