using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Custos.Text;

/// <summary>Where are the words of a folded text? Each is a run of at least two word characters, or of one where that is asked for.</summary>
/// <remarks>
/// Equal to what scikit-learn's default pattern, <c>(?u)\b\w\w+\b</c>, finds. Sixty-four bytes are told apart at a time
/// into a mask of word characters; the words are the runs in it. Cost O(n), no allocation.
/// </remarks>
internal ref struct WordTokens
{
    private readonly ReadOnlySpan<byte> _padded;
    private readonly int _length;
    private readonly bool _withSingleLetters;
    private int _block;
    private ulong _edges;
    private bool _wasWord;

    public WordTokens(FoldedText text, bool withSingleLetters = false)
    {
        _padded = text.Padded;
        _length = text.Length;
        _withSingleLetters = withSingleLetters;
        _block = -64;
    }

    /// <summary>The byte where the current word starts.</summary>
    public int Start { get; private set; }

    /// <summary>Bytes in the current word.</summary>
    public int Length { get; private set; }

    /// <summary>The words of a text, in order, as scikit-learn's <c>TfidfVectorizer(strip_accents="unicode")</c> sees them.</summary>
    public static IReadOnlyList<string> Of(ReadOnlySpan<char> text, bool withSingleLetters = false)
    {
        var folded = new FoldedText();
        folded.Fold(text);
        var words = new List<string>();
        var tokens = new WordTokens(folded, withSingleLetters);
        while (tokens.MoveNext())
        {
            words.Add(Encoding.UTF8.GetString(folded.Utf8.Slice(tokens.Start, tokens.Length)));
        }

        return words;
    }

    public bool MoveNext()
    {
        while (NextEdge(out var start))
        {
            // A run that reaches the end of the text ends there: the padding holds no word character.
            if (!NextEdge(out var end))
            {
                return false;
            }

            if (HasTwoCodePoints(start, end - start) || _withSingleLetters)
            {
                Start = start;
                Length = end - start;
                return true;
            }
        }

        return false;
    }

    /// <summary>The next byte at which word characters begin or end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool NextEdge(out int position)
    {
        while (_edges == 0)
        {
            if (_block + 64 > _length)
            {
                position = 0;
                return false;
            }

            _block += 64;
            var isWord = _block < _length ? WordMask(_block) : 0;
            _edges = isWord ^ ((isWord << 1) | (_wasWord ? 1UL : 0));
            _wasWord = isWord >> 63 != 0;
        }

        position = _block + BitOperations.TrailingZeroCount(_edges);
        _edges &= _edges - 1;
        return true;
    }

    private readonly ulong WordMask(int start)
    {
        ref var bytes = ref Unsafe.Add(ref MemoryMarshal.GetReference(_padded), start);
        var low = Vector256.LoadUnsafe(ref bytes);
        var high = Vector256.LoadUnsafe(ref bytes, 32);
        var mask = AsciiWordMask(low) | ((ulong)AsciiWordMask(high) << 32);
        return (low | high).ExtractMostSignificantBits() == 0 ? mask : mask | WideWordMask(start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AsciiWordMask(Vector256<byte> bytes)
    {
        var isLetter = Vector256.LessThanOrEqual(
            (bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)25));
        var isDigit = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
        var isUnderscore = Vector256.Equals(bytes, Vector256.Create((byte)'_'));
        return (isLetter | isDigit | isUnderscore).ExtractMostSignificantBits();
    }

    /// <summary>The bytes of word characters beyond ASCII; a character may straddle the ends of the block.</summary>
    private readonly ulong WideWordMask(int start)
    {
        var index = start;
        while (index > 0 && (_padded[index] & 0xC0) == 0x80)
        {
            index--;
        }

        ulong mask = 0;
        while (index < Math.Min(start + 64, _length))
        {
            if (_padded[index] < 0x80)
            {
                index++;
                continue;
            }

            var rune = FoldTable.RuneAt(_padded, index, out var taken);
            for (var end = index + taken; index < end; index++)
            {
                if (index >= start && index < start + 64 && FoldTable.IsWord(FoldTable.EntryOf(rune.Value)))
                {
                    mask |= 1UL << (index - start);
                }
            }
        }

        return mask;
    }

    private readonly bool HasTwoCodePoints(int start, int bytes) => _padded[start] switch
    {
        < 0x80 => bytes >= 2,
        < 0xE0 => bytes > 2,
        < 0xF0 => bytes > 3,
        _ => bytes > 4,
    };
}
