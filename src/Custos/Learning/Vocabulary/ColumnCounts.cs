using System.Runtime.CompilerServices;
using Custos.Text;

namespace Custos.Learning.Vocabulary;

/// <summary>How often does each column come in a text? A buffer that is used again for every text.</summary>
/// <remarks>Not thread-safe: one per thread.</remarks>
internal sealed class ColumnCounts
{
    private int[] columns = new int[256];
    private int[] counts = new int[256];
    private int[] ending = new int[2];
    private CharacterGrams? characters;
    private (int Min, int Max) characterRange;
    private int used;

    public FoldedText Text { get; private set; } = new();

    /// <summary>How many of <see cref="Columns"/> are of word sequences; those of character runs follow them.</summary>
    public int WordColumns { get; private set; }

    /// <summary>The columns that come in the text, ascending, each once.</summary>
    public ReadOnlySpan<int> Columns => columns.AsSpan(0, used);

    /// <summary>How often each of <see cref="Columns"/> comes, at least 1.</summary>
    public ReadOnlySpan<int> Counts => counts.AsSpan(0, used);

    public void Restart()
    {
        used = 0;
        WordColumns = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int column)
    {
        if (used == columns.Length)
        {
            Grow();
        }

        columns[used++] = column;
    }

    /// <summary>Tells how the words seen so far continue: one place per order of word sequence.</summary>
    public Span<int> EndingHere(int orders)
    {
        if (ending.Length < orders)
        {
            ending = new int[orders];
        }

        return ending.AsSpan(0, orders);
    }

    public CharacterGrams Characters((int Min, int Max) range)
    {
        if (characters is null || characterRange != range)
        {
            characters = new CharacterGrams(range.Min, range.Max);
            characterRange = range;
        }

        characters.Restart();
        return characters;
    }

    public void CloseWords()
    {
        Fold(0);
        WordColumns = used;
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

        if (columns.Length > kept / sizeof(int))
        {
            columns = new int[256];
            counts = new int[256];
            characters = null;
        }
    }

    /// <summary>Sorts the columns added from <paramref name="start"/> on, and folds equal ones into a count.</summary>
    private void Fold(int start)
    {
        Sort(columns.AsSpan(start, used - start));
        var end = start;
        for (var at = start; at < used; at++)
        {
            if (end > start && columns[end - 1] == columns[at])
            {
                counts[end - 1]++;
                continue;
            }

            columns[end] = columns[at];
            counts[end++] = 1;
        }

        used = end;
    }

    private static void Sort(Span<int> values)
    {
        const int few = 48;
        if (values.Length > few)
        {
            values.Sort();
            return;
        }

        for (var i = 1; i < values.Length; i++)
        {
            var value = values[i];
            var at = i;
            for (; at > 0 && values[at - 1] > value; at--)
            {
                values[at] = values[at - 1];
            }

            values[at] = value;
        }
    }

    private void Grow()
    {
        Array.Resize(ref columns, columns.Length * 2);
        Array.Resize(ref counts, columns.Length);
    }
}
