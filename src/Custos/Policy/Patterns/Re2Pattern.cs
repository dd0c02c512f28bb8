using System.Globalization;
using System.Text;

namespace Custos.Policy.Patterns;

/// <summary>What does a regular expression in RE2's syntax say in .NET's?</summary>
/// <remarks>
/// What differs: <c>$</c> is the very end; <c>\d \s \w</c> are ASCII; <c>.</c> and classes take whole code points, where .NET takes UTF-16
/// units; <c>\pL</c>, <c>\Q…\E</c>, <c>\x{…}</c>, <c>(?P&lt;name&gt;…)</c> and <c>[[:alpha:]]</c> exist; look-around and back references do not.
/// <c>\b</c> stays .NET's, whose letters are Unicode's, and names of scripts are refused. Source: RE2, "Syntax".
/// </remarks>
internal sealed class Re2Pattern
{
    // RE2 bounds one repetition; the size bounds what nested ones multiply to.
    private const int MaxRepetition = 1000;
    private const int MaxSize = 10_000;
    private const int MaxDepth = 100;
    private const string AnyPair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private readonly string _source;
    private readonly bool _isFull;
    private readonly StringBuilder _result = new();
    private int _place;
    private int _depth;

    private Re2Pattern(string source, bool isFull)
    {
        _source = source;
        _isFull = isFull;
        Size = ReadAlternatives(isMultiline: false, isDotAll: false);
        if (_place < source.Length) throw Wrong("A ) has no ( before it.");
        ForAnyText = _result.ToString();
        ForPlainText = isFull ? new Re2Pattern(source, isFull: false).ForAnyText : ForAnyText;
    }

    /// <summary>For texts of any characters.</summary>
    public string ForAnyText { get; }

    /// <summary>For texts without characters above U+FFFF: the same, and faster.</summary>
    public string ForPlainText { get; }

    /// <summary>How many places the automaton has, about.</summary>
    public int Size { get; }

    private char Current => _place < _source.Length ? _source[_place] : '\0';

    private bool AtEnd => _place >= _source.Length;

    /// <exception cref="FormatException">It is not well-formed, too large, or asks for what takes more than linear time; the message is for its author.</exception>
    public static Re2Pattern Translate(string source) => new(source, isFull: true);

    private int ReadAlternatives(bool isMultiline, bool isDotAll)
    {
        if (++_depth > MaxDepth) throw Wrong($"It nests deeper than {MaxDepth} groups.");
        var size = 0;
        while (true)
        {
            size += ReadRow(ref isMultiline, ref isDotAll);
            if (Current != '|' || AtEnd) break;
            _place++;
            _result.Append('|');
        }

        _depth--;
        if (size > MaxSize) throw TooLarge();
        return size;
    }

    private int ReadRow(ref bool isMultiline, ref bool isDotAll)
    {
        var size = 1;
        while (!AtEnd && Current is not ('|' or ')'))
        {
            var start = _result.Length;
            var item = ReadItem(ref isMultiline, ref isDotAll);
            size = checked(size + ReadRepetition(item, start));
            if (size > MaxSize) throw TooLarge();
        }

        return size;
    }

    private int ReadItem(ref bool isMultiline, ref bool isDotAll)
    {
        switch (Current)
        {
            case '(':
                return ReadGroup(ref isMultiline, ref isDotAll);
            case '[':
                new Re2Class(_source, _place).Read(out _place).Write(_result, _isFull);
                return 3;
            case '.':
                _place++;
                var others = isDotAll ? "" : @"\n";
                _result.Append(_isFull ? $@"(?:[^{others}\uD800-\uDFFF]|{AnyPair})" : isDotAll ? @"[\s\S]" : @"[^\n]");
                return 3;
            case '^':
                _place++;
                _result.Append(isMultiline ? "(?m:^)" : @"\A");
                return 1;
            case '$':
                _place++;
                _result.Append(isMultiline ? "(?m:$)" : @"\z");
                return 1;
            case '*' or '+' or '?':
                throw Wrong($"There is nothing before {Current} to repeat.");
            case '\\':
                return ReadEscape();
            default:
                AppendLiteral(Rune.TryGetRuneAt(_source, _place, out var rune) ? rune.Value : throw Wrong("It holds half a character."));
                _place += rune.Utf16SequenceLength;
                return 1;
        }
    }

    private int ReadGroup(ref bool isMultiline, ref bool isDotAll)
    {
        _place++;
        var (multiline, dotAll) = (isMultiline, isDotAll);
        if (Current != '?')
        {
            _result.Append("(?:");
        }
        else if (TakeIf("?P<") || (Next(1) == '<' && Next(2) is not ('=' or '!') && TakeIf("?<")))
        {
            var end = _source.IndexOf('>', _place);
            if (end <= _place || !_source.AsSpan(_place, end - _place).ContainsOnlyWordLetters()) throw Wrong("A group's name is not made of letters, digits and _.");
            _place = end + 1;
            _result.Append("(?:");
        }
        else
        {
            var written = ReadFlags(ref multiline, ref dotAll);
            if (Current == ')')
            {
                // Flags without a group of their own hold for the rest of the group that they stand in.
                _place++;
                (isMultiline, isDotAll) = (multiline, dotAll);
                if (written.Length > 0) _result.Append("(?").Append(written).Append(')');
                return 0;
            }

            _place++;
            _result.Append("(?").Append(written).Append(':');
        }

        var size = ReadAlternatives(multiline, dotAll);
        if (Current != ')' || AtEnd) throw Wrong("A ( is not closed.");
        _place++;
        _result.Append(')');
        return size;
    }

    // Only letter case is left to .NET: the other flags are written out where they matter.
    private string ReadFlags(ref bool isMultiline, ref bool isDotAll)
    {
        _place++;
        var isOn = true;
        var written = new StringBuilder();
        for (; !AtEnd && Current is not (')' or ':'); _place++)
        {
            switch (Current)
            {
                case '-' when isOn: isOn = false; break;
                case 'i': written.Append(isOn ? "i" : "-i"); break;
                case 'm': isMultiline = isOn; break;
                case 's': isDotAll = isOn; break;
                case 'U': break;
                case '=' or '!' or '<': throw Wrong("Look-around cannot be matched in linear time.");
                default: throw Wrong("After (? come the flags i, m, s and U, as in (?i).");
            }
        }

        if (AtEnd) throw Wrong("A ( is not closed.");
        return written.ToString();
    }

    private int ReadRepetition(int size, int start)
    {
        var (least, most) = (1, 1);
        var repeated = 0;
        while (!AtEnd && (Current is '*' or '+' or '?' || IsCount()))
        {
            if (repeated++ > 0) throw Wrong("A repetition is repeated.");
            var mark = Current;
            (least, most) = mark switch { '*' => (0, 1), '+' => (1, 1), '?' => (0, 1), _ => ReadCount() };
            if (mark != '{') _place++;
            // Flags alone are nothing to repeat, and .NET would say so in other words.
            if (start == _result.Length || size == 0) throw Wrong("There is nothing before a repetition to repeat.");
            _result.Append(mark != '{' ? mark.ToString() : Written(least, most));
            // Which of several matches is found makes no difference to whether there is one.
            if (Current == '?') _place++;
        }

        return checked(size * Math.Max(1, Math.Max(least, most)));
    }

    private static string Written(int least, int most) => most < 0
        ? string.Create(CultureInfo.InvariantCulture, $"{{{least},}}")
        : string.Create(CultureInfo.InvariantCulture, $"{{{least},{most}}}");

    private bool IsCount()
    {
        if (Current != '{') return false;
        var end = _source.IndexOf('}', _place);
        var count = end < 0 ? [] : _source[(_place + 1)..end].Split(',');
        return count.Length is 1 or 2 && count[0].Length > 0 && count.All(number => number.All(char.IsAsciiDigit));
    }

    private (int Least, int Most) ReadCount()
    {
        var end = _source.IndexOf('}', _place);
        var count = _source[(_place + 1)..end].Split(',');
        _place = end + 1;
        var least = CountOf(count[0]);
        var most = count.Length == 1 ? least : count[1].Length == 0 ? -1 : CountOf(count[1]);
        return most >= 0 && most < least ? throw Wrong("A repetition ends below where it begins.") : (least, most);
    }

    private int CountOf(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxRepetition
        ? count
        : throw Wrong($"A repetition is above {MaxRepetition}.");

    private int ReadEscape()
    {
        switch (Next(1))
        {
            case 'A' or 'z' or 'b' or 'B':
                _result.Append('\\').Append(Next(1));
                _place += 2;
                return 1;
            case 'Q':
                return ReadQuoted();
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P':
                Re2Class.OfEscape(_source, ref _place).Write(_result, _isFull);
                return 3;
            default:
                AppendLiteral(Re2Escape.Read(_source, ref _place));
                return 1;
        }
    }

    private int ReadQuoted()
    {
        _place += 2;
        var end = _source.IndexOf(@"\E", _place, StringComparison.Ordinal);
        var quoted = end < 0 ? _source[_place..] : _source[_place..end];
        _place = end < 0 ? _source.Length : end + 2;
        foreach (var rune in quoted.EnumerateRunes()) AppendLiteral(rune.Value);
        return Math.Max(1, quoted.Length);
    }

    // A pair of surrogates is one thing to repeat.
    private void AppendLiteral(int code)
    {
        if (code > 0xFFFF) _result.Append("(?:").Append(char.ConvertFromUtf32(code)).Append(')');
        else _result.Append(Re2Escape.Written(code));
    }

    private char Next(int ahead) => _place + ahead < _source.Length ? _source[_place + ahead] : '\0';

    private bool TakeIf(string text)
    {
        if (string.CompareOrdinal(_source, _place, text, 0, text.Length) != 0) return false;
        _place += text.Length;
        return true;
    }

    private FormatException TooLarge() => Wrong("It is too large: its parts and repetitions come to more than 10,000 places.");

    private FormatException Wrong(string problem) => new(string.Create(CultureInfo.InvariantCulture, $"The regular expression is not well-formed at character {_place + 1}: {problem}"));
}

file static class WordLetters
{
    public static bool ContainsOnlyWordLetters(this ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_') return false;
        }

        return true;
    }
}
