
namespace Custos.Text.Matching;

/// <summary>Which of many strings stand in a text, anywhere, also inside words?</summary>
/// <remarks>
/// <para>Characters are compared as they are. Every match is told, also those that overlap.</para>
/// <para>At each place of the text one filter is asked for the next 8 characters (and another for the next 4, 2 or 1, where there are
/// strings so short); what passes is looked up by its next 16, 12 or 8, and what is found there is compared. O(n) and the strings that
/// share a beginning with the text, no allocation besides the matches. Thread-safe.</para>
/// </remarks>
public sealed class SubstringSet
{
    private readonly string[] _strings;
    private readonly BeginningFilter[] _beginnings;

    /// <exception cref="ArgumentException">A string is empty; its number is told.</exception>
    public SubstringSet(IReadOnlyList<string> strings)
    {
        _strings = [.. strings];
        var empty = Array.FindIndex(_strings, string.IsNullOrEmpty);
        if (empty >= 0) throw new ArgumentException($"String {empty} (counted from 0) is empty.", nameof(strings));
        _beginnings = [.. Enumerable.Range(0, _strings.Length)
            .GroupBy(number => BeginningFilter.LengthFor(_strings[number].Length))
            .OrderByDescending(group => group.Key)
            .Select(group => BeginningFilter.Create(group.Key, [.. group], _strings))];
    }

    /// <summary>Adds every match to <paramref name="matches"/>: of the strings of 8 characters and more in the order of their starts, then of those of 4, 2 and 1 and more.</summary>
    public void Find(ReadOnlySpan<char> text, List<PhraseMatch> matches)
    {
        Span<int> places = stackalloc int[BeginningFilter.Block];
        foreach (var beginnings in _beginnings)
        {
            for (var start = 0; beginnings.Pass(text, ref start, places) is >= 0 and var count;)
            {
                foreach (var at in places[..count]) beginnings.Compare(text, at, _strings, matches);
            }
        }
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{char}, List{PhraseMatch})"/>
    public IReadOnlyList<PhraseMatch> Find(ReadOnlySpan<char> text)
    {
        var matches = new List<PhraseMatch>();
        Find(text, matches);
        return matches;
    }
}
