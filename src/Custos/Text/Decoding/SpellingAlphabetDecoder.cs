using System.Collections.Frozen;
using Custos.Text.Rewriting;

namespace Custos.Text.Decoding;

/// <summary>Which words are spelt out in the radio alphabet: <c>india golf november oscar romeo echo</c>?</summary>
/// <remarks>Source: ICAO Annex 10, volume II, 5.2.1.3, with the common spellings alpha, juliet, whisky and x-ray.</remarks>
internal sealed class SpellingAlphabetDecoder : Decoder
{
    private const int FewestLetters = 3;
    private const int LongestWord = 8;
    private const int LongestGap = 4;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = FrozenSet.ToFrozenSet(
        ["alfa", "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "juliet", "kilo", "lima", "mike", "november",
         "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey", "whisky", "xray", "x-ray", "yankee", "zulu"],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private char[] _letters = new char[64];

    public override string Name => "spelling-alphabet";

    protected override void Find(ReadOnlySpan<char> source, MappedText decoded)
    {
        for (var at = 0; at < source.Length;)
        {
            if (!char.IsAsciiLetter(source[at]))
            {
                at++;
                continue;
            }

            var end = ReadRun(source, at, out var written, out var letters);
            if (letters >= FewestLetters) Offer(source, decoded, at, end - at, _letters.AsSpan(0, written));
            if (letters == 0) end = WordEnd(source, at);
            at = Math.Max(end, at + 1);
        }
    }

    private int ReadRun(ReadOnlySpan<char> source, int start, out int written, out int letters)
    {
        (written, letters) = (0, 0);
        int at = start, end = start;
        while (at < source.Length)
        {
            var wordEnd = WordEnd(source, at);
            if (wordEnd - at > LongestWord || !Words.Contains(source[at..wordEnd])) break;
            if (written + 2 > _letters.Length) Array.Resize(ref _letters, _letters.Length * 2);
            _letters[written++] = (char)(source[at] | 0x20);
            letters++;
            end = wordEnd;
            var next = end;
            while (next < source.Length && next - end < LongestGap && source[next] is ' ' or '-' or ',' or '.' or '/' or '\n' or '|') next++;
            if (next == end) break;
            // A slash, a bar, a line end or two blanks part words.
            if (source[end..next].ContainsAny("/|\n") || source[end..next].StartsWith("  ")) _letters[written++] = ' ';
            at = next;
        }

        if (written > 0 && _letters[written - 1] == ' ') written--;
        return end;
    }

    private static int WordEnd(ReadOnlySpan<char> source, int at)
    {
        var end = at;
        while (end < source.Length && char.IsAsciiLetter(source[end])) end++;
        // x-ray is the one word with a hyphen.
        return end == at + 1 && source[at..].StartsWith("x-ray", StringComparison.OrdinalIgnoreCase) ? at + 5 : end;
    }
}
