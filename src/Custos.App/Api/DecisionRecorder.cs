using Custos.Gate;
using Custos.Records;

namespace Custos.App.Api;

/// <summary>Is this decision on record, and how safely? Writes each decision with the exchange that it was made on.</summary>
/// <param name="log">Where records go.</param>
/// <param name="whenKept">What the log promises once it has kept something: <see cref="Recorded.Committed"/> or <see cref="Recorded.Queued"/>.</param>
internal sealed class DecisionRecorder(EventLog log, Recorded whenKept)
{
    /// <summary>Keeps the decisions, all or none, and waits for it no longer than said.</summary>
    /// <param name="made">The decisions with the messages that they were made on.</param>
    /// <param name="patience">How long to wait; null to wait for as long as the log needs.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    /// <exception cref="EventLogOverloadedException">Nothing was kept.</exception>
    public async ValueTask<Recorded> RecordAsync(IReadOnlyList<(Message Message, Decision Decision)> made, TimeSpan? patience, CancellationToken cancellationToken)
    {
        var events = new Event[made.Count * 2];
        for (var i = 0; i < made.Count; i++)
        {
            events[2 * i] = ExchangeOf(made[i].Message, made[i].Decision);
            events[2 * i + 1] = made[i].Decision;
        }

        var append = log.AppendAsync(events, cancellationToken);
        if (patience is not { } time || append.IsCompleted)
        {
            await append;
            return whenKept;
        }

        var appending = append.AsTask();
        try
        {
            await appending.WaitAsync(Alarm.For(time), CancellationToken.None);
            return whenKept;
        }
        catch (TimeoutException)
        {
            // A failure after the answer is counted by the log; here it must only not go unobserved.
            _ = appending.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return Recorded.Pending;
        }
    }

    private static Exchange ExchangeOf(Message message, Decision decision) => new(decision.ExchangeId, decision.At)
    {
        Endpoint = message.Endpoint,
        Organisation = message.Organisation,
        User = message.User,
        Conversation = message.Conversation,
        Tier = message.Tier,
        Region = message.Region,
        Input = message.Direction == Direction.Input ? message.Text : null,
        Output = message.Direction == Direction.Output ? message.Text : null,
        Arguments = message.Direction == Direction.ToolCall ? message.Text : null,
        Tool = message.Tool,
        Address = message.Address,
        Tokens = message.Tokens,
    };
}
