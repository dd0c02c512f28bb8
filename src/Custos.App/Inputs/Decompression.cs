namespace Custos.App.Inputs;

/// <summary>Is this compressed, and what are the bytes inside? Told by its first bytes, never by its name.</summary>
internal static class Decompression
{
    private const int LongestMark = 4;

    /// <summary>The bytes inside: those of gzip (RFC 1952) and zstd (RFC 8878) decompressed, all others as they are.</summary>
    /// <param name="stream">Read from its present place; the result disposes of it.</param>
    /// <param name="source">What messages call it.</param>
    /// <returns>A stream that throws <see cref="InvalidDataException"/> where compressed data is damaged or cut off.</returns>
    /// <exception cref="Records.BadInputException">It is zstd, and this machine has no library for it.</exception>
    public static Stream Open(Stream stream, string source)
    {
        var first = new byte[LongestMark];
        var count = stream.ReadAtLeast(first, LongestMark, throwOnEndOfStream: false);
        var whole = new PrefixedStream(first.AsMemory(0, count), stream);
        if (first is [0x1F, 0x8B, 8, ..]) return new GzipInput(whole);

        // A frame, or one that may be skipped: pzstd begins with such.
        var isZstd = first is [0x28, 0xB5, 0x2F, 0xFD] or [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18];
        return isZstd ? new ZstdInput(whole, ZstdLibrary.Load(source)) : whole;
    }

    private sealed class PrefixedStream(ReadOnlyMemory<byte> first, Stream rest) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte> _first = first;

        public override int Read(Span<byte> buffer)
        {
            if (_first.IsEmpty) return rest.Read(buffer);
            var count = Math.Min(_first.Length, buffer.Length);
            _first.Span[..count].CopyTo(buffer);
            _first = _first[count..];
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
