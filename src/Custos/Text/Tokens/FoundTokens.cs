using Custos.Text.TokenSteps;

namespace Custos.Text.Tokens;

/// <summary>Which tokens were found so far, and where do they stand?</summary>
internal sealed class FoundTokens
{
    private int[] _ids = new int[64];
    private int[] _starts = new int[64];
    private int[] _ends = new int[64];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int id, int start, int end)
    {
        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, Count * 2);
            Array.Resize(ref _starts, Count * 2);
            Array.Resize(ref _ends, Count * 2);
        }

        (_ids[Count], _starts[Count], _ends[Count]) = (id, start, end);
        Count++;
    }

    /// <summary>Moves the tokens from one on to where their letters stand in the raw text.</summary>
    public void Place(int from, AlignedText text)
    {
        for (var i = from; i < Count; i++) (_starts[i], _ends[i]) = text.PlaceOf(_starts[i], _ends[i]);
    }

    /// <summary>Leaves the blanks out that tokens begin and end with; one of blanks alone is then empty.</summary>
    public void TrimBlanks(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < Count; i++)
        {
            while (_starts[i] < _ends[i] && text[_starts[i]] == ' ') _starts[i]++;
            while (_ends[i] > _starts[i] && text[_ends[i] - 1] == ' ') _ends[i]--;
        }
    }
}
