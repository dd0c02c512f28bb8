namespace Custos.Store.Journal;

/// <summary>Which appends are written and synced together? Their frames, one after the other, and one task for all who wait.</summary>
internal sealed class JournalGroup
{
    private byte[] _bytes = new byte[64 * 1024];
    private TaskCompletionSource _done = NewDone();

    public int Length { get; private set; }

    public int Events { get; private set; }

    public long FirstSequence { get; private set; }

    public long LastSequence { get; private set; }

    public Span<byte> Frames => _bytes.AsSpan(0, Length);

    /// <summary>Completes when the group is durable, or fails when it could not be kept.</summary>
    public Task Done => _done.Task;

    public void Add(ReadOnlySpan<byte> payload, long sequence, int count)
    {
        var length = Frame.HeaderBytes + payload.Length;
        if (_bytes.Length - Length < length) Array.Resize(ref _bytes, checked((int)Math.Max(2L * _bytes.Length, (long)Length + length)));
        var frame = _bytes.AsSpan(Length, length);
        Frame.WriteHeader(frame, payload.Length, sequence, count);
        payload.CopyTo(frame[Frame.HeaderBytes..]);
        if (Events == 0) FirstSequence = sequence;
        LastSequence = sequence + count - 1;
        Length += length;
        Events += count;
    }

    public void Complete()
    {
        var done = _done;
        Clear();
        done.SetResult();
    }

    public void Fail(Exception reason)
    {
        var done = _done;
        Clear();
        done.SetException(reason);

        // An asynchronous log has nobody who waits; the loss is counted.
        _ = done.Task.Exception;
    }

    private void Clear()
    {
        // What one burst needed is not kept for ever.
        if (_bytes.Length > 16 * 1024 * 1024) _bytes = new byte[64 * 1024];
        _done = NewDone();
        Length = 0;
        Events = 0;
    }

    private static TaskCompletionSource NewDone() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
