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
    private byte[] _word = new byte[256];

    /// <summary>Where each code point of the padded word starts, and where the last one ends.</summary>
    private int[] _starts = new int[256];

    private int _characters;
    private int _next;
    private int _size;
    private int _offset;

    /// <summary>The bytes of the padded word that <see cref="Start"/> counts in, with at least 8 zero bytes after them.</summary>
    public ReadOnlySpan<byte> Word => _word;

    public int Start { get; private set; }

    public int Length { get; private set; }

    public void Restart()
    {
        _next = 0;
        _characters = 0;
        _size = longest + 1;
    }

    public bool MoveNext(FoldedText text)
    {
        while (_size > longest)
        {
            if (!NextWord(text))
            {
                return false;
            }

            _size = shortest;
            _offset = 0;
        }

        var end = Math.Min(_offset + _size, _characters);
        Start = _starts[_offset];
        Length = _starts[end] - Start;
        if (end < _characters)
        {
            _offset++;
        }
        else
        {
            _size = _offset == 0 ? longest + 1 : _size + 1;
            _offset = 0;
        }

        return true;
    }

    private bool NextWord(FoldedText text)
    {
        var utf8 = text.Utf8;
        while (_next < utf8.Length && IsSpace(utf8, _next, out var skipped))
        {
            _next += skipped;
        }

        if (_next == utf8.Length)
        {
            return false;
        }

        _characters = 0;
        var bytes = 0;
        Append(" "u8, ref bytes);
        while (_next < utf8.Length && !IsSpace(utf8, _next, out var taken))
        {
            Append(utf8.Slice(_next, taken), ref bytes);
            _next += taken;
        }

        Append(" "u8, ref bytes);
        _starts[_characters] = bytes;
        _word.AsSpan(bytes, sizeof(ulong)).Clear();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(ReadOnlySpan<byte> character, ref int bytes)
    {
        if (bytes + character.Length + sizeof(ulong) > _word.Length)
        {
            Array.Resize(ref _word, _word.Length * 2);
        }

        if (_characters + 2 > _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
        }

        _starts[_characters++] = bytes;
        character.CopyTo(_word.AsSpan(bytes));
        bytes += character.Length;
    }

    private static bool IsSpace(ReadOnlySpan<byte> utf8, int index, out int bytes)
    {
        var codePoint = utf8[index] < 0x80 ? utf8[index] : FoldTable.RuneAt(utf8, index, out bytes).Value;
        bytes = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        return FoldTable.IsSpace(FoldTable.EntryOf(codePoint));
    }
}
