using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Custos.Text.Rewriting;

namespace Custos.Text.Matching;

/// <summary>Which of many strings stand in a text, anywhere, also inside words?</summary>
/// <remarks>
/// <para>Characters are compared as they are. Every match is told, also those that overlap.</para>
/// <para>Strings are kept by their first 16, 12, 8, 4, 2 or 1 characters, as many as they have; at each place of the text the filters of the
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
        _groups = [.. Enumerable.Range(0, _strings.Length).GroupBy(number => WindowOf(_strings[number].Length)).OrderByDescending(group => group.Key).Select(group => GroupOf(group.Key, group, _strings))];
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

    private static Group GroupOf(int window, IEnumerable<int> numbers, string[] strings) => window switch
    {
        16 => new Group<Sixteen>(numbers, strings),
        12 => new Group<Twelve>(numbers, strings),
        8 => new Group<Eight>(numbers, strings),
        4 => new Group<Four>(numbers, strings),
        2 => new Group<Two>(numbers, strings),
        _ => new Group<One>(numbers, strings),
    };

    private static int WindowOf(int length) => length >= 16 ? 16 : length >= 12 ? 12 : length >= 8 ? 8 : length >= 4 ? 4 : length >= 2 ? 2 : 1;

    private abstract class Group
    {
        public abstract void Find(ReadOnlySpan<char> text, string[] strings, List<PhraseMatch> matches);
    }

    // One loop for each window, so that the length is a constant in it.
    private sealed class Group<TWindow> : Group
        where TWindow : struct, IWindow
    {
        private readonly HashFilter _filter;
        private readonly Dictionary<ulong, int[]> _byHash;

        public Group(IEnumerable<int> numbers, string[] strings)
        {
            _byHash = numbers.GroupBy(number => TWindow.HashAt(ref Bytes(strings[number], 0))).ToDictionary(group => group.Key, group => group.ToArray());
            _filter = new HashFilter(_byHash.Keys);
        }

        public override void Find(ReadOnlySpan<char> text, string[] strings, List<PhraseMatch> matches)
        {
            for (var at = 0; at <= text.Length - TWindow.Length; at++)
            {
                var hash = TWindow.HashAt(ref Bytes(text, at));
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
        private static ref byte Bytes(ReadOnlySpan<char> text, int at) => ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at));
    }

    /// <summary>Which number stands for the characters from a place on? As many must follow as the window is long.</summary>
    private interface IWindow
    {
        static abstract int Length { get; }

        static abstract ulong HashAt(ref byte start);
    }

    private readonly struct Sixteen : IWindow
    {
        public static int Length => 16;

        public static ulong HashAt(ref byte start) => WordHash.OfShort(FourFrom(ref start, 0) ^ (FourFrom(ref start, 16) * Odd), FourFrom(ref start, 8) ^ (FourFrom(ref start, 24) * Odd));
    }

    private readonly struct Twelve : IWindow
    {
        public static int Length => 12;

        public static ulong HashAt(ref byte start) => WordHash.OfShort(FourFrom(ref start, 0) ^ (FourFrom(ref start, 16) * Odd), FourFrom(ref start, 8));
    }

    private readonly struct Eight : IWindow
    {
        public static int Length => 8;

        public static ulong HashAt(ref byte start) => WordHash.OfShort(FourFrom(ref start, 0), FourFrom(ref start, 8));
    }

    private readonly struct Four : IWindow
    {
        public static int Length => 4;

        public static ulong HashAt(ref byte start) => WordHash.OfShort(FourFrom(ref start, 0), 0);
    }

    private readonly struct Two : IWindow
    {
        public static int Length => 2;

        public static ulong HashAt(ref byte start) => WordHash.OfShort(Unsafe.ReadUnaligned<uint>(ref start), 0);
    }

    private readonly struct One : IWindow
    {
        public static int Length => 1;

        public static ulong HashAt(ref byte start) => WordHash.OfShort(Unsafe.ReadUnaligned<ushort>(ref start), 0);
    }

    private const ulong Odd = 0x9FB21C651E98DF25;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FourFrom(ref byte start, nint byteOffset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, byteOffset));
}
