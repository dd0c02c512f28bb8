namespace Custos.Policy.Values;

/// <summary>Which of an expression's reads and calls, by their numbers, is an answer waiting for?</summary>
/// <remarks>Takes no memory of its own as long as all numbers are below 64.</remarks>
internal readonly struct UnknownSet(ulong first, ulong[]? further) : IEquatable<UnknownSet>
{
    private const int Width = 64;

    /// <summary>The numbers below 64, a bit each.</summary>
    public ulong First => first;

    /// <summary>The numbers from 64 on, 64 to a word; null for none.</summary>
    public ulong[]? Further => further;

    public static UnknownSet Of(int number)
    {
        if (number < Width) return new UnknownSet(1UL << number, null);
        var words = new ulong[number / Width];
        words[^1] = 1UL << number % Width;
        return new UnknownSet(0, words);
    }

    public static UnknownSet Union(UnknownSet one, UnknownSet other)
    {
        if (one.Further is not { } left || other.Further is not { } right) return new UnknownSet(one.First | other.First, one.Further ?? other.Further);
        var (longer, shorter) = left.Length >= right.Length ? (left, right) : (right, left);
        var words = longer.ToArray();
        for (var i = 0; i < shorter.Length; i++) words[i] |= shorter[i];
        return new UnknownSet(one.First | other.First, words);
    }

    public bool Contains(int number) => number < Width
        ? (first >> number & 1) != 0
        : further is not null && number / Width <= further.Length && (further[number / Width - 1] >> number % Width & 1) != 0;

    public bool Equals(UnknownSet other) => first == other.First && (further ?? []).AsSpan().SequenceEqual(other.Further ?? []);

    public override bool Equals(object? obj) => obj is UnknownSet other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(first, further?.Length);
}
