namespace Custos.Tests.Text.Distances;

/// <summary>The textbook's tables, cell by cell, as oracles.</summary>
internal static class TableOfDistances
{
    public static int Edits<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, bool withSwaps = false)
    {
        var cells = new int[first.Count + 1, second.Count + 1];
        for (var i = 0; i <= first.Count; i++)
        {
            for (var j = 0; j <= second.Count; j++)
            {
                if (i == 0 || j == 0)
                {
                    cells[i, j] = i + j;
                    continue;
                }

                cells[i, j] = Math.Min(Math.Min(cells[i - 1, j], cells[i, j - 1]) + 1, cells[i - 1, j - 1] + (Same(first[i - 1], second[j - 1]) ? 0 : 1));
                if (withSwaps && i > 1 && j > 1 && Same(first[i - 1], second[j - 2]) && Same(first[i - 2], second[j - 1])) cells[i, j] = Math.Min(cells[i, j], cells[i - 2, j - 2] + 1);
            }
        }

        return cells[first.Count, second.Count];
    }

    public static int Common<T>(IReadOnlyList<T> first, IReadOnlyList<T> second)
    {
        var cells = new int[first.Count + 1, second.Count + 1];
        for (var i = 1; i <= first.Count; i++)
        {
            for (var j = 1; j <= second.Count; j++)
            {
                cells[i, j] = Same(first[i - 1], second[j - 1]) ? cells[i - 1, j - 1] + 1 : Math.Max(cells[i - 1, j], cells[i, j - 1]);
            }
        }

        return cells[first.Count, second.Count];
    }

    /// <summary>A text of few letters, and one made of it by some changes, so that distances of every size come up.</summary>
    public static (string First, string Second) Draw(Random random, int mostLength)
    {
        var letters = random.Next(1, 5);
        var first = Letters(random.Next(0, mostLength));
        if (random.Next(3) == 0) return (first, Letters(random.Next(0, mostLength)));
        var second = first.ToList();
        for (var edits = random.Next(0, 12); edits > 0; edits--)
        {
            var at = random.Next(second.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    second.Insert(at, Letter());
                    break;
                case 1 when at < second.Count:
                    second.RemoveAt(at);
                    break;
                case 2 when at < second.Count:
                    second[at] = Letter();
                    break;
                case 3 when at + 1 < second.Count:
                    (second[at], second[at + 1]) = (second[at + 1], second[at]);
                    break;
            }
        }

        return (first, string.Concat(second));

        char Letter() => "ab\uD83D\u0000"[random.Next(letters)];
        string Letters(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Letter()));
    }

    private static bool Same<T>(T first, T second) => EqualityComparer<T>.Default.Equals(first, second);
}
