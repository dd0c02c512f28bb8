using System.Globalization;
using System.Text;
using Custos.Records;

namespace Custos.Gate.Streaming;

/// <summary>How much of a text that is still growing may be let go, and which piece is to be decided on next?</summary>
/// <remarks>
/// Only whole words are decided on: a word whose end has not come may still become another one. What has passed is let go once it lies
/// <see cref="StreamingOptions.HoldBack"/> behind the last word, so that a match that began in it would have been seen whole.
/// Each unit of text is read about (Context + HoldBack) / Stride + 1 times. Not thread-safe.
/// </remarks>
public sealed class GrowingText(StreamingOptions options)
{
    private readonly StringBuilder _text = new();
    private readonly List<Stretch> _redactions = [];
    private int _decided;
    private int _words;

    public int Length => _text.Length;

    /// <summary>Up to here it may go.</summary>
    public int Released { get; private set; }

    /// <summary>Has it come to its end?</summary>
    public bool IsEnded { get; private set; }

    /// <summary>What may go only with something else in its place; in order, apart from one another.</summary>
    public IReadOnlyList<Stretch> Redactions => _redactions;

    /// <summary>It has grown by this.</summary>
    public void Append(string grown)
    {
        if (IsEnded) throw new InvalidOperationException("The text has ended.");
        _text.Append(grown);
        var end = _text.Length;
        if (end > 0 && char.IsHighSurrogate(_text[end - 1])) end--;
        var from = end;
        while (from > _words && end - from < options.LongestWord && Joins(_text[from - 1])) from--;
        _words = end - from >= options.LongestWord ? end : Math.Max(_words, from);
    }

    /// <summary>It grows no more.</summary>
    public void End()
    {
        IsEnded = true;
        _words = _text.Length;
        if (_decided == _words) Released = _words;
    }

    /// <summary>The piece to decide on, with what stands before it; null while too little is new.</summary>
    public Stretch? Next()
    {
        var grown = _words - _decided;
        if (grown == 0 || (grown < options.Stride && !IsEnded)) return null;
        var start = Math.Max(0, Math.Min(Released, _decided) - options.Context);
        while (start > 0 && start < _decided && !char.IsWhiteSpace(_text[start - 1])) start++;
        return new Stretch(start, _words - start);
    }

    /// <summary>The text of a stretch.</summary>
    public string Read(Stretch stretch) => _text.ToString(stretch.Start, stretch.Length);

    /// <summary>Everything up to here.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>A piece has passed, but for these stretches of the whole text.</summary>
    public void Pass(Stretch piece, IEnumerable<Stretch> redactions)
    {
        foreach (var redaction in redactions) Redact(redaction);
        _decided = Math.Max(_decided, piece.End);
        var free = IsEnded && _decided == _text.Length ? _text.Length : Math.Max(Released, _decided - options.HoldBack);
        if (free < _text.Length && free > 0 && char.IsHighSurrogate(_text[free - 1])) free--;

        // What is taken out goes as one: not half of it now.
        foreach (var redaction in _redactions)
        {
            if (redaction.Start < free && free < redaction.End) free = Math.Max(Released, redaction.Start);
        }

        Released = Math.Max(Released, free);
    }

    private void Redact(Stretch stretch)
    {
        var (start, end) = (stretch.Start, stretch.End);
        for (var i = _redactions.Count - 1; i >= 0; i--)
        {
            var other = _redactions[i];
            if (other.End < start || end < other.Start) continue;
            (start, end) = (Math.Min(start, other.Start), Math.Max(end, other.End));
            _redactions.RemoveAt(i);
        }

        var at = _redactions.FindIndex(other => other.Start > start);
        _redactions.Insert(at < 0 ? _redactions.Count : at, new Stretch(start, end - start));
    }

    // Scripts that are written without spaces end a word with every character.
    private static bool Joins(char unit) => !IsUnspaced(unit) && CharUnicodeInfo.GetUnicodeCategory(unit) switch
    {
        UnicodeCategory.OtherLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => true,
        UnicodeCategory.Surrogate or UnicodeCategory.ConnectorPunctuation => true,
        _ => unit is '\'' or '\u2019' or '+' or '/' or '=' or '-',
    };

    // Thai, Lao, Tibetan, Myanmar, Khmer; kana, Han, Yi.
    private static bool IsUnspaced(char unit) => unit is (>= '\u0E00' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uF900' and <= '\uFAFF');
}
