using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Custos.Text.Views;

/// <summary>What might a folded text hide in its spelling?</summary>
[Flags]
internal enum Suspicion
{
    None = 0,

    /// <summary>Single letters or digits with something between them, three in a row.</summary>
    LettersApart = 1,

    /// <summary>Three times the same character.</summary>
    Repetition = 2,

    /// <summary>A digit or a sign beside a letter.</summary>
    Leet = 4,
}

/// <summary>Which of the slower readings does a text need? Most need none.</summary>
/// <remarks>Looks at 32 characters at a time; what it finds is only worth a closer look. O(n), no allocation.</remarks>
internal static class Suspicions
{
    private const int Block = 32;

    public static Suspicion Of(ReadOnlySpan<char> text)
    {
        var found = Suspicion.None;
        var before = default(Masks);
        var at = 0;
        for (; at + Block < text.Length; at += Block)
        {
            var masks = Read(text[at..]);
            found |= Judge(before, masks);
            before = masks;
        }

        Span<char> rest = stackalloc char[(2 * Block) + 1];
        rest.Clear();
        text[at..].CopyTo(rest);
        var last = Read(rest);
        var end = Read(rest[Block..]);
        return found | Judge(before, last) | Judge(last, end);
    }

    /// <summary>Patterns that begin in the first block, seen with what follows it.</summary>
    private static Suspicion Judge(Masks first, Masks next)
    {
        ulong letter = Join(first.Letters, next.Letters), digit = Join(first.Digits, next.Digits), sign = Join(first.Signs, next.Signs);
        ulong inner = Join(first.InnerSigns, next.InnerSigns), same = Join(first.Same, next.Same);
        var word = letter | digit | sign;
        var apart = word & ~(word >> 1) & (word >> 2) & ~(word >> 3) & (word >> 4);
        var leet = (letter & (digit >> 1)) | ((digit | sign) & (letter >> 1)) | (letter & (inner >> 1) & (letter >> 2));
        var repeated = same & (same >> 1) & letter;
        const ulong starts = uint.MaxValue;
        return If(apart & starts, Suspicion.LettersApart) | If(repeated & starts, Suspicion.Repetition) | If(leet & starts, Suspicion.Leet);
    }

    private static Suspicion If(ulong any, Suspicion suspicion) => any != 0 ? suspicion : Suspicion.None;

    private static ulong Join(uint first, uint next) => first | ((ulong)next << Block);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks Read(ReadOnlySpan<char> text)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        Vector256<ushort> low = Vector256.LoadUnsafe(ref source), high = Vector256.LoadUnsafe(ref source, 16);
        var bytes = Vector256.NarrowWithSaturation(low, high);
        var isSame = Vector256.Narrow(Vector256.Equals(low, Vector256.LoadUnsafe(ref source, 1)), Vector256.Equals(high, Vector256.LoadUnsafe(ref source, 17)));
        var isLetter = Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26))
            | Vector256.GreaterThan(bytes, Vector256.Create((byte)127));
        var isDigit = Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        return new Masks(
            isLetter.ExtractMostSignificantBits(),
            isDigit.ExtractMostSignificantBits(),
            (Vector256.Equals(bytes, Vector256.Create((byte)'@')) | Vector256.Equals(bytes, Vector256.Create((byte)'$'))).ExtractMostSignificantBits(),
            (Vector256.Equals(bytes, Vector256.Create((byte)'!')) | Vector256.Equals(bytes, Vector256.Create((byte)'|'))).ExtractMostSignificantBits(),
            isSame.ExtractMostSignificantBits());
    }

    /// <param name="Letters">ASCII letters, and whatever is not ASCII.</param>
    /// <param name="Digits">ASCII digits.</param>
    /// <param name="Signs">Signs that stand for a letter at the start of a word too.</param>
    /// <param name="InnerSigns">Signs that stand for a letter only between letters.</param>
    /// <param name="Same">Characters that the next one repeats.</param>
    private readonly record struct Masks(uint Letters, uint Digits, uint Signs, uint InnerSigns, uint Same);
}
