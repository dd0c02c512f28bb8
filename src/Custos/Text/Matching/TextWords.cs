using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Custos.Text.Rewriting;
using Custos.Text.Views;

namespace Custos.Text.Matching;

/// <summary>Which words does a text have, one after another?</summary>
/// <remarks>
/// A word is a run of letters, marks and digits; a character of East Asian scripts, which have no blanks between words, and a symbol
/// beyond ASCII, such as an emoji, is a word of its own. A word of up to 15 ASCII characters is read and hashed from one vector. O(n) whatever
/// the length of the words, no allocation.
/// </remarks>
internal ref struct TextWords(ReadOnlySpan<char> text, PhraseOptions options)
{
    // A character may be folded to as many.
    private const int LongestFolding = 40;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly bool _foldsCase = !options.IsCaseSensitive;
    private readonly bool _foldsAccents = !options.IsAccentSensitive;
    private int _next;

    /// <summary>Where the word stands.</summary>
    public TextSpan Span { get; private set; }

    /// <summary>The hash of the word as it is compared.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Moves to the next word; false at the end.</summary>
    public bool MoveNext()
    {
        while (_next + Vector256<ushort>.Count <= _text.Length)
        {
            var units = Vector256.LoadUnsafe(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(_text)), (nuint)_next);
            var lower = units | Vector256.Create((ushort)0x20);
            var isWord = Vector256.LessThan(lower - Vector256.Create((ushort)'a'), Vector256.Create((ushort)26))
                | Vector256.LessThan(units - Vector256.Create((ushort)'0'), Vector256.Create((ushort)10));
            var words = isWord.ExtractMostSignificantBits();
            var beyond = Vector256.GreaterThan(units, Vector256.Create((ushort)127)).ExtractMostSignificantBits();
            var start = BitOperations.TrailingZeroCount((words | beyond) | 0x10000);
            if (start == Vector256<ushort>.Count)
            {
                _next += start;
                continue;
            }

            var length = BitOperations.TrailingZeroCount(~(words >> start));
            if (start > 0 && start + length >= Vector256<ushort>.Count)
            {
                // The word may go on: it is read again from its start.
                _next += start;
                continue;
            }

            if (length == 0 || length >= Vector256<ushort>.Count || (beyond >> start >> length & 1) != 0)
            {
                _next += start;
                return ReadSlowly();
            }

            if (_next + start + Vector256<ushort>.Count > _text.Length)
            {
                _next += start;
                return ReadSlowly();
            }

            Span = new TextSpan(_next + start, length);
            Hash = HashAt(_next + start, length);
            _next += start + length;
            return true;
        }

        return ReadSlowly();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong HashAt(int start, int length)
    {
        var units = Vector256.LoadUnsafe(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(_text)), (nuint)start);
        if (_foldsCase) units |= Vector256.Create((ushort)0x20);
        // Ones for the word and zeros after it, from a table that slides.
        var mask = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Mask), (nuint)(WordHash.ShortWord - length));
        var bytes = (Vector128.Narrow(units.GetLower(), units.GetUpper()) & mask).AsUInt64();
        return WordHash.OfShort(bytes.GetElement(0), bytes.GetElement(1));
    }

    private static ReadOnlySpan<byte> Mask =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private bool ReadSlowly()
    {
        Span<char> folded = stackalloc char[LongestFolding];
        while (_next < _text.Length)
        {
            var kind = KindAt(_next, out var taken);
            if (kind == Kind.None)
            {
                _next += taken;
                continue;
            }

            var start = _next;
            var hash = new WordHash.Running();
            while (true)
            {
                hash.Append(folded[..Fold(_text.Slice(_next, taken), folded)]);
                _next += taken;
                if (kind == Kind.Alone || _next >= _text.Length) break;
                kind = KindAt(_next, out taken);
                if (kind != Kind.Part) break;
            }

            Span = new TextSpan(start, _next - start);
            Hash = hash.Value;
            return true;
        }

        return false;
    }

    /// <summary>Is this what the word comes to, as it is compared?</summary>
    public readonly bool Is(ReadOnlySpan<char> word)
    {
        Span<char> folded = stackalloc char[LongestFolding];
        for (var at = Span.Start; at < Span.End;)
        {
            _ = Rune.DecodeFromUtf16(_text[at..Span.End], out _, out var taken);
            var part = folded[..Fold(_text.Slice(at, taken), folded)];
            if (!word.StartsWith(part)) return false;
            word = word[part.Length..];
            at += taken;
        }

        return word.IsEmpty;
    }

    /// <summary>The word as it is compared.</summary>
    public readonly string Folded()
    {
        Span<char> folded = stackalloc char[LongestFolding];
        var word = new StringBuilder(Span.Length);
        for (var at = Span.Start; at < Span.End;)
        {
            _ = Rune.DecodeFromUtf16(_text[at..Span.End], out _, out var taken);
            word.Append(folded[..Fold(_text.Slice(at, taken), folded)]);
            at += taken;
        }

        return word.ToString();
    }

    private readonly Kind KindAt(int at, out int taken)
    {
        taken = 1;
        if (_text[at] < 128) return char.IsAsciiLetterOrDigit(_text[at]) ? Kind.Part : Kind.None;
        _ = Rune.DecodeFromUtf16(_text[at..], out var rune, out taken);
        var entry = CharacterTable.EntryOf(rune.Value);
        if (entry.IsWord) return entry.Script == Script.EastAsian ? Kind.Alone : Kind.Part;
        return Rune.IsSymbol(rune) && rune.Value != 0xFFFD ? Kind.Alone : Kind.None;
    }

    /// <summary>Writes the character as it is compared, and says how long that is.</summary>
    private readonly int Fold(ReadOnlySpan<char> character, Span<char> folded)
    {
        if (character[0] < 128)
        {
            folded[0] = _foldsCase ? char.ToLowerInvariant(character[0]) : character[0];
            return 1;
        }

        _ = Rune.DecodeFromUtf16(character, out var rune, out _);
        var entry = CharacterTable.EntryOf(rune.Value);
        if (!_foldsCase || !entry.IsMapped) return Append(rune.Value, folded, 0);
        var length = 0;
        foreach (var mapped in CharacterTable.MappingOf(entry).EnumerateRunes()) length = Append(mapped.Value, folded, length);
        return length;
    }

    private readonly int Append(int codePoint, Span<char> folded, int length)
    {
        if (_foldsAccents)
        {
            while (CharacterTable.TryDecompose(codePoint, out var first, out _)) codePoint = first;
            if (CharacterTable.EntryOf(codePoint).IsCommonMark) return length;
        }

        return length + new Rune(codePoint).EncodeToUtf16(folded[length..]);
    }

    private enum Kind
    {
        None,
        Part,
        Alone,
    }
}
