namespace Custos.Charts;

/// <summary>Which points of a long series may be left out without changing the picture?</summary>
internal static class Thinning
{
    /// <summary>The points, in pixels, that are needed to draw the same curve: of each column a pixel wide the first, lowest, highest and last.</summary>
    /// <remarks>Source: Jugel et al. 2014, "M4: A Visualization-Oriented Time Series Data Aggregation", section 4. O(n), at most four points a column.
    /// Where x turns back, a column begins anew, so that no loop is lost.</remarks>
    public static IReadOnlyList<Point> Curve(IReadOnlyList<Point> pixels)
    {
        var kept = new List<Point>(Math.Min(pixels.Count, 2048));
        for (var start = 0; start < pixels.Count;)
        {
            var column = Math.Floor(pixels[start].X);
            int end = start, low = start, high = start;
            while (end + 1 < pixels.Count && Math.Floor(pixels[end + 1].X).Equals(column))
            {
                end++;
                low = pixels[end].Y < pixels[low].Y ? end : low;
                high = pixels[end].Y > pixels[high].Y ? end : high;
            }

            var previous = -1;
            foreach (var index in (ReadOnlySpan<int>)[start, Math.Min(low, high), Math.Max(low, high), end])
            {
                if (index > previous)
                {
                    kept.Add(pixels[index]);
                    previous = index;
                }
            }

            start = end + 1;
        }

        return kept;
    }

    /// <summary>A band, in pixels (y grows downwards), with one entry a column: the widest that the column holds, so that a band never looks narrower than it is.</summary>
    public static IReadOnlyList<Band> Envelope(IReadOnlyList<Band> pixels)
    {
        var kept = new List<Band>();
        foreach (var next in pixels)
        {
            // The first entry stays as it is: a band begins where its data do.
            if (kept.Count > 1 && Math.Floor(kept[^1].X).Equals(Math.Floor(next.X)))
            {
                kept[^1] = new Band(next.X, Math.Max(kept[^1].Lower, next.Lower), Math.Min(kept[^1].Upper, next.Upper));
            }
            else
            {
                kept.Add(next);
            }
        }

        return kept;
    }

    /// <summary>Bars, in pixels, of which a column a pixel wide keeps the tallest.</summary>
    public static IReadOnlyList<Bar> Skyline(IReadOnlyList<Bar> pixels)
    {
        var kept = new List<Bar>();
        foreach (var next in pixels)
        {
            if (kept.Count > 0 && Math.Floor(kept[^1].From).Equals(Math.Floor(next.From)))
            {
                kept[^1] = new Bar(kept[^1].From, Math.Max(kept[^1].To, next.To), Math.Min(kept[^1].Value, next.Value));
            }
            else
            {
                kept.Add(next);
            }
        }

        return kept;
    }

    /// <summary>Marks, in pixels, of which no two cover the same half pixel.</summary>
    public static IReadOnlyList<Mark> Cloud(IReadOnlyList<Mark> pixels)
    {
        var seen = new HashSet<(int, int)>();
        return [.. pixels.Where(mark => seen.Add(((int)Math.Floor(mark.X * 2), (int)Math.Floor(mark.Y * 2))))];
    }
}
