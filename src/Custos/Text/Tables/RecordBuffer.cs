namespace Custos.Text.Tables;

/// <summary>Which bytes of a stream are at hand? Those from the present record's start; it grows to hold one record and no further than the limit.</summary>
internal sealed class RecordBuffer(Stream stream, int limit) : IDisposable
{
    private const int FirstSize = 1 << 16;

    private byte[] _bytes = new byte[Math.Min(FirstSize, limit)];
    private int _start;
    private int _end;

    /// <summary>The longest record, in bytes.</summary>
    public int Limit => limit;

    /// <summary>The bytes from the record's start that have been read so far.</summary>
    public Span<byte> Pending => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Passes over UTF-8's byte order mark at the start of the stream.</summary>
    /// <exception cref="Records.BadInputException">The mark is UTF-16's.</exception>
    public void SkipMark(string source)
    {
        while (Pending.Length < 3 && Fill() == Filled.More)
        {
        }

        if (Pending is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw TableRefusals.Utf16(source);
        }

        Consume(Pending is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
    }

    /// <summary>Reads more bytes behind <see cref="Pending"/>; offsets into it stay true.</summary>
    public Filled Fill()
    {
        if (_start > 0)
        {
            Pending.CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
        {
            if (_end >= limit)
            {
                // One byte more tells a record that fills the limit from one that exceeds it.
                return stream.ReadByte() < 0 ? Filled.AtEnd : Filled.OverLimit;
            }

            Array.Resize(ref _bytes, (int)Math.Min(limit, _bytes.Length * 2L));
        }

        var read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        return read > 0 ? Filled.More : Filled.AtEnd;
    }

    /// <summary>The record that began at <see cref="Pending"/>'s start is done with.</summary>
    public void Consume(int bytes) => _start += bytes;

    public void Dispose() => stream.Dispose();
}

/// <summary>What came of reading more?</summary>
internal enum Filled
{
    More,
    AtEnd,
    OverLimit,
}
