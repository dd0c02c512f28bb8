namespace Custos.Statistics.Agreement;

/// <summary>How often did the first rater say row and the second say column? A square table of counts, which add.</summary>
/// <remarks>Tables of parts of the data add up to the table of all of it, so SQL can count and C# judge.</remarks>
public sealed record RatingTable
{
    /// <param name="counts">Rows of the first rater, columns of the second, both in the same order of at least two categories.</param>
    /// <exception cref="ArgumentException">The table is not square, has one category, a negative count or no rating at all.</exception>
    public RatingTable(IReadOnlyList<IReadOnlyList<double>> counts)
    {
        if (counts.Count < 2) throw new ArgumentException("Agreement needs at least two categories.", nameof(counts));
        foreach (var row in counts)
        {
            if (row.Count != counts.Count) throw new ArgumentException($"The table has {counts.Count} rows but a row of {row.Count} columns; it must be square.", nameof(counts));
            foreach (var count in row)
            {
                Require.Finite(count, nameof(counts));
                if (count < 0) throw new ArgumentException("A count is below 0.", nameof(counts));
            }
        }

        Counts = [.. counts.Select(row => (IReadOnlyList<double>)[.. row])];
        Total = Counts.Sum(row => row.Sum());
        if (Total == 0) throw new ArgumentException("The table holds no rating.", nameof(counts));
    }

    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    /// <summary>The number of items that both rated.</summary>
    public double Total { get; }

    public int Categories => Counts.Count;

    /// <summary>The table of two raters' labels, item by item.</summary>
    /// <param name="first">The first rater's label of each item.</param>
    /// <param name="second">The second rater's label of the same items.</param>
    /// <param name="categories">Every label there is, in order; the distinct labels seen, ascending, unless given.</param>
    /// <exception cref="ArgumentException">The raters have different numbers of labels, or a label is no category.</exception>
    public static RatingTable Of(IReadOnlyList<double> first, IReadOnlyList<double> second, IReadOnlyList<double>? categories = null)
    {
        Require.SameLength(first.Count, second.Count, nameof(second));
        categories ??= [.. first.Concat(second).Distinct().Order()];
        var position = categories.Select((category, index) => (category, index)).ToDictionary(pair => pair.category, pair => pair.index);
        var counts = new double[categories.Count][];
        for (var i = 0; i < counts.Length; i++) counts[i] = new double[counts.Length];
        for (var item = 0; item < first.Count; item++) counts[At(first[item], nameof(first))][At(second[item], nameof(second))]++;
        return new RatingTable(counts);

        int At(double label, string name) => position.TryGetValue(label, out var index)
            ? index
            : throw new ArgumentException($"The label {label} is not one of the categories.", name);
    }

    public static RatingTable operator +(RatingTable left, RatingTable right)
    {
        if (left.Categories != right.Categories) throw new ArgumentException("Tables of different categories do not add.", nameof(right));
        return new RatingTable([.. left.Counts.Zip(right.Counts, (a, b) => (IReadOnlyList<double>)[.. a.Zip(b, (x, y) => x + y)])]);
    }

    /// <summary>The share of each cell.</summary>
    internal double[][] Shares() => [.. Counts.Select(row => row.Select(count => count / Total).ToArray())];
}
