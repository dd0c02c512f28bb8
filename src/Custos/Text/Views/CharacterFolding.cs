using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Custos.Text.Rewriting;

namespace Custos.Text.Views;

/// <summary>What is a text once case, compatibility forms, what shows nothing and piled-up marks are taken away?</summary>
/// <remarks>
/// Unicode's toNFKC_Casefold (the Unicode Standard, section 3.13, R5; UAX 15), and besides: controls other than tab and line ends
/// are taken out, a lone surrogate becomes U+FFFD, and of the marks on one character the first that any script may bear and the
/// first three of its own script stay. Folding what is folded changes nothing. ASCII is folded 16 characters at a time. O(n) for
/// any text: of the marks on one character only <see cref="MostMarks"/> are looked at. No allocation once the buffers have grown.
/// </remarks>
internal static class CharacterFolding
{
    /// <summary>More marks than any script's text has on one character; the rest is taken out unseen.</summary>
    public const int MostMarks = 30;

    private const int MostScriptMarks = 3;

    // The one mark that folds to a letter, which it must not be before marks are put in order.
    private const int IotaBelow = 0x345;
    private const int Iota = 0x3B9;

    /// <summary>Folds <paramref name="text"/> into <paramref name="folded"/>, and says which scripts' letters beyond ASCII it met, as bits.</summary>
    public static int Fold(ReadOnlySpan<char> text, MappedText folded, TransformCounts counts)
    {
        folded.Clear();
        var scripts = 0;
        var index = FoldAscii(text, 0, folded, counts);
        while (index < text.Length)
        {
            _ = Rune.DecodeFromUtf16(text[index..], out var rune, out var taken);
            // U+FFFD stands for a lone surrogate; the character itself is U+FFFD too.
            var entry = CharacterTable.EntryOf(rune.Value);
            scripts |= 1 << (int)entry.Script;
            if (entry.IsPlain && taken == 1 && text[index] != rune.Value)
            {
                folded.Replace(index, 1, (char)rune.Value);
                index++;
            }
            else if (entry.IsPlain)
            {
                var end = EndOfPlain(text, index + taken, ref scripts);
                folded.Copy(text, index, end - index);
                index = end;
            }
            else if (entry.JoinsBefore || rune.Value == IotaBelow)
            {
                index = FoldCluster(text, index, folded, counts);
            }
            else if (entry.IsRemoved)
            {
                counts.Add(Transform.InvisibleRemoved);
                index += taken;
            }
            else
            {
                counts.Add(Transform.Folded);
                folded.Replace(index, taken, CharacterTable.MappingOf(entry));
                index += taken;
            }

            if (index < text.Length && text[index] < 128) index = FoldAscii(text, index, folded, counts);
        }

        return scripts;
    }

    /// <summary>Where does the stretch end that stands for itself: blanks, and single units beyond ASCII that are plain?</summary>
    private static int EndOfPlain(ReadOnlySpan<char> text, int index, ref int scripts)
    {
        for (; index < text.Length; index++)
        {
            var unit = text[index];
            if (unit == ' ') continue;
            if (unit < 128 || char.IsSurrogate(unit)) break;
            var entry = CharacterTable.EntryOf(unit);
            if (!entry.IsPlain) break;
            scripts |= 1 << (int)entry.Script;
        }

        return index;
    }

    /// <summary>Folds the ASCII from <paramref name="start"/> on, and says where it ends.</summary>
    private static int FoldAscii(ReadOnlySpan<char> text, int start, MappedText folded, TransformCounts counts)
    {
        var room = folded.Room(text.Length - start);
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(room));
        int index = start, capitals = 0;
        while (index + Vector256<ushort>.Count <= text.Length)
        {
            var units = Vector256.LoadUnsafe(ref source, (nuint)index);
            if (!IsShownAscii(units)) break;
            var isCapital = Vector256.LessThan(units - Vector256.Create((ushort)'A'), Vector256.Create((ushort)26));
            (units | (isCapital & Vector256.Create((ushort)0x20))).StoreUnsafe(ref target, (nuint)(index - start));
            capitals += System.Numerics.BitOperations.PopCount(isCapital.ExtractMostSignificantBits());
            index += Vector256<ushort>.Count;
        }

        for (; index < text.Length && IsShownAscii(text[index]); index++)
        {
            var unit = text[index];
            var isCapital = (uint)(unit - 'A') < 26;
            room[index - start] = isCapital ? (char)(unit | 0x20) : unit;
            capitals += isCapital ? 1 : 0;
        }

        folded.Advance(start, index - start);
        counts.Add(Transform.Folded, capitals);
        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsShownAscii(Vector256<ushort> units)
    {
        if (((units | (units + Vector256<ushort>.One)) & Vector256.Create((ushort)0xFF80)) != Vector256<ushort>.Zero) return false;
        var isLow = Vector256.LessThan(units, Vector256.Create((ushort)' '));
        if (isLow == Vector256<ushort>.Zero) return true;
        var isSpace = Vector256.Equals(units, Vector256.Create((ushort)'\t')) | Vector256.Equals(units, Vector256.Create((ushort)'\n')) | Vector256.Equals(units, Vector256.Create((ushort)'\r'));
        return Vector256.AndNot(isLow, isSpace) == Vector256<ushort>.Zero;
    }

    private static bool IsShownAscii(char unit) => unit is >= ' ' and < (char)127 or '\t' or '\n' or '\r';

    /// <summary>Composes what joins the character before it, from <paramref name="start"/> on, with that character; says where it ends.</summary>
    private static int FoldCluster(ReadOnlySpan<char> text, int start, MappedText folded, TransformCounts counts)
    {
        Span<int> points = stackalloc int[4 + (MostMarks * 3)];
        var (sourceStart, count) = TakeBack(folded, start, points);
        int index = start, marks = 0, end = start;
        while (index < text.Length)
        {
            _ = Rune.DecodeFromUtf16(text[index..], out var rune, out var taken);
            var entry = CharacterTable.EntryOf(rune.Value);
            if (entry.IsRemoved)
            {
                counts.Add(Transform.InvisibleRemoved);
            }
            else if (!entry.JoinsBefore && rune.Value != IotaBelow)
            {
                break;
            }
            else if (marks++ < MostMarks)
            {
                count = AppendDecomposed(entry, rune.Value, points, count);
            }
            else
            {
                counts.Add(Transform.MarksRemoved);
            }

            index += taken;
            end = index;
        }

        Order(points[..count]);
        points[..count].Replace(IotaBelow, Iota);
        count = Compose(points[..count]);
        Span<char> utf16 = stackalloc char[(4 + (MostMarks * 3)) * 2];
        var written = Write(points[..count], utf16, counts);
        if (written > 0) folded.Replace(sourceStart, end - sourceStart, utf16[..written]);
        return end;
    }

    /// <summary>Takes the last character back out of what is folded, so that marks may join it.</summary>
    private static (int SourceStart, int Count) TakeBack(MappedText folded, int start, Span<int> points)
    {
        if (folded.Length == 0) return (start, 0);
        _ = Rune.DecodeLastFromUtf16(folded.Text, out var last, out var taken);
        var at = folded.Length - taken;
        var sourceStart = folded.Map.SourceOf(new TextSpan(at, taken)).Start;
        folded.Truncate(at);
        return (sourceStart, Decompose(last.Value, points, 0));
    }

    private static int AppendDecomposed(CharacterEntry entry, int codePoint, Span<int> points, int count)
    {
        if (!entry.IsMapped || codePoint == IotaBelow) return Decompose(codePoint, points, count);
        foreach (var rune in CharacterTable.MappingOf(entry).EnumerateRunes())
        {
            if (count + 4 < points.Length) count = Decompose(rune.Value, points, count);
        }

        return count;
    }

    private static int Decompose(int codePoint, Span<int> points, int count)
    {
        if (CharacterTable.TryDecompose(codePoint, out var first, out var second))
        {
            count = Decompose(first, points, count);
            codePoint = second;
        }

        if (count < points.Length) points[count++] = codePoint;
        return count;
    }

    /// <summary>Canonical ordering: marks by class, those of one class as they come. The list is short, so insertion is quick.</summary>
    private static void Order(Span<int> points)
    {
        for (var i = 1; i < points.Length; i++)
        {
            var (point, rank) = (points[i], CharacterTable.ClassOf(points[i]));
            if (rank == 0) continue;
            var at = i;
            for (; at > 0 && CharacterTable.ClassOf(points[at - 1]) > rank; at--) points[at] = points[at - 1];
            points[at] = point;
        }
    }

    /// <summary>Canonical composition in place; says how many code points are left.</summary>
    /// <remarks>Source: the Unicode Standard, section 3.11, D117.</remarks>
    private static int Compose(Span<int> points)
    {
        int count = 0, starter = -1, lastClass = -1;
        foreach (var point in points)
        {
            int rank = CharacterTable.ClassOf(point);
            if (starter >= 0 && (lastClass < rank || lastClass < 0) && CharacterTable.Compose(points[starter], point) is > 0 and var composed)
            {
                points[starter] = composed;
                continue;
            }

            if (rank == 0) starter = count;
            // Right after a starter nothing blocks.
            lastClass = rank == 0 ? -1 : rank;
            points[count++] = point;
        }

        return count;
    }

    private static int Write(ReadOnlySpan<int> points, Span<char> utf16, TransformCounts counts)
    {
        int written = 0, common = 0, own = 0;
        foreach (var point in points)
        {
            var entry = CharacterTable.EntryOf(point);
            var isMark = CharacterTable.ClassOf(point) != 0;
            if (!isMark) (common, own) = (0, 0);
            if (isMark && (entry.IsCommonMark ? ++common > 1 : ++own > MostScriptMarks))
            {
                counts.Add(Transform.MarksRemoved);
                continue;
            }

            written += new Rune(point).EncodeToUtf16(utf16[written..]);
        }

        return written;
    }
}
