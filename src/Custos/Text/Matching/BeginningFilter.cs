using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Custos.Text.Rewriting;

namespace Custos.Text.Matching;

/// <summary>At which places of a text may one of many strings begin, and which do?</summary>
/// <remarks>
/// Places are passed a block at a time and without a branch, for which of them pass cannot be foretold. Thread-safe.
/// </remarks>
internal abstract class BeginningFilter
{
    /// <summary>How many places are looked at in one go.</summary>
    public const int Block = 512;

    private readonly StringsByHash[] _lengths;

    private BeginningFilter(IReadOnlyList<int> numbers, string[] strings) =>
        _lengths = [.. numbers.GroupBy(number => StringsByHash.LengthFor(strings[number].Length)).OrderByDescending(group => group.Key).Select(group => new StringsByHash(group.Key, group, strings))];

    /// <summary>How many of its first characters stand for a string of this length?</summary>
    public static int LengthFor(int length) => length >= 8 ? 8 : length >= 4 ? 4 : length >= 2 ? 2 : 1;

    public static BeginningFilter Create(int length, IReadOnlyList<int> numbers, string[] strings) => length switch
    {
        8 => new Filter<Eight>(numbers, strings),
        4 => new Filter<Four>(numbers, strings),
        2 => new Filter<Two>(numbers, strings),
        _ => new Filter<One>(numbers, strings),
    };

    /// <summary>Writes those of the next places that pass, moves <paramref name="start"/> behind them and says how many they are; -1 at the end of the text.</summary>
    public abstract int Pass(ReadOnlySpan<char> text, ref int start, Span<int> places);

    /// <summary>Adds the strings that stand at this place.</summary>
    public void Compare(ReadOnlySpan<char> text, int at, string[] strings, List<PhraseMatch> matches)
    {
        var rest = text[at..];
        foreach (var length in _lengths)
        {
            foreach (var number in length.At(rest))
            {
                if (rest.StartsWith(strings[number])) matches.Add(new PhraseMatch(number, new TextSpan(at, strings[number].Length)));
            }
        }
    }

    // One loop for each length, so that it is a constant in it.
    private sealed class Filter<TBeginning> : BeginningFilter
        where TBeginning : struct, IBeginning
    {
        private readonly HashFilter _filter;

        public Filter(IReadOnlyList<int> numbers, string[] strings)
            : base(numbers, strings) => _filter = new HashFilter(numbers.Select(number => HashAt(ref MemoryMarshal.GetReference<char>(strings[number]))).ToHashSet());

        public override int Pass(ReadOnlySpan<char> text, ref int start, Span<int> places)
        {
            var end = Math.Min(start + Block, text.Length - TBeginning.Length + 1);
            if (start >= end) return -1;
            ref var first = ref MemoryMarshal.GetReference(text);
            ref var place = ref MemoryMarshal.GetReference(places[..Block]);
            var filter = _filter;
            var count = 0;
            for (var at = start; at < end; at++)
            {
                Unsafe.Add(ref place, count) = at;
                count += filter.BitOf(HashAt(ref Unsafe.Add(ref first, at)));
            }

            start = end;
            return count;
        }

        // One multiplication: its high bits are what the filter asks for.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong HashAt(ref char start) => TBeginning.Read(ref Unsafe.As<char, byte>(ref start)) * 0x9E3779B97F4A7C15;
    }

    /// <summary>Which number stands for the characters from a place on? As many must follow as <see cref="Length"/> says.</summary>
    private interface IBeginning
    {
        static abstract int Length { get; }

        static abstract ulong Read(ref byte start);
    }

    private readonly struct Eight : IBeginning
    {
        public static int Length => 8;

        // Letters of one alphabet differ in the low byte of each unit: two such halves fit into one number.
        public static ulong Read(ref byte start) =>
            Unsafe.ReadUnaligned<ulong>(ref start) ^ ulong.RotateLeft(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, 8)), 8);
    }

    private readonly struct Four : IBeginning
    {
        public static int Length => 4;

        public static ulong Read(ref byte start) => Unsafe.ReadUnaligned<ulong>(ref start);
    }

    private readonly struct Two : IBeginning
    {
        public static int Length => 2;

        public static ulong Read(ref byte start) => Unsafe.ReadUnaligned<uint>(ref start);
    }

    private readonly struct One : IBeginning
    {
        public static int Length => 1;

        public static ulong Read(ref byte start) => Unsafe.ReadUnaligned<ushort>(ref start);
    }
}
