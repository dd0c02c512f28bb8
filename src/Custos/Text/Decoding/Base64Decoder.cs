using System.Buffers;
using System.Text;
using Custos.Text.Rewriting;

namespace Custos.Text.Decoding;

/// <summary>Which stretches are base64, in either alphabet, with or without padding, in one line or many?</summary>
/// <remarks>Source: RFC 4648, sections 4 and 5; lines as in RFC 2045. What is inside may be compressed.</remarks>
internal sealed class Base64Decoder(ByteText bytes) : Decoder
{
    private const int Fewest = 8;
    private const int ShortestLine = 40;

    // Of bytes drawn at random 97 in 256 are ASCII that shows: so many in a row by chance once in 10¹⁰.
    private const int LongAscii = 24;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
    private static readonly sbyte[] Values = ReadValues();

    public override string Name => "base64";

    protected override void Find(ReadOnlySpan<char> source, MappedText decoded)
    {
        var at = 0;
        while (at < source.Length)
        {
            var skipped = source[at..].IndexOfAny(Alphabet);
            if (skipped < 0) return;
            var start = at + skipped;
            at = EndOf(source, start);
            if (at - start < Fewest) continue;
            var text = bytes.Read(DecodeRun(source[start..at]));
            while (at < source.Length && source[at] == '=') at++;
            if (text.Length >= LongAscii && Ascii.IsValid(text)) Accept(source, decoded, start, at - start, text);
            else if (!text.IsEmpty) Offer(source, decoded, start, at - start, text);
        }
    }

    /// <summary>Where does the run end, over line ends after lines that are long enough to have been broken?</summary>
    private static int EndOf(ReadOnlySpan<char> source, int start)
    {
        var end = start;
        while (true)
        {
            var length = source[end..].IndexOfAnyExcept(Alphabet);
            if (length < 0) return source.Length;
            end += length;
            if (length < ShortestLine) return end;
            var next = end + (source[end] == '\r' ? 1 : 0);
            if (next + 1 >= source.Length || source[next] != '\n' || !Alphabet.Contains(source[next + 1])) return end;
            end = next + 1;
        }
    }

    /// <summary>Writes the bytes of a run, and says how many.</summary>
    private int DecodeRun(ReadOnlySpan<char> run)
    {
        var room = bytes.Room((run.Length * 3 / 4) + 3);
        int written = 0, bits = 0;
        uint held = 0;
        foreach (var unit in run)
        {
            if (unit is '\r' or '\n') continue;
            held = (held << 6) | (byte)Values[unit];
            bits += 6;
            if (bits < 8) continue;
            bits -= 8;
            room[written++] = (byte)(held >> bits);
        }

        return written;
    }

    private static sbyte[] ReadValues()
    {
        var values = new sbyte[128];
        const string Order = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        for (var i = 0; i < Order.Length; i++) values[Order[i]] = (sbyte)i;
        values['+'] = values['-'] = 62;
        values['/'] = values['_'] = 63;
        return values;
    }
}
