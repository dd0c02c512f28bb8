namespace Custos.Store.Journal;

/// <summary>Which events follow a given one? Read from the segments in order, while the writer goes on writing.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class JournalReader(string directory, long afterSequence) : IDisposable
{
    private Segment? _segment;
    private SegmentReader? _reader;
    private long _after = afterSequence;

    /// <summary>The next frame that is on the disk; null when there is none yet.</summary>
    /// <param name="end">How far the journal is on the disk.</param>
    /// <param name="payload">Valid until the next call.</param>
    public Frame? Next(DurableEnd end, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        while (_after < end.Sequence)
        {
            if (_reader is null && !OpenNext(end)) return null;
            _reader!.Limit = _segment!.FirstSequence == end.Segment ? end.Length : long.MaxValue;
            if (_reader.Next(out payload) is { } frame)
            {
                if (frame.LastSequence <= _after) continue;
                _after = frame.LastSequence;
                return frame;
            }

            if (!OpenNext(end)) return null;
        }

        return null;
    }

    public void Dispose() => _reader?.Dispose();

    private bool OpenNext(DurableEnd end)
    {
        var segments = Segment.AllIn(directory).Where(segment => segment.FirstSequence <= end.Segment).ToList();
        var next = _segment is null
            ? segments.FindLast(segment => segment.FirstSequence <= _after + 1) ?? segments.FirstOrDefault()
            : segments.Find(segment => segment.FirstSequence > _segment.FirstSequence);
        if (next is null) return false;
        _reader?.Dispose();
        _reader = new SegmentReader(next);
        _segment = next;
        return true;
    }
}
