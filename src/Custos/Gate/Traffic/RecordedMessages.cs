using System.Runtime.CompilerServices;
using Custos.Records;

namespace Custos.Gate.Traffic;

/// <summary>On which message was each decision of a log made? In the log's order.</summary>
/// <remarks>An exchange is looked for among those shortly before its decision, which is where a recorder writes it; memory is bounded by that.</remarks>
internal static class RecordedMessages
{
    private const int MostExchanges = 4096;

    // Of texts, in UTF-16 units.
    private const long MostUnits = 32 << 20;

    /// <summary>Each decision with its message; null where the log does not hold its text.</summary>
    public static async IAsyncEnumerable<(Message? Message, Decision Decision)> ReadAsync(IAsyncEnumerable<Event> log, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var exchanges = new Dictionary<Guid, Exchange>();
        var order = new Queue<Exchange>();
        long units = 0;
        await foreach (var item in log.WithCancellation(cancellationToken))
        {
            switch (item)
            {
                case Exchange exchange when exchanges.TryAdd(exchange.Id, exchange):
                    order.Enqueue(exchange);
                    units += UnitsOf(exchange);
                    while (order.Count > MostExchanges || (units > MostUnits && order.Count > 1))
                    {
                        var oldest = order.Dequeue();
                        units -= UnitsOf(oldest);
                        exchanges.Remove(oldest.Id);
                    }

                    break;
                case Decision decision:
                    yield return (exchanges.TryGetValue(decision.ExchangeId, out var of) ? MessageOf(of, decision) : null, decision);
                    break;
            }
        }
    }

    private static Message? MessageOf(Exchange exchange, Decision decision) => TextOf(exchange, decision) is not { } text ? null : new Message
    {
        Text = text,
        Direction = decision.Direction,
        Endpoint = exchange.Endpoint,
        Organisation = exchange.Organisation,
        User = exchange.User,
        Conversation = exchange.Conversation,
        Tier = exchange.Tier,
        Region = exchange.Region,
        Address = exchange.Address,
        Tool = exchange.Tool,
        Tokens = exchange.Tokens,
        IsPiece = decision.Of is not null,
        Deadline = TimeSpan.FromMilliseconds(decision.DeadlineMilliseconds),
    };

    private static string? TextOf(Exchange exchange, Decision decision)
    {
        var text = decision.Direction switch
        {
            Direction.Input => exchange.Input,
            Direction.Output => exchange.Output,
            _ => exchange.Arguments,
        };
        if (decision.Of is not { } piece) return text;
        return text is not null && piece.End <= text.Length ? text.Substring(piece.Start, piece.Length) : null;
    }

    private static long UnitsOf(Exchange exchange) => (exchange.Input?.Length ?? 0) + (exchange.Output?.Length ?? 0) + (exchange.Arguments?.Length ?? 0);
}
