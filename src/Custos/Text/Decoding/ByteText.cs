using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace Custos.Text.Decoding;

/// <summary>Which text do decoded bytes hold? Buffers that are used again.</summary>
/// <remarks>
/// UTF-8, or UTF-16 of ASCII (every second byte 0), without control characters, or either of them compressed by gzip or zlib, of which at
/// most <see cref="MostInflated"/> bytes are read, and of one text at most <see cref="MostStreams"/> streams. Not thread-safe.
/// </remarks>
internal sealed class ByteText
{
    /// <summary>How much of a compressed stretch is read: a bomb is not unfolded.</summary>
    public const int MostInflated = 64 * 1024;

    /// <summary>How many compressed stretches of one text are read, those inside others too: to open one costs as much as to read some thousand characters.</summary>
    public const int MostStreams = 64;

    private byte[] _bytes = new byte[1024];
    private char[] _characters = new char[1024];
    private byte[]? _inflated;
    private int _streams;
    private long _inflatable;

    /// <summary>Was something compressed not read to its end since <see cref="BeginText"/>?</summary>
    public bool IsCut { get; private set; }

    /// <summary>Begins another text, of which so many bytes may be inflated in all.</summary>
    public void BeginText(long inflatable) => (_streams, _inflatable, IsCut) = (0, inflatable, false);

    /// <summary>Bytes to write to, as many as asked for.</summary>
    public Span<byte> Room(int bytes)
    {
        if (bytes > _bytes.Length) _bytes = new byte[Math.Max(bytes, _bytes.Length * 2)];
        return _bytes.AsSpan(0, bytes);
    }

    /// <summary>The text of the first <paramref name="count"/> bytes that were written; empty when they are no text.</summary>
    public ReadOnlySpan<char> Read(int count)
    {
        var bytes = _bytes.AsSpan(0, count);
        return IsCompressed(bytes) ? ReadText(Inflate(count)) : ReadText(bytes);
    }

    private ReadOnlySpan<char> ReadText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return [];
        if (bytes.Length > _characters.Length) _characters = new char[Math.Max(bytes.Length, _characters.Length * 2)];
        if (bytes.Length >= 4 && bytes[1] == 0 && bytes[3] == 0) return ReadWide(bytes);
        return Utf8.ToUtf16(bytes, _characters, out _, out var written, replaceInvalidSequences: false) == System.Buffers.OperationStatus.Done
            ? Shown(_characters.AsSpan(0, written))
            : [];
    }

    /// <summary>The text, unless a control character says that it is none.</summary>
    private static ReadOnlySpan<char> Shown(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (unit is (< ' ' and not ('\t' or '\n' or '\r')) or (char)127) return [];
        }

        return text;
    }

    private ReadOnlySpan<char> ReadWide(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + 1 < bytes.Length; i += 2) _characters[i / 2] = (char)(bytes[i] | (bytes[i + 1] << 8));
        return Shown(_characters.AsSpan(0, bytes.Length / 2));
    }

    private static bool IsCompressed(ReadOnlySpan<byte> bytes) => IsGzip(bytes) || IsZlib(bytes);

    private static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes.Length > 18 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8;

    // RFC 1950: deflate with a 32 KiB window; the two bytes are a multiple of 31.
    private static bool IsZlib(ReadOnlySpan<byte> bytes) => bytes.Length > 8 && bytes[0] == 0x78 && ((bytes[0] << 8) | bytes[1]) % 31 == 0;

    private ReadOnlySpan<byte> Inflate(int count)
    {
        if (++_streams > MostStreams || _inflatable <= 0)
        {
            IsCut = true;
            return [];
        }

        _inflated ??= new byte[MostInflated];
        var most = (int)Math.Min(MostInflated, _inflatable);
        using var packed = new MemoryStream(_bytes, 0, count, writable: false);
        using Stream inflater = IsGzip(_bytes.AsSpan(0, count)) ? new GZipStream(packed, CompressionMode.Decompress) : new ZLibStream(packed, CompressionMode.Decompress);
        var length = 0;
        try
        {
            while (length < most && inflater.Read(_inflated.AsSpan(length, most - length)) is > 0 and var read) length += read;
            IsCut |= length == most && inflater.ReadByte() >= 0;
        }
        catch (InvalidDataException)
        {
            // Damaged from here on: what came before is read.
        }

        _inflatable -= length;
        return WholeRunes(_inflated.AsSpan(0, length));
    }

    /// <summary>Without the character that the end cuts in two.</summary>
    private static ReadOnlySpan<byte> WholeRunes(ReadOnlySpan<byte> utf8)
    {
        for (var back = 1; back <= Math.Min(3, utf8.Length); back++)
        {
            if ((utf8[^back] & 0xC0) == 0x80) continue;
            return Rune.DecodeFromUtf8(utf8[^back..], out _, out _) == System.Buffers.OperationStatus.NeedMoreData ? utf8[..^back] : utf8;
        }

        return utf8;
    }
}
