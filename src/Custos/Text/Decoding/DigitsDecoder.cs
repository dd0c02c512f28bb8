using Custos.Text.Rewriting;

namespace Custos.Text.Decoding;

/// <summary>Which stretches write bytes as digits: pairs of hexadecimal ones or eights of binary ones, with or without something between them?</summary>
/// <remarks>Between the groups may stand one blank, colon, comma or hyphen (and a blank), and before each <c>0x</c> or <c>0b</c>.</remarks>
internal sealed class DigitsDecoder : Decoder
{
    private const int FewestBytes = 3;

    private readonly ByteText _bytes;
    private readonly int _radixBits;
    private readonly int _digits;

    private DigitsDecoder(string name, int radixBits, ByteText bytes) => (Name, _radixBits, _digits, _bytes) = (name, radixBits, 8 / radixBits, bytes);

    public override string Name { get; }

    public static DigitsDecoder Hexadecimal(ByteText bytes) => new("hex", 4, bytes);

    public static DigitsDecoder Binary(ByteText bytes) => new("binary", 1, bytes);

    protected override void Find(ReadOnlySpan<char> source, MappedText decoded)
    {
        for (var at = 0; at < source.Length;)
        {
            if (ValueOf(source[at]) < 0 || (at > 0 && char.IsAsciiLetterOrDigit(source[at - 1])))
            {
                at++;
                continue;
            }

            var end = ReadRun(source, at, out var count);
            if (count >= FewestBytes && _bytes.Read(count) is { IsEmpty: false } text) Offer(source, decoded, at, end - at, text);
            at = Math.Max(end, at + 1);
        }
    }

    private int ReadRun(ReadOnlySpan<char> source, int start, out int count)
    {
        var room = _bytes.Room(((source.Length - start) / _digits) + 1);
        count = 0;
        int at = start, end = start;
        while (TryReadByte(source, ref at, out var value))
        {
            room[count++] = value;
            end = at;
            if (at < source.Length && source[at] is ' ' or ':' or ',' or '-' or '\n') at++;
            if (at < source.Length && at > end && source[at] == ' ') at++;
        }

        // Digits that go on are no pairs: the run is a number or a word.
        if (end < source.Length && char.IsAsciiLetterOrDigit(source[end]))
        {
            count = 0;
            while (end < source.Length && char.IsAsciiLetterOrDigit(source[end])) end++;
        }

        return end;
    }

    private bool TryReadByte(ReadOnlySpan<char> source, ref int at, out byte value)
    {
        value = 0;
        var from = at;
        if (from + 1 < source.Length && source[from] == '0' && (source[from + 1] | 0x20) == (_radixBits == 4 ? 'x' : 'b')) from += 2;
        if (from + _digits > source.Length) return false;
        foreach (var unit in source.Slice(from, _digits))
        {
            var digit = ValueOf(unit);
            if (digit < 0) return false;
            value = (byte)((value << _radixBits) | digit);
        }

        at = from + _digits;
        return true;
    }

    private int ValueOf(char unit)
    {
        var digit = char.IsAsciiHexDigit(unit) ? Convert.ToInt32(char.IsAsciiDigit(unit) ? unit - '0' : (unit | 0x20) - 'a' + 10) : -1;
        return digit < 1 << _radixBits ? digit : -1;
    }
}
