using System.Runtime.CompilerServices;

namespace Custos.Records;

/// <summary>Where do records go, and how are they read back? Append-only; the embedded, the server and the in-memory log answer alike.</summary>
/// <remarks>Thread-safe.</remarks>
public abstract class EventLog : IAsyncDisposable
{
    /// <summary>Keeps the events, all or none; completes once they are as durable as the log promises.</summary>
    /// <exception cref="EventLogOverloadedException">The log's bounded queue is full: nothing was kept, try again later.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the events were taken in; afterwards cancellation is too late and is ignored.</exception>
    public abstract ValueTask AppendAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken);

    /// <summary>All events so far, in the order in which they were kept.</summary>
    public abstract IAsyncEnumerable<Event> ReadAsync(CancellationToken cancellationToken);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>A log that lives in memory, for tests and one-liners.</summary>
    public static EventLog InMemory() => new MemoryEventLog();

    private sealed class MemoryEventLog : EventLog
    {
        private readonly List<Event> _events = [];
        private readonly Lock _gate = new();

        public override ValueTask AppendAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_gate)
            {
                _events.AddRange(events);
            }

            return ValueTask.CompletedTask;
        }

        public override async IAsyncEnumerable<Event> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Event[] events;
            lock (_gate)
            {
                events = [.. _events];
            }

            await Task.CompletedTask;
            foreach (var item in events)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }
}
