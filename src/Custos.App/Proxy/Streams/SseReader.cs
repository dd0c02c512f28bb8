namespace Custos.App.Proxy.Streams;

/// <summary>Which events does a stream bring? One after another, of bounded size.</summary>
/// <remarks>Not thread-safe. What follows the last blank line is no event and is not given out.</remarks>
internal sealed class SseReader(Stream stream, int mostBytes)
{
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private int _scanned;
    private bool _isAtEnd;

    /// <summary>The next event; null at the stream's end.</summary>
    /// <exception cref="InvalidDataException">An event is larger than allowed.</exception>
    public async ValueTask<SseEvent?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake() is { } taken) return taken;
            if (_isAtEnd) return null;
            MakeRoom();
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            _isAtEnd = read == 0;
            _end += read;
        }
    }

    /// <summary>The next event, where it has come already.</summary>
    public SseEvent? TryTake()
    {
        while (EventEnd() is { } end)
        {
            var raw = _buffer.AsSpan(_start, end - _start).ToArray();
            (_start, _scanned) = (end, 0);
            if (raw.AsSpan().IndexOfAnyExcept((byte)'\n', (byte)'\r') < 0) continue;
            return SseEvent.Read(raw);
        }

        return null;
    }

    // Behind the blank line, at its end; where a line ends with CR, its LF may still come.
    private int? EventEnd()
    {
        var unread = _buffer.AsSpan(_start, _end - _start);
        var line = _scanned;
        while (unread[line..].IndexOfAny((byte)'\n', (byte)'\r') is var length and >= 0)
        {
            var at = line + length;
            if (unread[at] == '\r' && at + 1 == unread.Length && !_isAtEnd) return null;
            var next = unread[at] == '\r' && at + 1 < unread.Length && unread[at + 1] == '\n' ? at + 2 : at + 1;
            if (length == 0) return _start + next;
            _scanned = line = next;
        }

        return null;
    }

    private void MakeRoom()
    {
        if (_end < _buffer.Length) return;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            return;
        }

        if (_buffer.Length >= mostBytes) throw new InvalidDataException($"The model's server sent an event of more than {mostBytes} bytes.");
        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, mostBytes));
    }
}
