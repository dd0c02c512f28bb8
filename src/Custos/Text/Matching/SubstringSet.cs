using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Custos.Text.Rewriting;

namespace Custos.Text.Matching;

/// <summary>Which of many strings stand in a text, anywhere, also inside words?</summary>
/// <remarks>
/// <para>Characters are compared as they are. Every match is told, also those that overlap.</para>
/// <para>Strings are kept by their first 8, 4, 2 or 1 characters, whichever they have; at each place of the text the filters of the
/// lengths in use are probed, and what passes is compared. O(n) and the strings that share a beginning with the text, no allocation
/// besides the matches. Thread-safe.</para>
/// </remarks>
public sealed class SubstringSet
{
    private readonly string[] _strings;
    private readonly Group[] _groups;

    /// <exception cref="ArgumentException">A string is empty; its number is told.</exception>
    public SubstringSet(IReadOnlyList<string> strings)
    {
        _strings = [.. strings];
        var empty = Array.FindIndex(_strings, string.IsNullOrEmpty);
        if (empty >= 0) throw new ArgumentException($"String {empty} (counted from 0) is empty.", nameof(strings));
        _groups = [.. Enumerable.Range(0, _strings.Length).GroupBy(number => WindowOf(_strings[number].Length)).OrderByDescending(group => group.Key).Select(group => new Group(group.Key, group, _strings))];
    }

    /// <summary>Adds every match to <paramref name="matches"/>; those of each group of lengths come in the order of their starts.</summary>
    public void Find(ReadOnlySpan<char> text, List<PhraseMatch> matches)
    {
        foreach (var group in _groups) group.Find(text, _strings, matches);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{char}, List{PhraseMatch})"/>
    public IReadOnlyList<PhraseMatch> Find(ReadOnlySpan<char> text)
    {
        var matches = new List<PhraseMatch>();
        Find(text, matches);
        return matches;
    }

    private static int WindowOf(int length) => length >= 8 ? 8 : length >= 4 ? 4 : length >= 2 ? 2 : 1;

    private sealed class Group
    {
        private readonly int _window;
        private readonly HashFilter _filter;
        private readonly Dictionary<ulong, int[]> _byHash;

        public Group(int window, IEnumerable<int> numbers, string[] strings)
        {
            _window = window;
            _byHash = numbers.GroupBy(number => HashAt(ref MemoryMarshal.GetReference(strings[number].AsSpan()), window)).ToDictionary(group => group.Key, group => group.ToArray());
            _filter = new HashFilter(_byHash.Keys);
        }

        public void Find(ReadOnlySpan<char> text, string[] strings, List<PhraseMatch> matches)
        {
            ref var start = ref MemoryMarshal.GetReference(text);
            var last = text.Length - _window;
            for (var at = 0; at <= last; at++)
            {
                var hash = HashAt(ref Unsafe.Add(ref start, at), _window);
                if (_filter.MayHold(hash)) Compare(text, at, hash, strings, matches);
            }
        }

        private void Compare(ReadOnlySpan<char> text, int at, ulong hash, string[] strings, List<PhraseMatch> matches)
        {
            if (!_byHash.TryGetValue(hash, out var numbers)) return;
            foreach (var number in numbers)
            {
                if (text[at..].StartsWith(strings[number])) matches.Add(new PhraseMatch(number, new TextSpan(at, strings[number].Length)));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong HashAt(ref char start, int window)
        {
            ref var bytes = ref Unsafe.As<char, byte>(ref start);
            return window switch
            {
                8 => WordHash.OfShort(Unsafe.ReadUnaligned<ulong>(ref bytes), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, 8))),
                4 => WordHash.OfShort(Unsafe.ReadUnaligned<ulong>(ref bytes), 0),
                2 => WordHash.OfShort(Unsafe.ReadUnaligned<uint>(ref bytes), 0),
                _ => WordHash.OfShort(start, 0),
            };
        }
    }
}
