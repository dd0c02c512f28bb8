using System.Runtime.InteropServices;

namespace Custos.Text.Matching;

/// <summary>Which strings may begin here, by a hash of their first 16, 12, 8, 4, 2 or 1 characters?</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class StringsByHash
{
    private readonly int _length;
    private readonly HashFilter _filter;
    private readonly Dictionary<ulong, int[]> _numbers;

    public StringsByHash(int length, IEnumerable<int> numbers, string[] strings)
    {
        _length = length;
        _numbers = numbers.GroupBy(number => HashOf(strings[number])).ToDictionary(group => group.Key, group => group.ToArray());
        _filter = new HashFilter(_numbers.Keys);
    }

    public static int LengthFor(int length) => length >= 16 ? 16 : length >= 12 ? 12 : BeginningFilter.LengthFor(length);

    /// <summary>The numbers of the strings whose first characters have the hash of those of <paramref name="text"/>; they are yet to be compared.</summary>
    public ReadOnlySpan<int> At(ReadOnlySpan<char> text)
    {
        if (text.Length < _length) return [];
        var hash = HashOf(text);
        return _filter.MayHold(hash) && _numbers.TryGetValue(hash, out var numbers) ? numbers : [];
    }

    private ulong HashOf(ReadOnlySpan<char> text)
    {
        const ulong odd = 0x9FB21C651E98DF25;
        var bytes = MemoryMarshal.AsBytes(text[.._length]);
        return _length switch
        {
            16 => WordHash.OfShort(Read(bytes, 0) ^ (Read(bytes, 16) * odd), Read(bytes, 8) ^ (Read(bytes, 24) * odd)),
            12 => WordHash.OfShort(Read(bytes, 0) ^ (Read(bytes, 16) * odd), Read(bytes, 8)),
            8 => WordHash.OfShort(Read(bytes, 0), Read(bytes, 8)),
            4 => WordHash.OfShort(Read(bytes, 0), 0),
            2 => WordHash.OfShort(MemoryMarshal.Read<uint>(bytes), 0),
            _ => WordHash.OfShort(MemoryMarshal.Read<ushort>(bytes), 0),
        };
    }

    private static ulong Read(ReadOnlySpan<byte> bytes, int at) => MemoryMarshal.Read<ulong>(bytes[at..]);
}
