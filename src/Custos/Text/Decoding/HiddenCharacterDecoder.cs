using System.Buffers;
using System.Text;
using Custos.Text.Rewriting;

namespace Custos.Text.Decoding;

/// <summary>Which message is written in characters that show nothing: tags, which mirror ASCII, or variation selectors, which number bytes?</summary>
/// <remarks>Sources: the Unicode Standard, section 23.9 (tags); variation selectors 1-256 as the bytes 0-255.</remarks>
internal sealed class HiddenCharacterDecoder(ByteText bytes) : Decoder
{
    private const int Fewest = 3;

    // One search for all: one of each kind would look through the whole rest of a text that holds only the other.
    private static readonly SearchValues<char> Openings = SearchValues.Create("\uDB40\uFE00\uFE01\uFE02\uFE03\uFE04\uFE05\uFE06\uFE07\uFE08\uFE09\uFE0A\uFE0B\uFE0C\uFE0D\uFE0E\uFE0F");

    public override string Name => "hidden-characters";

    protected override void Find(ReadOnlySpan<char> source, MappedText decoded)
    {
        var at = 0;
        while (at < source.Length)
        {
            var skipped = source[at..].IndexOfAny(Openings);
            if (skipped < 0) return;
            var start = at + skipped;
            at = ReadRun(source, start, out var count);
            if (count < Fewest) continue;
            var text = bytes.Read(count);
            if (!text.IsEmpty) Offer(source, decoded, start, at - start, text);
        }
    }

    private int ReadRun(ReadOnlySpan<char> source, int start, out int count)
    {
        var room = bytes.Room(source.Length - start);
        count = 0;
        var at = start;
        while (at < source.Length)
        {
            _ = Rune.DecodeFromUtf16(source[at..], out var rune, out var taken);
            var value = ValueOf(rune.Value);
            if (value < 0) break;
            room[count++] = (byte)value;
            at += taken;
        }

        return Math.Max(at, start + 1);
    }

    private static int ValueOf(int codePoint) => codePoint switch
    {
        >= 0xE0020 and < 0xE007F => codePoint - 0xE0000,
        >= 0xFE00 and <= 0xFE0F => codePoint - 0xFE00,
        >= 0xE0100 and <= 0xE01EF => codePoint - 0xE0100 + 16,
        _ => -1,
    };
}
