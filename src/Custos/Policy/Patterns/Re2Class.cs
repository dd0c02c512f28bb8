using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Custos.Policy.Patterns;

/// <summary>Which characters does a class such as <c>[a-z]</c>, <c>\d</c> or <c>\pL</c> hold?</summary>
internal sealed class Re2Class
{
    private const int Last = 0x10FFFF;
    private static readonly (int, int)[] Digits = [('0', '9')];
    private static readonly (int, int)[] Spaces = [('\t', '\n'), ('\f', '\r'), (' ', ' ')];
    private static readonly (int, int)[] Words = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

    private static readonly FrozenDictionary<string, (int, int)[]> Named = new Dictionary<string, (int, int)[]>(StringComparer.Ordinal)
    {
        ["alnum"] = [('0', '9'), ('A', 'Z'), ('a', 'z')],
        ["alpha"] = [('A', 'Z'), ('a', 'z')],
        ["ascii"] = [(0, 127)],
        ["blank"] = [('\t', '\t'), (' ', ' ')],
        ["cntrl"] = [(0, 31), (127, 127)],
        ["digit"] = Digits,
        ["graph"] = [('!', '~')],
        ["lower"] = [('a', 'z')],
        ["print"] = [(' ', '~')],
        ["punct"] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        ["space"] = [('\t', '\r'), (' ', ' ')],
        ["upper"] = [('A', 'Z')],
        ["word"] = Words,
        ["xdigit"] = [('0', '9'), ('A', 'F'), ('a', 'f')],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly string _source;
    private readonly List<(int From, int To)> _ranges = [];
    private readonly StringBuilder _categories = new();
    private int _place;
    private bool _isNegated;

    public Re2Class(string source, int place)
    {
        _source = source;
        _place = place;
    }

    /// <summary>One that an escape stands for.</summary>
    public static Re2Class OfEscape(string source, ref int place)
    {
        var found = new Re2Class(source, place);
        found.AddEscapedClass();
        place = found._place;
        return found;
    }

    /// <summary>Reads from the opening bracket to the closing one.</summary>
    public Re2Class Read(out int end)
    {
        var start = _place++;
        _isNegated = TakeIf('^');
        var isFirst = true;
        while (isFirst || Current != ']')
        {
            if (_place >= _source.Length) throw Re2Escape.Wrong(start + 1, "A [ is not closed.");
            isFirst = false;
            ReadItem();
        }

        end = _place + 1;
        return this;
    }

    /// <summary>Writes it in .NET's syntax.</summary>
    /// <param name="result">Where to.</param>
    /// <param name="isFull">True to hold characters above U+FFFF too, as pairs of surrogates.</param>
    public void Write(StringBuilder result, bool isFull)
    {
        if (_categories.Length == 0)
        {
            WriteRanges(result, isFull, Sorted(_isNegated));
            return;
        }

        // Categories are .NET's own, and .NET looks at units: above U+FFFF a negated class holds all but what is named one by one.
        var named = WrittenUnits(Sorted(isNegated: false)) + _categories;
        var pairs = isFull ? PairsOf(Sorted(_isNegated)).ToList() : [];
        var units = _isNegated ? $@"[^{named}{(isFull ? @"\uD800-\uDFFF" : "")}]" : $"[{named}]";
        result.Append(pairs.Count == 0 ? units : $"(?:{units}|{string.Join('|', pairs)})");
    }

    private char Current => _place < _source.Length ? _source[_place] : '\0';

    private void ReadItem()
    {
        if (Current == '[' && _place + 1 < _source.Length && _source[_place + 1] == ':' && _source.IndexOf(":]", _place + 2, StringComparison.Ordinal) is var end and >= 0)
        {
            var name = _source[(_place + 2)..end];
            var isNegated = name.StartsWith('^');
            if (!Named.TryGetValue(isNegated ? name[1..] : name, out var ranges)) throw Re2Escape.Wrong(_place + 1, "A class such as [:alpha:] has a name that is not known.");
            _ranges.AddRange(isNegated ? Complement(ranges) : ranges);
            _place = end + 2;
            return;
        }

        if (Current == '\\' && _place + 1 < _source.Length && _source[_place + 1] is 'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P')
        {
            AddEscapedClass();
            return;
        }

        var from = ReadCharacter();
        var to = from;
        if (Current == '-' && _place + 1 < _source.Length && _source[_place + 1] != ']')
        {
            _place++;
            to = ReadCharacter();
            if (to < from) throw Re2Escape.Wrong(_place, "A range ends before it begins.");
        }

        _ranges.Add((from, to));
    }

    private int ReadCharacter()
    {
        if (Current == '\\') return Re2Escape.Read(_source, ref _place);
        if (!Rune.TryGetRuneAt(_source, _place, out var rune)) throw Re2Escape.Wrong(_place + 1, "It holds half a character.");
        _place += rune.Utf16SequenceLength;
        return rune.Value;
    }

    private void AddEscapedClass()
    {
        var letter = _source[_place + 1];
        _place += 2;
        switch (char.ToLowerInvariant(letter))
        {
            case 'd': Add(Digits, letter == 'D'); break;
            case 's': Add(Spaces, letter == 'S'); break;
            case 'w': Add(Words, letter == 'W'); break;
            default: AddCategory(isNegated: letter == 'P'); break;
        }
    }

    private void AddCategory(bool isNegated)
    {
        var end = Current == '{' ? _source.IndexOf('}', _place) : _place;
        if (end < 0 || end >= _source.Length) throw Re2Escape.Wrong(_place, @"\p is not followed by a category, as in \pL or \p{Lu}.");
        var name = Current == '{' ? _source[(_place + 1)..end] : _source[_place..(_place + 1)];
        _place = end + 1;
        if (name.StartsWith('^')) (name, isNegated) = (name[1..], !isNegated);
        var written = $@"\{(isNegated ? 'P' : 'p')}{{{name}}}";
        if (name.Length is < 1 or > 2 || !IsKnown(written)) throw Re2Escape.Wrong(_place, @"\p is followed by something that is no general category such as L, Lu or Nd; scripts are not known here.");
        _categories.Append(written);
    }

    private static bool IsKnown(string written)
    {
        try
        {
            _ = new Regex(written, RegexOptions.NonBacktracking);
            return true;
        }
        catch (ArgumentException)
        {
            // .NET knows no such category; it has no question to ask beforehand.
            return false;
        }
    }

    private void Add((int, int)[] ranges, bool isNegated) => _ranges.AddRange(isNegated ? Complement(ranges) : ranges);

    private List<(int From, int To)> Sorted(bool isNegated)
    {
        var ranges = isNegated ? Complement(Merged(_ranges)) : Merged(_ranges);
        return [.. ranges];
    }

    private static void WriteRanges(StringBuilder result, bool isFull, List<(int From, int To)> ranges)
    {
        // Surrogates are halves of characters: only the pairs below stand for what is above U+FFFF.
        var units = WrittenUnits(isFull ? [.. ranges.SelectMany(WithoutSurrogates)] : ranges);
        var pairs = isFull ? PairsOf(ranges).ToList() : [];
        if (units.Length > 0) pairs.Insert(0, $"[{units}]");
        // What holds nothing matches nothing: no character is both.
        result.Append(pairs.Count switch { 0 => @"[^\s\S]", 1 => pairs[0].Length > 0 ? $"(?:{pairs[0]})" : "", _ => $"(?:{string.Join('|', pairs)})" });
    }

    private static string WrittenUnits(List<(int From, int To)> ranges) => string.Concat(ranges.Where(range => range.From <= 0xFFFF)
        .Select(range => $"{Re2Escape.Written(range.From)}-{Re2Escape.Written(Math.Min(range.To, 0xFFFF))}"));

    private static IEnumerable<(int From, int To)> WithoutSurrogates((int From, int To) range)
    {
        if (range.From < 0xD800) yield return (range.From, Math.Min(range.To, 0xD7FF));
        if (range.To > 0xDFFF) yield return (Math.Max(range.From, 0xE000), range.To);
    }

    // A range of code points as ranges of high surrogates with ranges of low ones: a first, a middle and a last part.
    private static IEnumerable<string> PairsOf(List<(int From, int To)> ranges)
    {
        foreach (var range in ranges.Where(range => range.To > 0xFFFF))
        {
            var from = Math.Max(range.From, 0x10000) - 0x10000;
            var to = range.To - 0x10000;
            var (firstHigh, lastHigh) = (from >> 10, to >> 10);
            if (firstHigh == lastHigh)
            {
                yield return Pair(firstHigh, firstHigh, from & 0x3FF, to & 0x3FF);
                continue;
            }

            if ((from & 0x3FF) > 0) yield return Pair(firstHigh, firstHigh++, from & 0x3FF, 0x3FF);
            if ((to & 0x3FF) < 0x3FF) yield return Pair(lastHigh, lastHigh--, 0, to & 0x3FF);
            if (firstHigh <= lastHigh) yield return Pair(firstHigh, lastHigh, 0, 0x3FF);
        }
    }

    private static string Pair(int firstHigh, int lastHigh, int firstLow, int lastLow) => string.Create(
        CultureInfo.InvariantCulture, $"[\\u{0xD800 + firstHigh:X4}-\\u{0xD800 + lastHigh:X4}][\\u{0xDC00 + firstLow:X4}-\\u{0xDC00 + lastLow:X4}]");

    private static List<(int From, int To)> Merged(IEnumerable<(int From, int To)> ranges)
    {
        List<(int From, int To)> merged = [];
        foreach (var range in ranges.Order())
        {
            if (merged.Count > 0 && range.From <= merged[^1].To + 1) merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, range.To));
            else merged.Add(range);
        }

        return merged;
    }

    private static IEnumerable<(int From, int To)> Complement(IEnumerable<(int From, int To)> merged)
    {
        var next = 0;
        foreach (var (from, to) in merged)
        {
            if (from > next) yield return (next, from - 1);
            next = to + 1;
        }

        if (next <= Last) yield return (next, Last);
    }

    private bool TakeIf(char letter)
    {
        if (Current != letter) return false;
        _place++;
        return true;
    }
}
