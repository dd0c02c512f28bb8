using System.Threading.Channels;
using Custos.Policy.Conditions;
using Custos.Policy.Judging;
using Custos.Records;
using Custos.Records.Opinions;

namespace Custos.App.Workers;

/// <summary>How far is the judging behind the answers?</summary>
/// <param name="Waiting">Texts that wait to be judged.</param>
/// <param name="Asked">Texts that a judge was asked about after the answer.</param>
/// <param name="Dropped">Texts that found no room, and were not judged.</param>
/// <param name="Kept">Opinions on record, those of judges within decisions too.</param>
/// <param name="Unkept">Opinions that could not be put on record.</param>
internal sealed record JudgingState(int Waiting, long Asked, long Dropped, long Kept, long Unkept);

/// <summary>What do judges say of texts that were answered already? Asks about the sampled share, and puts every opinion on record.</summary>
/// <remarks>What is to be judged waits in a bounded queue; what does not fit is dropped and counted, and nobody ever waits for it. Thread-safe.</remarks>
internal sealed class JudgeWorker : IAsyncDisposable
{
    private const int MostWaiting = 256;
    private const long MostUnits = 16 << 20;
    private const int AtOnce = 4;

    private readonly EventLog _log;
    private readonly JudgeBench _bench;
    private readonly Func<IEnumerable<Judge>> _judges;
    private readonly Channel<(Judge Judge, JudgedText Text)> _waiting = Channel.CreateBounded<(Judge, JudgedText)>(MostWaiting);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _asking;
    private readonly Task _keeping;
    private long _units;
    private long _asked;
    private long _dropped;
    private long _kept;
    private long _unkept;

    /// <param name="log">Where opinions go.</param>
    /// <param name="bench">Where judges tell them.</param>
    /// <param name="judges">Those of the bundle that serves now.</param>
    public JudgeWorker(EventLog log, JudgeBench bench, Func<IEnumerable<Judge>> judges)
    {
        (_log, _bench, _judges) = (log, bench, judges);
        _asking = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(AskAsync)));
        _keeping = Task.Run(KeepAsync);
    }

    public JudgingState State => new(_waiting.Reader.Count, Interlocked.Read(ref _asked), Interlocked.Read(ref _dropped), Interlocked.Read(ref _kept), Interlocked.Read(ref _unkept) + _bench.Unkept);

    /// <summary>Takes what was put on record; never waits.</summary>
    public void Offer(IReadOnlyList<Event> kept)
    {
        foreach (var judge in _judges())
        {
            if (judge.Document.Sample <= 0) continue;
            foreach (var decision in kept.OfType<Decision>())
            {
                if (TextOf(judge, decision, kept) is { } text) Offer(judge, text);
            }
        }
    }

    /// <summary>What waits is not judged any more; what was said is put on record.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _asking;
        _bench.Close();
        await _keeping;
        _stopping.Dispose();
    }

    // Null where it is none of this judge's: a piece, another direction, not of the share, or judged within the decision already.
    private static JudgedText? TextOf(Judge judge, Decision decision, IReadOnlyList<Event> kept)
    {
        if (decision.Of is not null || !judge.Document.Directions.Contains(decision.Direction) || !judge.Samples(decision.ExchangeId)) return null;
        var asked = new Need(NeedKind.Judge, judge.Document.Name).ToString();
        if (decision.Observations.Any(observation => observation.Of == asked)) return null;
        var exchange = kept.OfType<Exchange>().FirstOrDefault(exchange => exchange.Id == decision.ExchangeId);
        var text = decision.Direction switch
        {
            Direction.Input => exchange?.Input,
            Direction.Output => exchange?.Output,
            _ => exchange?.Arguments,
        };
        return string.IsNullOrWhiteSpace(text) ? null : new JudgedText(decision.ExchangeId, decision.Id, decision.Direction, text);
    }

    private void Offer(Judge judge, JudgedText text)
    {
        if (Interlocked.Add(ref _units, text.Text.Length) <= MostUnits && _waiting.Writer.TryWrite((judge, text))) return;
        Interlocked.Add(ref _units, -text.Text.Length);
        Interlocked.Increment(ref _dropped);
    }

    private async Task AskAsync()
    {
        try
        {
            await foreach (var (judge, text) in _waiting.Reader.ReadAllAsync(_stopping.Token))
            {
                Interlocked.Add(ref _units, -text.Text.Length);
                Interlocked.Increment(ref _asked);
                await judge.AskAsync(text, null, _stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task KeepAsync()
    {
        await foreach (var opinion in _bench.Opinions.ReadAllAsync(CancellationToken.None))
        {
            // Nothing was asked: it is counted with the judge's spending, and would fill the record for the rest of the day.
            if (opinion.Because == NoAnswer.Budget) continue;
            try
            {
                await _log.AppendAsync([opinion], CancellationToken.None);
                Interlocked.Increment(ref _kept);
            }
            catch (Exception refused) when (refused is EventLogOverloadedException or IOException or BadInputException or ObjectDisposedException)
            {
                Interlocked.Increment(ref _unkept);
            }
        }
    }
}
