using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Custos.Policy.Schemas;

/// <summary>What does a regular expression of ECMAScript's, which JSON Schema asks for, say in RE2's syntax?</summary>
/// <remarks>
/// Read as with the flag <c>u</c>: <c>\s</c> holds Unicode's spaces, <c>.</c> no line end. What the two read differently and cannot be
/// rewritten is refused: <c>\b</c>, flags, empty classes, bare brackets. What RE2 cannot say (look-around, back references) its own reader
/// refuses. Source: ECMA-262, 22.2.1.
/// </remarks>
internal sealed class EcmaPattern
{
    private const string Spaces = @"\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}";
    private const string Others = @"\x{0}-\x{8}\x{e}-\x{1f}!-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}";
    private const string LineEnds = @"\n\r\x{2028}\x{2029}";

    private readonly string _source;
    private readonly StringBuilder _result = new();
    private int _place;

    private EcmaPattern(string source) => _source = source;

    public static bool TryTranslate(string source, [NotNullWhen(true)] out string? translated, [NotNullWhen(false)] out string? problem)
    {
        (translated, problem) = (null, null);
        try
        {
            translated = new EcmaPattern(source).Translate();
            return true;
        }
        catch (FormatException wrong)
        {
            problem = wrong.Message;
            return false;
        }
    }

    private char Current => At(0);

    private string Translate()
    {
        while (_place < _source.Length)
        {
            switch (Current)
            {
                case '\\': TranslateEscape(isInClass: false); break;
                case '[': TranslateClass(); break;
                case '(': TranslateGroup(); break;
                case '{': TranslateCount(); break;
                case '.': Replace(1, $"[^{LineEnds}]"); break;
                case ']' or '}': throw Wrong("A bracket that nothing opens stands for itself only behind a backslash.");
                default: Replace(1, _source[_place].ToString()); break;
            }
        }

        return _result.ToString();
    }

    private void TranslateGroup()
    {
        if (At(1) != '?' || At(2) == ':')
        {
            Replace(At(1) == '?' ? 3 : 1, At(1) == '?' ? "(?:" : "(");
            return;
        }

        if (At(2) is '=' or '!' || (At(2) == '<' && At(3) is '=' or '!')) throw Wrong("Look-around cannot be matched in linear time.");
        var end = At(2) == '<' ? _source.IndexOf('>', _place) : -1;
        if (end < 0) throw Wrong("After (? comes : or a name, as in (?:a) and (?<name>a).");
        // The name matters to nothing but back references, of which there are none.
        Replace(end + 1 - _place, "(");
    }

    private void TranslateCount()
    {
        var end = _source.IndexOf('}', _place);
        var count = end < 0 ? [] : _source[(_place + 1)..end].Split(',');
        if (count.Length is not (1 or 2) || count[0].Length == 0 || !count.All(number => number.All(char.IsAsciiDigit))) throw Wrong("A { begins a count such as {2}, {2,} or {2,5}.");
        Replace(end + 1 - _place, _source[_place..(end + 1)]);
    }

    private void TranslateClass()
    {
        var isNegated = At(1) == '^';
        Replace(isNegated ? 2 : 1, isNegated ? "[^" : "[");
        if (Current == ']') throw Wrong("A class is empty.");
        while (Current != ']')
        {
            if (_place >= _source.Length) throw Wrong("A [ is not closed.");
            if (Current == '\\') TranslateEscape(isInClass: true);
            else if (Current is '[' or '^') Replace(1, $"\\{Current}");
            else Replace(1, _source[_place].ToString());
        }

        Replace(1, "]");
    }

    private void TranslateEscape(bool isInClass)
    {
        switch (At(1))
        {
            case 's': Replace(2, isInClass ? Spaces : $"[{Spaces}]"); break;
            case 'S': Replace(2, isInClass ? Others : $"[{Others}]"); break;
            case 'd' or 'D' or 'w' or 'W' or 't' or 'n' or 'v' or 'f' or 'r': Replace(2, _source.Substring(_place, 2)); break;
            case 'p' or 'P' when At(2) == '{' && _source.IndexOf('}', _place) is >= 0 and var end: Replace(end + 1 - _place, _source[_place..(end + 1)]); break;
            case 'c' when char.IsAsciiLetter(At(2)): Replace(3, Written(At(2) & 31)); break;
            case '0' when !char.IsAsciiDigit(At(2)): Replace(2, Written(0)); break;
            case 'x': ReplaceCode(2, 2); break;
            case 'u': TranslateUnicode(); break;
            case > '\0' when char.IsAscii(At(1)) && (char.IsPunctuation(At(1)) || char.IsSymbol(At(1))): Replace(2, _source.Substring(_place, 2)); break;
            case 'b' or 'B': throw Wrong("Word boundaries are not matched here.");
            case >= '1' and <= '9' or 'k': throw Wrong("Back references cannot be matched in linear time.");
            default: throw Wrong("A backslash is followed by something that is no escape.");
        }
    }

    private void TranslateUnicode()
    {
        if (At(2) == '{')
        {
            var end = _source.IndexOf('}', _place);
            if (end < 0) throw Wrong("An escape is not closed.");
            var code = CodeAt(_place + 3, end - _place - 3);
            Replace(end + 1 - _place, Written(code));
            return;
        }

        var high = CodeAt(_place + 2, 4);
        if (char.IsHighSurrogate((char)high) && At(6) == '\\' && At(7) == 'u' && CodeAt(_place + 8, 4) is var low && char.IsLowSurrogate((char)low))
        {
            Replace(12, Written(char.ConvertToUtf32((char)high, (char)low)));
            return;
        }

        ReplaceCode(2, 4);
    }

    private void ReplaceCode(int start, int digits) => Replace(start + digits, Written(CodeAt(_place + start, digits)));

    private int CodeAt(int place, int digits) =>
        place + digits <= _source.Length && int.TryParse(_source.AsSpan(place, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= 0x10FFFF
            ? code
            : throw Wrong("An escape is no character.");

    private string Written(int code) => Rune.IsValid(code) ? string.Create(CultureInfo.InvariantCulture, $"\\x{{{code:x}}}") : throw Wrong("An escape is half a character.");

    private char At(int ahead) => _place + ahead < _source.Length ? _source[_place + ahead] : '\0';

    private void Replace(int length, string by)
    {
        _result.Append(by);
        _place += length;
    }

    private FormatException Wrong(string problem) => new(string.Create(CultureInfo.InvariantCulture, $"The pattern cannot be used from character {_place + 1} on: {problem}"));
}
