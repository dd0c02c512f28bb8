using Custos.Text.Rewriting;

namespace Custos.Text.Repeats;

/// <summary>Which is the longest stretch that two texts share?</summary>
/// <param name="First">Where it stands first in the first text.</param>
/// <param name="SecondStart">Where it stands first in the second text, in UTF-16 units from the start of the stream.</param>
/// <param name="CodePoints">How many code points it has; 0 where the texts share none.</param>
public sealed record CommonSubstring(TextSpan First, long SecondStart, int CodePoints)
{
    /// <summary>The longest substring common to two texts; of equally long ones the first in the second text.</summary>
    /// <remarks>O(n + m). Surrogate pairs are never split: a text's symbols are its code points.</remarks>
    public static CommonSubstring Of(string first, string second)
    {
        var search = new CommonSubstringSearch(first);
        search.Read(second);
        return search.Longest;
    }
}

/// <summary>Which is the longest stretch that a text shares with another that comes in pieces?</summary>
/// <remarks>
/// The first text becomes a suffix automaton (60 to 110 bytes a code point); of the second only the place is remembered, so it may be of
/// any length and cut anywhere, between the halves of a surrogate pair too. O(1) amortised a unit. Not thread-safe.
/// </remarks>
public sealed class CommonSubstringSearch
{
    private readonly int[] _points;
    private readonly SuffixAutomaton _automaton;
    private int _state = SuffixAutomaton.Root;
    private int _length;
    private int _longest;
    private int _longestEnd;
    private long _longestSecondEnd;
    private long _read;
    private char _held;

    /// <param name="first">The text that the other is compared with; any UTF-16.</param>
    public CommonSubstringSearch(string first)
    {
        _points = CodePoints.Of(first);
        _automaton = new SuffixAutomaton(_points);
    }

    /// <summary>The longest stretch in what was read so far; a high surrogate at its end counts as a lone one until more is read.</summary>
    public CommonSubstring Longest
    {
        get
        {
            if (_held == 0) return Report();
            var before = (_state, _length, _longest, _longestEnd, _longestSecondEnd, _read);
            Step(_held, 1);
            var longest = Report();
            (_state, _length, _longest, _longestEnd, _longestSecondEnd, _read) = before;
            return longest;
        }
    }

    /// <summary>Reads the next piece of the second text.</summary>
    public void Read(ReadOnlySpan<char> piece)
    {
        foreach (var unit in piece)
        {
            if (_held != 0 && char.IsLowSurrogate(unit))
            {
                Step(char.ConvertToUtf32(_held, unit), 2);
                _held = default;
                continue;
            }

            if (_held != 0) Step(_held, 1);
            _held = char.IsHighSurrogate(unit) ? unit : default;
            if (_held == 0) Step(unit, 1);
        }
    }

    private void Step(int point, int units)
    {
        _read += units;
        int next;
        while ((next = _automaton.Next(_state, point)) < 0 && _state != SuffixAutomaton.Root)
        {
            _state = _automaton.SuffixOf(_state);
            _length = _automaton.LengthOf(_state);
        }

        if (next < 0) return;
        _state = next;
        _length++;
        if (_length > _longest) (_longest, _longestEnd, _longestSecondEnd) = (_length, _automaton.FirstEndOf(_state), _read);
    }

    private CommonSubstring Report()
    {
        var start = CodePoints.Utf16Length(_points.AsSpan(0, _longestEnd - _longest));
        var length = CodePoints.Utf16Length(_points.AsSpan(_longestEnd - _longest, _longest));
        return new CommonSubstring(new TextSpan(start, length), _longestSecondEnd - length, _longest);
    }
}
