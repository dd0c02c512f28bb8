namespace Custos.Learning;

/// <summary>Which weighted sum of a row's columns tells best whether it bears a label? L2-penalised logistic regression.</summary>
public static class LogisticRegression
{
    /// <summary>Which weights minimise <c>½‖w‖² + C · Σ weight · log-loss</c>, for each label?</summary>
    /// <param name="x">The rows.</param>
    /// <param name="labels">Per label, one value per row: 1, 0, or -1 for unknown, which takes no part.</param>
    /// <param name="options">Penalty, class weights and when to stop.</param>
    /// <param name="cancellationToken">Stops the work between steps.</param>
    /// <returns>One fit per label, in their order.</returns>
    /// <exception cref="ArgumentException">A label has not one value per row, holds another value, or lacks one of its classes.</exception>
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

        // Two labels share a pass unless that left threads idle.
        var together = labels.Count > options.Threads ? LogisticSolver.Lanes : 1;
        var fits = new LogisticFit[labels.Count];
        var groups = (labels.Count + together - 1) / together;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        Parallel.For(0, groups, parallel, group =>
        {
            var first = group * together;
            var members = Math.Min(together, labels.Count - first);
            var solver = new LogisticSolver(x, [.. Enumerable.Range(first, members).Select(label => labels[label])], options);
            solver.Solve(cancellationToken).CopyTo(fits, first);
        });
        return fits;
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
