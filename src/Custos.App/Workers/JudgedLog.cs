using Custos.Records;

namespace Custos.App.Workers;

/// <summary>A log whose events are offered to the judges once they are kept.</summary>
/// <remarks>The log itself is its owner's to close.</remarks>
internal sealed class JudgedLog(EventLog log, JudgeWorker judges) : EventLog
{
    public override async ValueTask AppendAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken)
    {
        await log.AppendAsync(events, cancellationToken);
        judges.Offer(events);
    }

    public override IAsyncEnumerable<Event> ReadAsync(CancellationToken cancellationToken) => log.ReadAsync(cancellationToken);
}
