using System.Globalization;
using System.Text;

namespace Custos.Text.Repeats;

/// <summary>Which loop was seen in a text?</summary>
/// <param name="Loop">In tokens.</param>
/// <param name="SeenUtf16Offset">How many UTF-16 units had been read when it was seen.</param>
public sealed record TextLoop(TokenLoop Loop, long SeenUtf16Offset);

/// <summary>Is a model stuck in a loop? Asked piece by piece, where its text is known and its tokens are not.</summary>
/// <remarks>
/// <para>A token is up to 16 letters, up to 9 digits, up to 16 times the same sign, one East Asian character or one line end; other blanks part
/// tokens and are none. Letters count by their case. That is near to the length of a model's own tokens, and the pieces may be cut anywhere.</para>
/// <para>A fixed number of steps a character, and memory for the last tokens alone. Not thread-safe.</para>
/// </remarks>
/// <param name="options">As for tokens.</param>
public sealed class TextLoopDetector(LoopOptions? options = null)
{
    private const int LongestWord = 16;
    private const int LongestNumber = 9;

    private readonly LoopDetector _detector = new(options);
    private Kind _kind;
    private int _length;
    private uint _hash;
    private int _number;
    private Rune _last;
    private char _held;
    private long _read;

    private enum Kind
    {
        None,
        Word,
        Number,
        Sign,
        Single,
    }

    /// <summary>The loop that the text is in; null outside one.</summary>
    public TokenLoop? Current => _detector.Current;

    /// <summary>Takes the next piece in; answers with the first loop that was seen in it.</summary>
    public TextLoop? Observe(ReadOnlySpan<char> piece)
    {
        TextLoop? seen = null;
        foreach (var unit in piece)
        {
            if (_held != 0 && char.IsLowSurrogate(unit))
            {
                seen ??= Add(new Rune(_held, unit), 2);
                _held = default;
                continue;
            }

            if (_held != 0) seen ??= Add(Rune.ReplacementChar, 1);
            _held = char.IsHighSurrogate(unit) ? unit : default;
            if (_held == 0) seen ??= Add(char.IsLowSurrogate(unit) ? Rune.ReplacementChar : new Rune(unit), 1);
        }

        return seen;
    }

    /// <summary>The text has ended: takes in what was held back because it might have gone on.</summary>
    public TextLoop? Complete()
    {
        TextLoop? seen = null;
        if (_held != 0) seen = Add(Rune.ReplacementChar, 1);
        _held = default;
        return seen ?? Flush();
    }

    private TextLoop? Add(Rune rune, int units)
    {
        var kind = KindOf(rune);
        TextLoop? seen = null;
        if (kind != _kind || kind == Kind.Single || (kind == Kind.Sign && rune != _last) || _length == (kind == Kind.Number ? LongestNumber : LongestWord)) seen = Flush();
        _read += units;
        if (kind == Kind.None) return seen;
        if (_length++ == 0) _hash = 2_166_136_261;
        // FNV-1a over code points: what it makes equal by chance is one pair of tokens in 4,000,000,000.
        _hash = unchecked((_hash ^ (uint)rune.Value) * 16_777_619);
        if (kind == Kind.Number) _number = (_number * 10) + (int)Rune.GetNumericValue(rune);
        (_kind, _last) = (kind, rune);
        return seen;
    }

    private TextLoop? Flush()
    {
        if (_length == 0) return null;
        var token = (int)_hash;
        var loop = _kind == Kind.Number ? _detector.ObserveNumber(token, _number) : _detector.Observe(token);
        (_kind, _length, _number) = (Kind.None, 0, 0);
        return loop is { } seen ? new TextLoop(seen, _read) : null;
    }

    private static Kind KindOf(Rune rune)
    {
        if (rune.IsAscii)
        {
            var unit = (char)rune.Value;
            return char.IsAsciiLetter(unit) ? Kind.Word : char.IsAsciiDigit(unit) ? Kind.Number : unit == '\n' ? Kind.Single : unit is ' ' or '\t' or '\r' ? Kind.None : Kind.Sign;
        }

        // From the radicals on, East Asian characters stand for words or syllables.
        if (rune.Value is >= 0x2E80 and < 0xFB00 or >= 0x20000 && Rune.IsLetter(rune)) return Kind.Single;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => Kind.Number,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Kind.None,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => Kind.Word,
            _ => Rune.IsLetter(rune) ? Kind.Word : Kind.Sign,
        };
    }
}
