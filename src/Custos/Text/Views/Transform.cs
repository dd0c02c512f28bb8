namespace Custos.Text.Views;

/// <summary>What did a view change in the text it was made from?</summary>
public enum Transform
{
    /// <summary>Capitals and compatibility forms (full width, ligatures, letters in mathematical alphabets) became plain small letters: Unicode's NFKC_Casefold.</summary>
    Folded,

    /// <summary>Characters that show nothing were taken out: zero-width, bidi controls, tags, variation selectors, controls.</summary>
    InvisibleRemoved,

    /// <summary>Combining marks beyond the first were taken out.</summary>
    MarksRemoved,

    /// <summary>Letters became the Latin letter that they look like.</summary>
    Confusable,

    /// <summary>Letters that stood apart were joined to a word.</summary>
    Joined,

    /// <summary>A letter that was repeated three times or more was written once or twice.</summary>
    Repeated,

    /// <summary>Digits and signs that stood for letters became letters.</summary>
    Leet,

    /// <summary>An encoded stretch was decoded.</summary>
    Decoded,
}

/// <summary>How often did a view do each of its transforms?</summary>
public sealed class TransformCounts
{
    private readonly int[] _counts = new int[Enum.GetValues<Transform>().Length];

    public int this[Transform transform] => _counts[(int)transform];

    /// <summary>Is the text what it was?</summary>
    public bool IsEmpty => !_counts.AsSpan().ContainsAnyExcept(0);

    /// <summary>Was anything done besides this?</summary>
    public bool HasBesides(Transform transform) =>
        _counts.AsSpan(0, (int)transform).ContainsAnyExcept(0) || _counts.AsSpan((int)transform + 1).ContainsAnyExcept(0);

    internal void Add(Transform transform, int count = 1) => _counts[(int)transform] += count;

    internal void Clear() => _counts.AsSpan().Clear();
}
