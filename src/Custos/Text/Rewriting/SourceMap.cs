using System.Runtime.InteropServices;

namespace Custos.Text.Rewriting;

/// <summary>Where in the source does each character of a rewritten text come from?</summary>
/// <remarks>
/// Kept as runs, so that a text that was copied whole costs one entry. A run is copied (character for character), reversed, or a
/// block whose characters all come from one stretch of the source. Runs follow the order of the source. Looking up is O(log runs).
/// Not thread-safe while it is written.
/// </remarks>
internal sealed class SourceMap
{
    private const int Copied = 0;
    private const int Reversed = -1;

    private readonly List<Run> _runs = [];

    /// <summary>Characters of the rewritten text that are mapped so far.</summary>
    public int Length { get; private set; }

    public int RunCount => _runs.Count;

    public void Clear()
    {
        _runs.Clear();
        Length = 0;
    }

    /// <summary>The next characters are those of the source from <paramref name="source"/> on.</summary>
    public void AddCopy(int source, int length)
    {
        if (length == 0) return;
        if (_runs.Count == 0 || _runs[^1] is not { SourceLength: Copied } last || last.Source + (Length - last.At) != source)
        {
            _runs.Add(new Run(Length, source, Copied));
        }

        Length += length;
    }

    /// <summary>The next characters all come from one stretch of the source, which is not empty.</summary>
    public void AddBlock(int source, int sourceLength, int length)
    {
        if (length == 0) return;
        if (length == 1 && sourceLength == 1)
        {
            AddCopy(source, 1);
            return;
        }

        _runs.Add(new Run(Length, source, sourceLength));
        Length += length;
    }

    /// <summary>The next characters are those of a stretch of the source, last first.</summary>
    public void AddReversed(int source, int length)
    {
        if (length == 0) return;
        _runs.Add(new Run(Length, source, Reversed));
        Length += length;
    }

    /// <summary>The last character comes from a stretch that ends at <paramref name="sourceEnd"/>.</summary>
    public void ExtendLast(int sourceEnd)
    {
        var start = PlaceOf(_runs.Count - 1, Length - 1).Start;
        Truncate(Length - 1);
        AddBlock(start, sourceEnd - start, 1);
    }

    /// <summary>Forgets the characters from <paramref name="length"/> on.</summary>
    public void Truncate(int length)
    {
        var keep = _runs.Count;
        while (keep > 0 && _runs[keep - 1].At >= length) keep--;
        CollectionsMarshal.SetCount(_runs, keep);
        Length = length;
    }

    /// <summary>The smallest stretch of the source that holds where these characters come from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is not inside the rewritten text.</exception>
    public TextSpan SourceOf(TextSpan span)
    {
        if (span.Start < 0 || span.Length < 0 || span.Start > Length - span.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, "The stretch reaches beyond the text.");
        }

        if (span.Length == 0)
        {
            var at = Length == 0 ? 0 : span.Start < Length ? PlaceOf(Find(span.Start), span.Start).Start : PlaceOf(_runs.Count - 1, Length - 1).End;
            return new TextSpan(at, 0);
        }

        int first = Find(span.Start), last = Find(span.End - 1);
        var from = first != last && _runs[first].SourceLength == Reversed ? WholeOf(first) : PlaceOf(first, span.Start);
        var to = first != last && _runs[last].SourceLength == Reversed ? WholeOf(last) : PlaceOf(last, span.End - 1);
        var start = Math.Min(from.Start, to.Start);
        return new TextSpan(start, Math.Max(from.End, to.End) - start);
    }

    private TextSpan WholeOf(int run) => new(_runs[run].Source, EndOf(run) - _runs[run].At);

    private TextSpan PlaceOf(int index, int at)
    {
        var run = _runs[index];
        return run.SourceLength switch
        {
            Copied => new TextSpan(run.Source + (at - run.At), 1),
            Reversed => new TextSpan(run.Source + (EndOf(index) - 1 - at), 1),
            var block => new TextSpan(run.Source, block),
        };
    }

    private int EndOf(int run) => run + 1 < _runs.Count ? _runs[run + 1].At : Length;

    private int Find(int at)
    {
        int low = 0, high = _runs.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (_runs[middle].At <= at) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private readonly record struct Run(int At, int Source, int SourceLength);
}
