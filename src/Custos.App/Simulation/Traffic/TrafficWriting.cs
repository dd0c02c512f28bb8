using Custos.Store.Record;

namespace Custos.App.Simulation.Traffic;

/// <summary>How does simulated traffic get into a store? Pieces beside one another, as many as there are threads; what is there already is passed over.</summary>
internal sealed class TrafficWriting(SimulatedTraffic traffic, BulkRecord record)
{
    private long _written;

    /// <summary>How many exchanges have been committed, those that were there before not among them.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>How many exchanges were there before the writing began.</summary>
    public long Present { get; private set; }

    /// <summary>Writes every piece that is not there.</summary>
    /// <param name="threads">How many pieces are made at the same time.</param>
    /// <param name="cancellationToken">Stops it; whole pieces stay in the store, and the same traffic goes on behind them.</param>
    public async Task RunAsync(int threads, CancellationToken cancellationToken)
    {
        var first = 0;
        for (; first < traffic.Pieces && record.Holds(traffic.EventsOf(first).First().Event.Id); first++) Present += traffic.CountOf(first);
        if (first == traffic.Pieces) return;
        record.Begin(record.Position + traffic.Numbers, first);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(
            () =>
            {
                try
                {
                    while (Interlocked.Increment(ref next) is var piece && piece < traffic.Pieces) Write(piece, stopping.Token);
                }
                catch
                {
                    // The others wait for this piece.
                    stopping.Cancel();
                    throw;
                }
            },
            CancellationToken.None)));
    }

    private void Write(int piece, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        record.Write(piece, traffic.EventsOf(piece).Select(item => (record.Position + 1 + item.Number, item.Event)), cancellationToken);
        Interlocked.Add(ref _written, traffic.CountOf(piece));
    }
}
