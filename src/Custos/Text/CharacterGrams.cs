using System.Runtime.CompilerServices;

namespace Custos.Text;

/// <summary>Which runs of so many characters lie within the words of a folded text? Each word is padded by a space on either side.</summary>
/// <remarks>
/// Equal to scikit-learn's analyzer <c>char_wb</c>: words are what white space parts, and a word that is shorter than a
/// run counts once, whole. Characters are code points. Cost O(n · lengths), no allocation once its buffer has grown. Not
/// thread-safe.
/// </remarks>
internal sealed class CharacterGrams(int shortest, int longest)
{
    /// <summary>Bytes of the current word, its two spaces, and zeros that let 8 bytes be read from any place in it.</summary>
    private byte[] word = new byte[256];

    /// <summary>Where each code point of the padded word starts, and where the last one ends.</summary>
    private int[] starts = new int[256];

    private int characters;
    private int next;
    private int size;
    private int offset;

    /// <summary>The bytes of the padded word that <see cref="Start"/> counts in, with at least 8 zero bytes after them.</summary>
    public ReadOnlySpan<byte> Word => word;

    public int Start { get; private set; }

    public int Length { get; private set; }

    public void Restart()
    {
        next = 0;
        characters = 0;
        size = longest + 1;
    }

    public bool MoveNext(FoldedText text)
    {
        while (size > longest)
        {
            if (!NextWord(text))
            {
                return false;
            }

            size = shortest;
            offset = 0;
        }

        var end = Math.Min(offset + size, characters);
        Start = starts[offset];
        Length = starts[end] - Start;
        if (end < characters)
        {
            offset++;
        }
        else
        {
            size = offset == 0 ? longest + 1 : size + 1;
            offset = 0;
        }

        return true;
    }

    private bool NextWord(FoldedText text)
    {
        var utf8 = text.Utf8;
        while (next < utf8.Length && IsSpace(utf8, next, out var skipped))
        {
            next += skipped;
        }

        if (next == utf8.Length)
        {
            return false;
        }

        characters = 0;
        var bytes = 0;
        Append(" "u8, ref bytes);
        while (next < utf8.Length && !IsSpace(utf8, next, out var taken))
        {
            Append(utf8.Slice(next, taken), ref bytes);
            next += taken;
        }

        Append(" "u8, ref bytes);
        starts[characters] = bytes;
        word.AsSpan(bytes, sizeof(ulong)).Clear();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(ReadOnlySpan<byte> character, ref int bytes)
    {
        if (bytes + character.Length + sizeof(ulong) > word.Length)
        {
            Array.Resize(ref word, word.Length * 2);
        }

        if (characters + 2 > starts.Length)
        {
            Array.Resize(ref starts, starts.Length * 2);
        }

        starts[characters++] = bytes;
        character.CopyTo(word.AsSpan(bytes));
        bytes += character.Length;
    }

    private static bool IsSpace(ReadOnlySpan<byte> utf8, int index, out int bytes)
    {
        var codePoint = utf8[index] < 0x80 ? utf8[index] : FoldTable.RuneAt(utf8, index, out bytes).Value;
        bytes = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        return FoldTable.IsSpace(FoldTable.EntryOf(codePoint));
    }
}
