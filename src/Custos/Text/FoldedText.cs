using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Custos.Text;

/// <summary>What is left of a text when case, accents and compatibility forms are taken away? A buffer that is used again for every text.</summary>
/// <remarks>
/// Equal, code point for code point, to Python's <c>str.lower()</c> followed by scikit-learn's
/// <c>strip_accents_unicode</c> (NFKD, then no character whose combining class is not 0). A lone surrogate becomes
/// U+FFFD. ASCII is folded 16 characters at a time. Cost O(n), and no allocation once the buffer has grown. Not
/// thread-safe.
/// </remarks>
internal sealed class FoldedText
{
    /// <summary>Zero bytes that follow the text, so that whole vectors can be read past its end.</summary>
    public const int Padding = 64;

    private const char CapitalSigma = 'Σ';

    private byte[] _buffer = new byte[1024];

    /// <summary>UTF-8 bytes in the folded text.</summary>
    public int Length { get; private set; }

    /// <summary>The folded text as well-formed UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => _buffer.AsSpan(0, Length);

    /// <summary>The folded text and <see cref="Padding"/> zero bytes.</summary>
    public ReadOnlySpan<byte> Padded => _buffer.AsSpan(0, Length + Padding);

    /// <summary>How much the buffer holds, in bytes.</summary>
    public int CapacityBytes => _buffer.Length;

    public void Fold(ReadOnlySpan<char> text)
    {
        Length = 0;
        Reserve(text.Length);
        var index = FoldAscii(text);
        while (index < text.Length)
        {
            _ = Rune.DecodeFromUtf16(text[index..], out var rune, out var taken);
            FoldCodePoint(text, index, taken, rune.Value);
            index += taken;
            Reserve(text.Length - index);
            index += FoldAscii(text[index..]);
        }

        _buffer.AsSpan(Length, Padding).Clear();
    }

    /// <summary>Folds the ASCII that the text starts with, and says how many characters that was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FoldAscii(ReadOnlySpan<char> text)
    {
        Debug.Assert(_buffer.Length >= Length + text.Length + Padding, "Reserve comes first.");
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref _buffer[Length];
        var index = 0;
        while (index + Vector256<ushort>.Count <= text.Length && FoldBlock(ref source, ref target, index))
        {
            index += Vector256<ushort>.Count;
        }

        if (index >= Vector256<ushort>.Count && index < text.Length && index + Vector256<ushort>.Count > text.Length
            && FoldBlock(ref source, ref target, text.Length - Vector256<ushort>.Count))
        {
            index = text.Length;
        }

        for (; index < text.Length && text[index] < 128; index++)
        {
            var unit = (byte)text[index];
            Unsafe.Add(ref target, index) = (uint)(unit - 'A') < 26 ? (byte)(unit | 0x20) : unit;
        }

        Length += index;
        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FoldBlock(ref char source, ref byte target, int index)
    {
        var units = Vector256.LoadUnsafe(ref Unsafe.As<char, ushort>(ref source), (nuint)index);
        if ((units & Vector256.Create((ushort)0xFF80)) != Vector256<ushort>.Zero)
        {
            return false;
        }

        var bytes = Vector128.Narrow(units.GetLower(), units.GetUpper());
        var isUpper = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'A'), Vector128.Create((byte)25));
        (bytes | (isUpper & Vector128.Create((byte)0x20))).StoreUnsafe(ref target, (nuint)index);
        return true;
    }

    private void FoldCodePoint(ReadOnlySpan<char> text, int index, int taken, int codePoint)
    {
        if (codePoint == CapitalSigma)
        {
            Append(IsFinal(text[..index], text[(index + taken)..]) ? "ς"u8 : "σ"u8);
            return;
        }

        var entry = FoldTable.EntryOf(codePoint);
        if (FoldTable.IsFolded(entry))
        {
            Append(FoldTable.FoldOf(entry));
        }
        else if (codePoint - HangulBase is >= 0 and < HangulCount)
        {
            AppendJamo(codePoint - HangulBase);
        }
        else
        {
            Append(codePoint);
        }
    }

    /// <summary>Does a capital sigma between these two end a word: a cased letter before it and none after, case-ignorable characters not counted?</summary>
    /// <remarks>Source: the Unicode Standard, table 3-17, Final_Sigma. Linear over a whole text, for a sigma is cased itself.</remarks>
    private static bool IsFinal(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        uint entry = 0;
        do
        {
            if (before.IsEmpty)
            {
                return false;
            }

            _ = Rune.DecodeLastFromUtf16(before, out var rune, out var taken);
            before = before[..^taken];
            entry = FoldTable.EntryOf(rune.Value);
        }
        while (FoldTable.IsCaseIgnorable(entry));
        if (!FoldTable.IsCased(entry))
        {
            return false;
        }

        do
        {
            if (after.IsEmpty)
            {
                return true;
            }

            _ = Rune.DecodeFromUtf16(after, out var rune, out var taken);
            after = after[taken..];
            entry = FoldTable.EntryOf(rune.Value);
        }
        while (FoldTable.IsCaseIgnorable(entry));
        return !FoldTable.IsCased(entry);
    }

    private const int HangulBase = 0xAC00;
    private const int HangulCount = 11_172;

    /// <remarks>Source: the Unicode Standard, section 3.12, Hangul syllable decomposition.</remarks>
    private void AppendJamo(int syllable)
    {
        const int vowels = 21, trails = 28;
        Append(0x1100 + (syllable / (vowels * trails)));
        Append(0x1161 + (syllable % (vowels * trails) / trails));
        if (syllable % trails is var trail and > 0)
        {
            Append(0x11A7 + trail);
        }
    }

    private void Append(int codePoint)
    {
        Span<byte> utf8 = stackalloc byte[4];
        Append(utf8[..new Rune(codePoint).EncodeToUtf8(utf8)]);
    }

    private void Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(_buffer.AsSpan(Length));
        Length += utf8.Length;
    }

    /// <summary>Makes room for that many more ASCII characters, one longest fold and the padding.</summary>
    private void Reserve(int characters)
    {
        var needed = checked(Length + characters + FoldTable.LongestFold + Padding);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Math.Max(needed, _buffer.Length * 2L), Array.MaxLength));
        }
    }
}
