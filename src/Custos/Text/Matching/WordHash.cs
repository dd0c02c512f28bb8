using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Custos.Text.Matching;

/// <summary>Which number stands for a word, and for a word after others?</summary>
/// <remarks>Multiply and fold, as wyhash does (Wang Yi, public domain). Equal words have equal numbers on every machine; unequal ones are told apart by comparing.</remarks>
internal static class WordHash
{
    /// <summary>The longest word that is hashed from one vector.</summary>
    public const int ShortWord = 16;

    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xD1B54A32D192ED03;
    private const ulong Chain = 0x8CB92BA72F3D8DD7;

    /// <summary>The hash of a folded word.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        if (word.Length <= ShortWord && System.Text.Ascii.IsValid(word))
        {
            Span<byte> bytes = stackalloc byte[ShortWord];
            bytes.Clear();
            for (var i = 0; i < word.Length; i++) bytes[i] = (byte)word[i];
            return OfShort(MemoryMarshal.Read<ulong>(bytes), MemoryMarshal.Read<ulong>(bytes[8..]));
        }

        var hash = First ^ (ulong)word.Length;
        foreach (var unit in word) hash = Mix(hash ^ unit, Second);
        return hash;
    }

    /// <summary>The hash of a word of up to 16 ASCII characters, one a byte, filled with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfShort(ulong low, ulong high) => Mix(low ^ First, high ^ Second);

    /// <summary>The hash of words that end with this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Append(ulong words, ulong word) => Mix(words ^ Chain, word ^ Second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
