using Custos.Text.Rewriting;

namespace Custos.Text.Repeats;

/// <summary>Which code points does a UTF-16 text hold? A lone surrogate stands for itself, so that every text has its own sequence.</summary>
/// <remarks>Algorithms that cut texts anywhere work on code points: they cannot cut a surrogate pair in two. O(n). Thread-safe.</remarks>
internal static class CodePoints
{
    public static int[] Of(ReadOnlySpan<char> text)
    {
        var points = new int[Count(text)];
        Write(text, points);
        return points;
    }

    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = NextPair(text, 0); i >= 0; i = NextPair(text, i + 2)) count--;
        return count;
    }

    /// <summary>Writes the code points of a text and says how many there are.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<int> points)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (IsPair(text, i))
            {
                points[count++] = char.ConvertToUtf32(text[i], text[i + 1]);
                i++;
            }
            else
            {
                points[count++] = text[i];
            }
        }

        return count;
    }

    /// <summary>How many UTF-16 units do the first code points of a text take?</summary>
    public static int Utf16Length(ReadOnlySpan<char> text, int codePoints)
    {
        var end = codePoints;
        for (var i = NextPair(text, 0); i >= 0 && i < end; i = NextPair(text, i + 2)) end++;
        return end;
    }

    /// <summary>How many UTF-16 units do these code points take?</summary>
    public static int Utf16Length(ReadOnlySpan<int> points)
    {
        var length = points.Length;
        foreach (var point in points) length += point > char.MaxValue ? 1 : 0;
        return length;
    }

    /// <summary>Where in UTF-16 stands what is known in code points?</summary>
    public static TextSpan SpanOf(string text, int start, int length)
    {
        var from = Utf16Length(text, start);
        return new TextSpan(from, Utf16Length(text.AsSpan(from), length));
    }

    private static bool IsPair(ReadOnlySpan<char> text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);

    private static int NextPair(ReadOnlySpan<char> text, int from)
    {
        while (true)
        {
            var found = text[from..].IndexOfAnyInRange('\uD800', '\uDBFF');
            if (found < 0) return -1;
            from += found;
            if (IsPair(text, from)) return from;
            from++;
        }
    }
}
