namespace Custos.Statistics.Splits;

/// <summary>Into which fold does each row go, so that no group (user, conversation, template) is ever in two?</summary>
/// <param name="FoldOfRow">The fold of each row, counted from 0.</param>
/// <param name="RowsInFold">The rows of each fold.</param>
public sealed record GroupFolds(IReadOnlyList<int> FoldOfRow, IReadOnlyList<int> RowsInFold)
{
    /// <summary>The folds of these rows: the largest group first, each into the fold with the fewest rows, the lowest of equals.</summary>
    /// <exception cref="ArgumentException">There is no row, or there are fewer groups than folds, so that a fold would be empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 2 folds.</exception>
    /// <remarks>Groups of one size go in the order of their first row, so the same rows give the same folds. O(n + groups × log).</remarks>
    public static GroupFolds Of(IReadOnlyList<string> groups, int folds)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var rowsByGroup = groups.Select((group, row) => (group, row)).GroupBy(pair => pair.group, pair => pair.row, StringComparer.Ordinal)
            .Select(group => group.ToArray()).OrderByDescending(rows => rows.Length).ToArray();
        if (rowsByGroup.Length < folds)
        {
            throw new ArgumentException($"There are {rowsByGroup.Length} groups for {folds} folds: a fold would be empty.", nameof(groups));
        }

        var foldOfRow = new int[groups.Count];
        var size = new int[folds];
        var smallest = new PriorityQueue<int, (int Size, int Fold)>(Enumerable.Range(0, folds).Select(fold => (fold, (0, fold))));
        foreach (var rows in rowsByGroup)
        {
            var fold = smallest.Dequeue();
            foreach (var row in rows) foldOfRow[row] = fold;
            size[fold] += rows.Length;
            smallest.Enqueue(fold, (size[fold], fold));
        }

        return new GroupFolds(foldOfRow, size);
    }
}
