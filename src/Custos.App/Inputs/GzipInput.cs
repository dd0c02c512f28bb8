using System.IO.Compression;

namespace Custos.App.Inputs;

/// <summary>What do the members of a gzip file hold, one after another, and is the last of them whole?</summary>
/// <remarks>
/// The framework's stream says nothing where its input is cut off. So one more member, which holds a known mark, is handed to it after the input:
/// the mark comes out where the last member is whole, and nothing or something else where it is not.
/// </remarks>
internal sealed class GzipInput : ReadOnlyStream
{
    private static readonly byte[] Mark = "end of input"u8.ToArray();
    private static readonly byte[] MarkMember = Compressed(Mark);

    private readonly Tap _tap;
    private readonly GZipStream _gzip;
    private bool _ended;

    public GzipInput(Stream stream)
    {
        _tap = new Tap(stream);
        _gzip = new GZipStream(_tap, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data is damaged or cut off here; every byte before was right as far as can be told.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty) return 0;
        int read;
        try
        {
            read = _gzip.Read(buffer);
        }
        catch (InvalidDataException cause)
        {
            _ended = true;
            throw _tap.IsAtMark ? CutOff(cause) : new InvalidDataException("The gzip data is damaged.", cause);
        }

        // Input is asked for only when all that came before has been read, so that bytes of the mark never stand behind bytes of the file.
        if (!_tap.IsAtMark) return read > 0 ? read : throw CutOff();
        _ended = true;
        if (!IsMark(buffer[..read])) throw CutOff();
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            _tap.Dispose();
        }

        base.Dispose(disposing);
    }

    private static InvalidDataException CutOff(Exception? cause = null) => new("The gzip data is cut off, or something that is not gzip follows it.", cause);

    private bool IsMark(ReadOnlySpan<byte> first)
    {
        if (first.Length > Mark.Length) return false;
        Span<byte> mark = stackalloc byte[Mark.Length + 1];
        first.CopyTo(mark);
        try
        {
            var length = first.Length + _gzip.ReadAtLeast(mark[first.Length..], mark.Length - first.Length, throwOnEndOfStream: false);
            return mark[..length].SequenceEqual(Mark);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] Compressed(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest)) gzip.Write(bytes);
        return buffer.ToArray();
    }

    // The input, then the mark; never both in one reading.
    private sealed class Tap(Stream stream) : ReadOnlyStream
    {
        private int _marked;

        public bool IsAtMark { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!IsAtMark && stream.Read(buffer) is var read and > 0) return read;
            IsAtMark = true;
            var count = Math.Min(buffer.Length, MarkMember.Length - _marked);
            MarkMember.AsSpan(_marked, count).CopyTo(buffer);
            _marked += count;
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
