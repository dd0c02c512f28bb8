using System.Runtime.CompilerServices;

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

    /// <summary>The hash of a folded word that comes in parts. Up to 16 ASCII characters hash as <see cref="OfShort"/>.</summary>
    public ref struct Running
    {
        private ulong _low;
        private ulong _high;
        private ulong _long;
        private int _length;
        private bool _isLong;

        public readonly ulong Value => _isLong ? Mix(_long ^ (ulong)_length, First) : OfShort(_low, _high);

        public void Append(scoped ReadOnlySpan<char> part)
        {
            foreach (var unit in part)
            {
                _isLong |= unit >= 128 || _length >= ShortWord;
                _long = Mix(_long ^ First ^ unit, Second);
                if (_length < 8) _low |= (ulong)unit << (8 * _length);
                else if (_length < ShortWord) _high |= (ulong)unit << (8 * (_length - 8));
                _length++;
            }
        }
    }
}
