using Custos.Text.Rewriting;

namespace Custos.Text.Decoding;

/// <summary>Which stretches are Morse code?</summary>
/// <remarks>Letters stand apart by one blank, words by a slash, a bar or more blanks. Source: ITU-R M.1677-1.</remarks>
internal sealed class MorseDecoder : Decoder
{
    private const int FewestLetters = 4;
    private const int LongestLetter = 6;

    private static readonly Dictionary<int, char> Letters = ReadLetters();

    private char[] _text = new char[64];

    public override string Name => "morse";

    protected override void Find(ReadOnlySpan<char> source, MappedText decoded)
    {
        for (var at = 0; at < source.Length;)
        {
            if (MarkOf(source[at]) < 0)
            {
                at++;
                continue;
            }

            var end = ReadRun(source, at, out var written, out var letters);
            if (letters >= FewestLetters) Offer(source, decoded, at, end - at, _text.AsSpan(0, written));
            at = Math.Max(end, at + 1);
        }
    }

    private int ReadRun(ReadOnlySpan<char> source, int start, out int written, out int letters)
    {
        (written, letters) = (0, 0);
        int at = start, end = start;
        while (ReadLetter(source, ref at) is var letter and not '\0')
        {
            if (written + 2 > _text.Length) Array.Resize(ref _text, _text.Length * 2);
            _text[written++] = letter;
            letters++;
            end = at;
            var gap = at;
            var isWordEnd = false;
            while (gap < source.Length && source[gap] is ' ' or '/' or '|' or '\n')
            {
                isWordEnd |= source[gap] != ' ' || gap > at;
                gap++;
            }

            if (gap == at || gap == source.Length || MarkOf(source[gap]) < 0) break;
            if (isWordEnd) _text[written++] = ' ';
            at = gap;
        }

        if (written > 0 && _text[written - 1] == ' ') written--;
        return end;
    }

    /// <summary>The letter that starts here; NUL when these marks are none.</summary>
    private static char ReadLetter(ReadOnlySpan<char> source, ref int at)
    {
        var code = 1;
        var from = at;
        while (from < source.Length && MarkOf(source[from]) is >= 0 and var mark)
        {
            if (from - at > LongestLetter) return '\0';
            code = (code << 1) | mark;
            from++;
        }

        if (!Letters.TryGetValue(code, out var letter)) return '\0';
        at = from;
        return letter;
    }

    private static int MarkOf(char unit) => unit switch
    {
        '.' or '·' or '•' or '∙' => 0,
        '-' or '–' or '—' or '−' or '_' => 1,
        _ => -1,
    };

    private static Dictionary<int, char> ReadLetters()
    {
        const string Codes =
            "a.- b-... c-.-. d-.. e. f..-. g--. h.... i.. j.--- k-.- l.-.. m-- n-. o--- p.--. q--.- r.-. s... t- u..- v...- w.-- x-..- y-.-- z--.. "
            + "0----- 1.---- 2..--- 3...-- 4....- 5..... 6-.... 7--... 8---.. 9----.";
        return Codes.Split(' ').ToDictionary(code => code.Skip(1).Aggregate(1, (sum, mark) => (sum << 1) | (mark == '-' ? 1 : 0)), code => code[0]);
    }
}
