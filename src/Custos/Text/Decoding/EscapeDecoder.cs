using System.Globalization;
using System.Net;
using System.Text;
using Custos.Text.Rewriting;

namespace Custos.Text.Decoding;

/// <summary>Which characters are written by their number, in the way of one language?</summary>
/// <remarks>Neighbouring escapes make one stretch, so that bytes of UTF-8 come together. A stretch that is not well-formed is left as it is.</remarks>
internal abstract class EscapeDecoder(string name, char opening) : Decoder
{
    private readonly StringBuilder _stretch = new();
    private readonly byte[] _bytes = new byte[4];
    private int _pending;

    public override string Name => name;

    /// <summary>Percent-encoding, RFC 3986: <c>%69</c>.</summary>
    public static EscapeDecoder Percent() => new ByteEscapes("percent", '%', 1);

    /// <summary>Quoted-printable, RFC 2045: <c>=69</c>, and lines that end with <c>=</c>.</summary>
    public static EscapeDecoder QuotedPrintable() => new ByteEscapes("quoted-printable", '=', 1);

    /// <summary>Character references of HTML: <c>&amp;#105;</c>, <c>&amp;#x69;</c>, <c>&amp;lt;</c>.</summary>
    public static EscapeDecoder Html() => new HtmlEscapes();

    /// <summary>Escapes of programming languages: <c>\u0069</c>, <c>\u{69}</c>, <c>\U00000069</c>, <c>\x69</c>, and <c>U+0069</c>.</summary>
    public static EscapeDecoder Backslash() => new CodeEscapes("unicode-escape", '\\');

    /// <inheritdoc cref="Backslash"/>
    public static EscapeDecoder CodePoints() => new CodeEscapes("code-points", 'U');

    protected override void Find(ReadOnlySpan<char> source, MappedText decoded)
    {
        var at = 0;
        while (at < source.Length)
        {
            var skipped = source[at..].IndexOf(opening);
            if (skipped < 0) return;
            var start = at + skipped;
            _stretch.Clear();
            _pending = 0;
            at = start;
            while (at < source.Length && source[at] == opening && Read(source[at..]) is > 0 and var taken)
            {
                at += taken;
                while (SkipBetween(source, at) is > 0 and var between) at += between;
            }

            if (at == start)
            {
                at++;
            }
            else if (_pending == 0)
            {
                OfferStretch(source, decoded, start, at);
            }
        }
    }

    private void OfferStretch(ReadOnlySpan<char> source, MappedText decoded, int start, int end)
    {
        if (_stretch.Length == 0)
        {
            // A line that was broken and says so: nothing stands there.
            CopyUpTo(source, decoded, start);
            Take(end);
            return;
        }

        foreach (var chunk in _stretch.GetChunks())
        {
            // Almost every stretch is one chunk; a longer one is put together.
            var text = chunk.Length == _stretch.Length ? chunk.Span : _stretch.ToString();
            Offer(source, decoded, start, end - start, text);
            return;
        }
    }

    /// <summary>Reads one escape from the start, and says how long it is; 0 when there is none.</summary>
    protected abstract int Read(ReadOnlySpan<char> source);

    /// <summary>How many characters between two escapes belong to them?</summary>
    protected virtual int SkipBetween(ReadOnlySpan<char> source, int at) => 0;

    protected bool Append(int codePoint)
    {
        if (Rune.TryCreate(codePoint, out var rune))
        {
            _stretch.Append(rune.ToString());
            return true;
        }

        // A surrogate may come as its own escape; its other half follows.
        if (codePoint > char.MaxValue) return false;
        _stretch.Append((char)codePoint);
        return true;
    }

    /// <summary>Takes a byte of UTF-8; false where it cannot go on with it.</summary>
    protected bool AppendByte(byte value)
    {
        _bytes[_pending++] = value;
        var status = Rune.DecodeFromUtf8(_bytes.AsSpan(0, _pending), out var rune, out _);
        if (status == System.Buffers.OperationStatus.NeedMoreData) return true;
        if (status != System.Buffers.OperationStatus.Done)
        {
            // Not UTF-8: the byte is read as Latin-1, as browsers of old do.
            foreach (var one in _bytes.AsSpan(0, _pending)) _stretch.Append((char)one);
        }
        else
        {
            _stretch.Append(rune.ToString());
        }

        _pending = 0;
        return true;
    }

    protected static bool TryHex(ReadOnlySpan<char> digits, out int value) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 0x10FFFF;

    private sealed class ByteEscapes(string name, char opening, int prefix) : EscapeDecoder(name, opening)
    {
        protected override int Read(ReadOnlySpan<char> source)
        {
            if (source.StartsWith("=\r\n")) return 3;
            if (source.StartsWith("=\n")) return 2;
            if (source.Length < prefix + 2 || !TryHex(source.Slice(prefix, 2), out var value)) return 0;
            return AppendByte((byte)value) ? prefix + 2 : 0;
        }
    }

    private sealed class HtmlEscapes() : EscapeDecoder("html", '&')
    {
        private const int Longest = 12;

        protected override int Read(ReadOnlySpan<char> source)
        {
            var end = source[..Math.Min(source.Length, Longest)].IndexOf(';');
            if (end < 2) return 0;
            if (source[1] != '#')
            {
                var name = source[..(end + 1)].ToString();
                var named = WebUtility.HtmlDecode(name);
                return named != name && Append(named[0]) ? end + 1 : 0;
            }

            int value;
            var isNumber = (source[2] | 0x20) == 'x'
                ? TryHex(source[3..end], out value)
                : int.TryParse(source[2..end], NumberStyles.None, CultureInfo.InvariantCulture, out value);
            return isNumber && Append(value) ? end + 1 : 0;
        }
    }

    private sealed class CodeEscapes(string name, char opening) : EscapeDecoder(name, opening)
    {
        private readonly bool _mayStandApart = opening == 'U';

        protected override int Read(ReadOnlySpan<char> source)
        {
            if (source.Length < 4) return 0;
            switch (source[1])
            {
                case 'u' when source[0] == '\\' && source[2] == '{':
                    var end = source[..Math.Min(source.Length, 12)].IndexOf('}');
                    return end > 3 && TryHex(source[3..end], out var point) && Append(point) ? end + 1 : 0;
                case 'u' when source[0] == '\\': return ReadDigits(source, 4);
                case 'U' when source[0] == '\\': return ReadDigits(source, 8);
                case 'x' when source[0] == '\\': return TryHex(source.Slice(2, 2), out var value) && AppendByte((byte)value) ? 4 : 0;
                case '+' when source[0] == 'U':
                    var digits = 2;
                    while (digits < source.Length && digits < 8 && char.IsAsciiHexDigit(source[digits])) digits++;
                    return digits >= 6 && TryHex(source[2..digits], out var named) && Append(named) ? digits : 0;
                default: return 0;
            }
        }

        protected override int SkipBetween(ReadOnlySpan<char> source, int at) =>
            _mayStandApart && at + 2 < source.Length && source[at] is ' ' or ',' && (source[at + 1] is 'U' or ' ') ? 1 : 0;

        private int ReadDigits(ReadOnlySpan<char> source, int count) =>
            source.Length >= 2 + count && TryHex(source.Slice(2, count), out var point) && Append(point) ? 2 + count : 0;
    }
}
