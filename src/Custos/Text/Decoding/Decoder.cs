using Custos.Text.Rewriting;

namespace Custos.Text.Decoding;

/// <summary>What does a text say once one encoding is undone, wherever it stands in the text?</summary>
/// <remarks>
/// A decoder hands every stretch that is well-formed in its encoding to <see cref="Offer"/>, which takes it when it looks more like
/// language than what it was read from: at most <see cref="MostOfSource"/> of the bits of surprise, and <see cref="FewestBitsSaved"/>
/// bits fewer (<see cref="LetterModel"/>). Every decoder is O(n) for any text, throws for none, and is not thread-safe.
/// </remarks>
internal abstract class Decoder
{
    /// <summary>The share of the source's bits that a decoded stretch may have at most.</summary>
    public const double MostOfSource = 0.85;

    /// <summary>How many bits of surprise decoding must save at least.</summary>
    public const int FewestBitsSaved = 8;

    private int _copied;
    private int _taken;

    /// <summary>The name of the encoding, as views show it.</summary>
    public abstract string Name { get; }

    /// <summary>Writes the text with every such stretch decoded in its place, and says how many there were; with none, what is written has no meaning.</summary>
    public int Decode(ReadOnlySpan<char> source, MappedText decoded)
    {
        decoded.Clear();
        (_copied, _taken) = (0, 0);
        Find(source, decoded);
        if (_taken > 0) decoded.Copy(source, _copied, source.Length - _copied);
        return _taken;
    }

    /// <summary>Finds what is well-formed, from left to right, and offers it.</summary>
    protected abstract void Find(ReadOnlySpan<char> source, MappedText decoded);

    /// <summary>Is it worth its place: does it look more like language than what it was read from?</summary>
    protected static bool IsClearer(ReadOnlySpan<char> source, ReadOnlySpan<char> decoded)
    {
        if (decoded.IsEmpty) return false;
        var before = LetterModel.CostOf(source);
        var after = LetterModel.CostOf(decoded);
        return after <= before * MostOfSource && before - after >= FewestBitsSaved * LetterModel.UnitsPerBit;
    }

    /// <summary>Puts <paramref name="with"/> in the place of a stretch if it is clearer.</summary>
    protected bool Offer(ReadOnlySpan<char> source, MappedText decoded, int start, int length, scoped ReadOnlySpan<char> with)
    {
        if (!IsClearer(source.Slice(start, length), with)) return false;
        Accept(source, decoded, start, length, with);
        return true;
    }

    /// <summary>Puts <paramref name="with"/> in the place of a stretch that is encoded beyond doubt.</summary>
    protected void Accept(ReadOnlySpan<char> source, MappedText decoded, int start, int length, scoped ReadOnlySpan<char> with)
    {
        CopyUpTo(source, decoded, start);
        decoded.Replace(start, length, with);
        Take(start + length);
    }

    /// <summary>Copies what lies before <paramref name="start"/> and was not taken yet.</summary>
    protected void CopyUpTo(ReadOnlySpan<char> source, MappedText decoded, int start) => decoded.Copy(source, _copied, start - _copied);

    /// <summary>Counts a stretch that was written, which ends at <paramref name="end"/>.</summary>
    protected void Take(int end)
    {
        _copied = end;
        _taken++;
    }
}
