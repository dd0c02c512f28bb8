namespace Custos.Text.Repeats;

/// <summary>How do many texts stand in one sequence, so that nothing that two share reaches over the end of either?</summary>
/// <remarks>Symbols are code points; after each text stands a number that no code point has and that stands nowhere else. O(n).</remarks>
internal sealed class JoinedTexts
{
    private const int FirstMark = 0x110000;

    private readonly int[] _starts;

    /// <exception cref="ArgumentException">The texts have more than 2,000,000,000 characters together.</exception>
    public JoinedTexts(IReadOnlyList<string> texts)
    {
        _starts = new int[texts.Count + 1];
        long length = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            _starts[i] = (int)length;
            length += CodePoints.Count(texts[i]) + 1;
            if (length > MostSymbols) throw new ArgumentException("The texts are too long together: give fewer at a time.", nameof(texts));
        }

        _starts[^1] = (int)length;
        Symbols = new int[length];
        for (var i = 0; i < texts.Count; i++)
        {
            CodePoints.Write(texts[i], Symbols.AsSpan(_starts[i]));
            Symbols[_starts[i + 1] - 1] = FirstMark + i;
        }
    }

    /// <summary>No array holds more.</summary>
    public static int MostSymbols => 2_000_000_000;

    /// <summary>The code points of all texts, each text with its mark.</summary>
    public int[] Symbols { get; }

    /// <summary>Where does a text start?</summary>
    public int StartOf(int text) => _starts[text];

    /// <summary>Which text stands at this place?</summary>
    public int TextAt(int place)
    {
        var found = Array.BinarySearch(_starts, place);
        if (found < 0) return ~found - 1;
        return found;
    }

    /// <summary>Which text stands at each place?</summary>
    public int[] TextOfPlaces()
    {
        var texts = new int[Symbols.Length];
        for (var i = 0; i + 1 < _starts.Length; i++) texts.AsSpan(_starts[i]..(_starts[i + 1])).Fill(i);
        return texts;
    }
}
