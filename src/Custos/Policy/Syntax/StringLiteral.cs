using System.Globalization;
using System.Text;

namespace Custos.Policy.Syntax;

/// <summary>What does a text or bytes literal hold, once its escapes are replaced?</summary>
/// <remarks>Source: the language definition, "String and Bytes Values": in a text <c>\x</c> and <c>\ooo</c> are code points, in bytes they are single bytes.</remarks>
internal sealed class StringLiteral
{
    private readonly List<byte> _bytes = [];
    private readonly StringBuilder _text = new();

    private StringLiteral(bool isBytes) => IsBytes = isBytes;

    public bool IsBytes { get; }

    /// <summary>The first offset after it.</summary>
    public int End { get; private set; }

    public string ToText() => _text.ToString();

    public byte[] ToBytes() => [.. _bytes];

    /// <summary>How many letters stand before the quotation mark of a literal that begins here; null when none begins here.</summary>
    public static int? PrefixLength(string source, int offset)
    {
        var length = 0;
        if (offset < source.Length && source[offset] is 'b' or 'B') length++;
        if (offset + length < source.Length && source[offset + length] is 'r' or 'R') length++;
        return offset + length < source.Length && source[offset + length] is '"' or '\'' ? length : null;
    }

    /// <exception cref="SourceException">It does not end, or an escape is none.</exception>
    public static StringLiteral Read(string source, int start, int prefix)
    {
        var letters = source.AsSpan(start, prefix);
        var literal = new StringLiteral(letters.IndexOfAny('b', 'B') >= 0);
        var isRaw = letters.IndexOfAny('r', 'R') >= 0;
        var offset = start + prefix;
        var mark = source[offset];
        var isLong = offset + 2 < source.Length && source[offset + 1] == mark && source[offset + 2] == mark;
        var close = new string(mark, isLong ? 3 : 1);
        offset += close.Length;
        while (string.CompareOrdinal(source, offset, close, 0, close.Length) != 0)
        {
            if (offset >= source.Length || (!isLong && source[offset] is '\n' or '\r'))
            {
                throw new SourceException(start, "A text does not end.", $"Close it with {close}; only a text between three quotation marks may run over several lines.");
            }

            offset = source[offset] == '\\' && !isRaw ? literal.AddEscape(source, offset) : literal.AddPlain(source, offset);
        }

        literal.End = offset + close.Length;
        return literal;
    }

    private int AddPlain(string source, int offset)
    {
        var width = char.IsHighSurrogate(source[offset]) && offset + 1 < source.Length && char.IsLowSurrogate(source[offset + 1]) ? 2 : 1;
        var piece = source.AsSpan(offset, width);
        if (IsBytes) _bytes.AddRange(Encoding.UTF8.GetBytes(piece.ToString()));
        else _text.Append(piece);
        return offset + width;
    }

    private int AddEscape(string source, int offset)
    {
        var letter = offset + 1 < source.Length ? source[offset + 1] : '\0';
        switch (letter)
        {
            case 'a': return Add('\a', offset + 2);
            case 'b': return Add('\b', offset + 2);
            case 'f': return Add('\f', offset + 2);
            case 'n': return Add('\n', offset + 2);
            case 'r': return Add('\r', offset + 2);
            case 't': return Add('\t', offset + 2);
            case 'v': return Add('\v', offset + 2);
            case '\\' or '?' or '"' or '\'' or '`': return Add(letter, offset + 2);
            case 'x' or 'X': return AddNumber(source, offset, 2, 2, 16);
            case 'u' when !IsBytes: return AddNumber(source, offset, 2, 4, 16);
            case 'U' when !IsBytes: return AddNumber(source, offset, 2, 8, 16);
            case >= '0' and <= '3': return AddNumber(source, offset, 1, 3, 8);
            default:
                throw new SourceException(offset, "A backslash is followed by something that is no escape.", "Write \\\\ for a backslash, or r\"…\" for a text without escapes.");
        }
    }

    private int AddNumber(string source, int offset, int skip, int digits, int radix)
    {
        var start = offset + skip;
        var code = 0u;
        var place = start;
        for (; place < Math.Min(source.Length, start + digits); place++)
        {
            if (!char.IsAsciiHexDigit(source[place]) || (radix == 8 && source[place] > '7')) break;
            code = code * (uint)radix + (uint)int.Parse(source.AsSpan(place, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        if (place != start + digits)
        {
            throw new SourceException(offset, "An escape has too few digits.", string.Create(CultureInfo.InvariantCulture, $"Write {digits} {(radix == 8 ? "octal" : "hexadecimal")} digits after {source[offset..start]}."));
        }

        if (!IsBytes && !Rune.IsValid(code)) throw new SourceException(offset, "An escape is no character.", "Write a code point up to 10FFFF that is no surrogate.");
        return Add(code, place);
    }

    private int Add(uint code, int next)
    {
        if (IsBytes) _bytes.Add((byte)code);
        else _text.Append(new Rune(code).ToString());
        return next;
    }
}
