using System.Runtime.CompilerServices;
using Custos.Text;

namespace Custos.Learning.Vocabulary;

/// <summary>How often does each column come in a text? A buffer that is used again for every text.</summary>
/// <remarks>Not thread-safe: one per thread.</remarks>
internal sealed class ColumnCounts
{
    private int[] _columns = new int[256];
    private int[] _counts = new int[256];
    private int[] _ending = new int[2];
    private CharacterGrams? _characters;
    private (int Min, int Max) _characterRange;
    private int _used;

    public FoldedText Text { get; private set; } = new();

    /// <summary>How many of <see cref="Columns"/> are of word sequences; those of character runs follow them.</summary>
    public int WordColumns { get; private set; }

    /// <summary>The columns that come in the text, ascending, each once.</summary>
    public ReadOnlySpan<int> Columns => _columns.AsSpan(0, _used);

    /// <summary>How often each of <see cref="Columns"/> comes, at least 1.</summary>
    public ReadOnlySpan<int> Counts => _counts.AsSpan(0, _used);

    public void Restart()
    {
        _used = 0;
        WordColumns = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int column)
    {
        if (_used == _columns.Length)
        {
            Grow();
        }

        _columns[_used++] = column;
    }

    /// <summary>Tells how the words seen so far continue: one place per order of word sequence.</summary>
    public Span<int> EndingHere(int orders)
    {
        if (_ending.Length < orders)
        {
            _ending = new int[orders];
        }

        return _ending.AsSpan(0, orders);
    }

    public CharacterGrams Characters((int Min, int Max) range)
    {
        if (_characters is null || _characterRange != range)
        {
            _characters = new CharacterGrams(range.Min, range.Max);
            _characterRange = range;
        }

        _characters.Restart();
        return _characters;
    }

    public void CloseWords()
    {
        Fold(0);
        WordColumns = _used;
    }

    public void CloseCharacters() => Fold(WordColumns);

    /// <summary>Gives back what an unusually long text made grow.</summary>
    public void Shrink()
    {
        const int kept = 1 << 20;
        if (Text.CapacityBytes > kept)
        {
            Text = new FoldedText();
        }

        if (_columns.Length > kept / sizeof(int))
        {
            _columns = new int[256];
            _counts = new int[256];
            _characters = null;
        }
    }

    /// <summary>Sorts the columns added from <paramref name="start"/> on, and folds equal ones into a count.</summary>
    private void Fold(int start)
    {
        SmallSort.Sort(_columns.AsSpan(start, _used - start));
        var end = start;
        for (var at = start; at < _used; at++)
        {
            if (end > start && _columns[end - 1] == _columns[at])
            {
                _counts[end - 1]++;
                continue;
            }

            _columns[end] = _columns[at];
            _counts[end++] = 1;
        }

        _used = end;
    }

    private void Grow()
    {
        Array.Resize(ref _columns, _columns.Length * 2);
        Array.Resize(ref _counts, _columns.Length);
    }
}
