namespace Custos.Text.TokenSteps;

/// <summary>What has become of a stretch of text, and where in the raw text does each character stand?</summary>
internal sealed class AlignedText
{
    private char[] _chars;
    private (int Start, int End)[] _places;

    public AlignedText(int capacity) => (_chars, _places) = (new char[capacity], new (int, int)[capacity]);

    public int Length { get; private set; }

    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, Length);

    /// <summary>A stretch of the raw text as it is.</summary>
    /// <param name="raw">The stretch.</param>
    /// <param name="offset">Where it begins in the raw text.</param>
    public static AlignedText Of(ReadOnlySpan<char> raw, int offset)
    {
        var text = new AlignedText(raw.Length);
        for (var i = 0; i < raw.Length; i++) text.Add(raw[i], (offset + i, offset + i + 1));
        return text;
    }

    /// <summary>Where a character stands in the raw text: its first unit and the one after its last.</summary>
    public (int Start, int End) PlaceOf(int index) => _places[index];

    /// <summary>Where a run of characters stands in the raw text.</summary>
    public (int Start, int End) PlaceOf(int start, int end) => start < end ? (_places[start].Start, _places[end - 1].End) : (0, 0);

    public void Add(char unit, (int Start, int End) place)
    {
        if (Length == _chars.Length)
        {
            var size = Math.Max(16, Length * 2);
            Array.Resize(ref _chars, size);
            Array.Resize(ref _places, size);
        }

        (_chars[Length], _places[Length]) = (unit, place);
        Length++;
    }

    public void Add(ReadOnlySpan<char> units, (int Start, int End) place)
    {
        foreach (var unit in units) Add(unit, place);
    }

    /// <summary>Takes away what was added last.</summary>
    public void CutTo(int length) => Length = length;

    /// <summary>Adds a run of another text, with its places.</summary>
    public void Add(AlignedText other, int start, int end)
    {
        for (var i = start; i < end; i++) Add(other._chars[i], other._places[i]);
    }
}
