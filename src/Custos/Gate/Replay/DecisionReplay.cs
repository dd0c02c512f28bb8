using System.Runtime.CompilerServices;
using Custos.Gate.Traffic;
using Custos.Records;

namespace Custos.Gate.Replay;

/// <summary>Would the decisions on record come out the same by this bundle? Each is made again from its record.</summary>
/// <param name="bundle">What decides now.</param>
/// <param name="threads">How many decisions are made at once, 1 or more; it changes the time and nothing else.</param>
public sealed class DecisionReplay(Bundle bundle, int threads)
{
    private const int DecisionsAtOnce = 4096;

    // Of texts, in UTF-16 units.
    private const long UnitsAtOnce = 16 << 20;

    /// <summary>Every decision of the log with its second making, in the log's order.</summary>
    /// <param name="log">Exchanges and the decisions on them, each exchange before its decisions.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <remarks>Streams, in memory that the length of the log does not change.</remarks>
    public async IAsyncEnumerable<ReplayedDecision> RunAsync(IAsyncEnumerable<Event> log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = new List<(Message? Message, Decision Decision)>();
        long units = 0;
        await foreach (var (message, decision) in RecordedMessages.ReadAsync(log, cancellationToken))
        {
            run.Add((message, decision));
            units += message?.Text.Length ?? 0;
            if (run.Count < DecisionsAtOnce && units < UnitsAtOnce) continue;
            foreach (var one in await DecideAgainAsync(run, cancellationToken)) yield return one;
            run.Clear();
            units = 0;
        }

        foreach (var one in await DecideAgainAsync(run, cancellationToken)) yield return one;
    }

    private async Task<ReplayedDecision[]> DecideAgainAsync(List<(Message? Message, Decision Decision)> run, CancellationToken cancellationToken)
    {
        var again = new ReplayedDecision[run.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, run.Count, options, async (i, token) =>
        {
            var (message, then) = run[i];
            again[i] = new ReplayedDecision(then, message is null ? null : await Gatekeeper.ReplayAsync(bundle, message, then, TimeProvider.System, token));
        });
        return again;
    }
}
