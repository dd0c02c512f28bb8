namespace Custos.App.Simulation.Replies;

/// <summary>Where is a text cut into chunks? Either by sizes, over and over, or at places.</summary>
/// <remarks>Sizes and places count UTF-16 code units. No cut falls within a surrogate pair: it moves behind it, since JSON in UTF-8 cannot say half of one.</remarks>
internal sealed record Cuts
{
    private readonly int[] _sizes;
    private readonly int[] _places;

    private Cuts(int[] sizes, int[] places)
    {
        _sizes = sizes;
        _places = places;
    }

    /// <summary>The whole text as one chunk.</summary>
    public static Cuts None { get; } = new([], []);

    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static Cuts Every(params ReadOnlySpan<int> sizes)
    {
        foreach (var size in sizes) ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(sizes));
        return new Cuts(sizes.ToArray(), []);
    }

    /// <summary>At these places, in any order; those outside a text cut nothing.</summary>
    public static Cuts At(params ReadOnlySpan<int> places)
    {
        var sorted = places.ToArray();
        Array.Sort(sorted);
        return new Cuts([], sorted);
    }

    /// <summary>Where do the chunks of a reply stand? At least one for each part, which is empty where the part is.</summary>
    public static Chunk[] Of(Reply reply)
    {
        var chunks = new List<Chunk>();
        for (var part = 0; part < reply.Parts.Count; part++)
        {
            var text = reply.Parts[part].Text;
            var cuts = reply.Parts[part].Cuts ?? reply.Cuts;
            var start = 0;
            for (var number = 0; ; number++)
            {
                var end = cuts.After(text, start, number);
                chunks.Add(new Chunk(part, start, end - start, IsLast: end == text.Length));
                if (end == text.Length) break;
                start = end;
            }
        }

        return [.. chunks];
    }

    private int After(string text, int start, int number)
    {
        var end = _sizes.Length > 0 ? Math.Min((long)start + _sizes[number % _sizes.Length], text.Length) : Array.Find(_places, place => place > start) is > 0 and var place ? Math.Min(place, text.Length) : text.Length;
        return (int)(end < text.Length && char.IsLowSurrogate(text[(int)end]) && char.IsHighSurrogate(text[(int)end - 1]) ? end + 1 : end);
    }
}

/// <summary>A piece of the text of one part of a reply.</summary>
/// <param name="Part">The number of the part, from 0.</param>
/// <param name="Start">In UTF-16 code units of its text.</param>
/// <param name="Length">In UTF-16 code units.</param>
/// <param name="IsLast">Whether the part ends with it.</param>
internal readonly record struct Chunk(int Part, int Start, int Length, bool IsLast)
{
    public bool IsFirst => Start == 0;
}
