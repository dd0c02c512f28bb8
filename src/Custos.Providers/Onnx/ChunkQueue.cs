using Custos.Providers.Onnx.Runtime;

namespace Custos.Providers.Onnx;

/// <summary>Which chunks, of whichever requests, are scored together?</summary>
/// <remarks>
/// A few threads take what waits, chunks of one length together. A thread whose chunks are fewer than may be scored together waits for more,
/// for the budget at most and only while other requests are being read: a request that is alone never waits. Long chunks keep a processor busy
/// by themselves, and are scored alone. Chunks of one length are scored in the order in which they came. Thread-safe.
/// </remarks>
internal sealed class ChunkQueue : IDisposable
{
    // With more, measured on a model of six layers, nothing is gained, and each waits for all of it.
    private const int MostTokens = 512;

    private readonly object _gate = new();
    private readonly LinkedList<Waiting> _waiting = new();
    private readonly Func<IReadOnlyList<TextChunk>, int, RunStop?, double[][]> _run;
    private readonly int _mostTogether;
    private readonly TimeSpan _budget;
    private readonly TimeProvider _time;
    private readonly Thread[] _threads;
    private int _requests;
    private bool _ended;

    /// <param name="run">Scores chunks of one length together.</param>
    /// <param name="threads">How many such runs go on at once.</param>
    /// <param name="mostTogether">How many chunks one run takes.</param>
    /// <param name="budget">How long a chunk waits for others.</param>
    /// <param name="time">What time it is.</param>
    public ChunkQueue(Func<IReadOnlyList<TextChunk>, int, RunStop?, double[][]> run, int threads, int mostTogether, TimeSpan budget, TimeProvider time)
    {
        (_run, _mostTogether, _budget, _time) = (run, mostTogether, budget, time);
        _threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Work) { IsBackground = true, Name = "custos onnx" })];
        foreach (var thread in _threads) thread.Start();
    }

    /// <summary>How many chunks of a length one run takes.</summary>
    public int MostOf(int length) => Math.Clamp(MostTokens / length, 1, _mostTogether);

    /// <summary>Says that a request is being read until the answer is disposed: chunks of others may wait for its own.</summary>
    public Visit Enter()
    {
        Interlocked.Increment(ref _requests);
        return new Visit(this);
    }

    /// <summary>Scores one chunk, filled up to a length.</summary>
    /// <exception cref="OnnxRuntimeException">The model failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while it waited, or while everything it was scored with was.</exception>
    public Task<double[]> ScoreAsync(TextChunk chunk, int length, CancellationToken cancellationToken)
    {
        var own = new Waiting(chunk, length, _time.GetTimestamp(), cancellationToken);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            _waiting.AddLast(own);
            Monitor.PulseAll(_gate);
        }

        return own.Answer.Task;
    }

    /// <summary>What waits is given up; what runs ends first.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads) thread.Join();
        foreach (var left in _waiting) left.Answer.TrySetException(new ObjectDisposedException(nameof(ChunkQueue)));
    }

    private void Work()
    {
        while (Take() is { } together) Run(together);
    }

    private List<Waiting>? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                while (_waiting.Count == 0 && !_ended) Monitor.Wait(_gate);
                if (_ended) return null;
                var together = new List<Waiting>();
                TakeAlike(together);
                while (together.Count is > 0 and var count && count < MostOf(together[0].Length) && Volatile.Read(ref _requests) > count && !_ended)
                {
                    var left = _budget - _time.GetElapsedTime(together[0].Since);
                    if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left)) break;
                    TakeAlike(together);
                }

                if (together.Count > 0) return together;
            }
        }
    }

    // The first that waits, and those of its length behind it.
    private void TakeAlike(List<Waiting> together)
    {
        for (var node = _waiting.First; node is not null && (together.Count == 0 || together.Count < MostOf(together[0].Length));)
        {
            var next = node.Next;
            if (node.Value.Token.IsCancellationRequested)
            {
                node.Value.Answer.TrySetCanceled(node.Value.Token);
                _waiting.Remove(node);
            }
            else if (together.Count == 0 || together[0].Length == node.Value.Length)
            {
                together.Add(node.Value);
                _waiting.Remove(node);
            }

            node = next;
        }
    }

    private void Run(List<Waiting> together)
    {
        try
        {
            var answers = RunUntilNobodyWaits(together);
            for (var i = 0; i < together.Count; i++) together[i].Answer.TrySetResult(answers[i]);
        }
        catch (OnnxRuntimeException) when (together.TrueForAll(waiting => waiting.Token.IsCancellationRequested))
        {
            foreach (var waiting in together) waiting.Answer.TrySetCanceled(waiting.Token);
        }
        catch (Exception failed)
        {
            // Whatever it is, it is the answer to those who wait, and the thread goes on.
            foreach (var waiting in together) waiting.Answer.TrySetException(failed);
        }
    }

    private double[][] RunUntilNobodyWaits(List<Waiting> together)
    {
        if (!together.TrueForAll(waiting => waiting.Token.CanBeCanceled)) return _run([.. together.Select(waiting => waiting.Chunk)], together[0].Length, null);
        var waited = together.Count;
        using var stop = new RunStop();
        var registrations = together.ConvertAll(waiting => waiting.Token.UnsafeRegister(
            _ =>
            {
                if (Interlocked.Decrement(ref waited) == 0) stop.Stop();
            },
            null));
        try
        {
            return _run([.. together.Select(waiting => waiting.Chunk)], together[0].Length, stop);
        }
        finally
        {
            foreach (var registration in registrations) registration.Dispose();
        }
    }

    /// <summary>A request that is being read.</summary>
    public readonly struct Visit(ChunkQueue queue) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref queue._requests);
    }

    private sealed record Waiting(TextChunk Chunk, int Length, long Since, CancellationToken Token)
    {
        // Continued elsewhere: this thread has runs to do.
        public TaskCompletionSource<double[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
