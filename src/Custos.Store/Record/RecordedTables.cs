using Custos.Records;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>In which tables and columns does an event lie?</summary>
/// <remarks>The columns are in the order of the migration that made the tables. Not thread-safe.</remarks>
internal sealed class RecordedTables : IDisposable
{
    private readonly Appender _exchanges;
    private readonly Appender _contents;
    private readonly Appender _decisions;
    private readonly Appender _buckets;

    public RecordedTables(Connection connection)
    {
        _exchanges = connection.Append("exchanges");
        _contents = connection.Append("contents");
        _decisions = connection.Append("decisions");
        _buckets = connection.Append("decision_buckets");
    }

    /// <exception cref="ArgumentException">The kind of event has no table.</exception>
    public void Add(Event item, long sequence)
    {
        switch (item)
        {
            case Exchange exchange:
                AddExchange(exchange, sequence);
                break;
            case Decision decision:
                AddDecision(decision, sequence);
                break;
            default:
                throw new ArgumentException($"The store has no table for {item.GetType().Name}.", nameof(item));
        }
    }

    /// <summary>Writes all rows into the connection's transaction.</summary>
    public void Flush()
    {
        _exchanges.Flush();
        _contents.Flush();
        _decisions.Flush();
        _buckets.Flush();
    }

    public void Dispose()
    {
        _exchanges.Dispose();
        _contents.Dispose();
        _decisions.Dispose();
        _buckets.Dispose();
    }

    private void AddExchange(Exchange exchange, long sequence)
    {
        _exchanges.Add(sequence).Add(exchange.Id).Add(exchange.At).Add(exchange.Endpoint).Add(exchange.Organisation).Add(exchange.User)
            .Add(exchange.Conversation).Add(exchange.Tier).Add(exchange.Region).Add(exchange.Model).EndRow();
        AddContent(exchange.Id, "input", exchange.Input, sequence);
        AddContent(exchange.Id, "output", exchange.Output, sequence);
    }

    private void AddContent(Guid exchangeId, string direction, string? content, long sequence)
    {
        if (content is not null) _contents.Add(sequence).Add(exchangeId).Add(direction).Add(content).EndRow();
    }

    private void AddDecision(Decision decision, long sequence)
    {
        _decisions.Add(sequence).Add(decision.Id).Add(decision.At).Add(decision.ExchangeId)
            .Add(Words.Of(decision.Direction)).Add(decision.Verdict.Name);
        var reason = decision.Verdict switch
        {
            Verdict.Block block => block.Because,
            Verdict.Hold hold => hold.Because,
            _ => null,
        };
        if (reason is null) _decisions.AddNull().AddNull().AddNull();
        else _decisions.Add(reason.Bucket).Add(reason.Score.Value).Add(reason.Threshold.Value);
        if (decision.Verdict is Verdict.Unknown unknown) _decisions.Add(Words.Of(unknown.Cause)).Add(Words.Of(unknown.Fallback));
        else _decisions.AddNull().AddNull();
        _decisions.Add(decision.BundleId).Add(decision.ElapsedMicroseconds).Add(decision.DeadlineMilliseconds).EndRow();
        for (var i = 0; i < decision.Buckets.Length; i++)
        {
            var bucket = decision.Buckets[i];
            _buckets.Add(sequence).Add(decision.Id).Add(i).Add(bucket.Bucket)
                .Add(bucket.Score.Value).Add(bucket.Threshold.Value).Add(bucket.Certified).EndRow();
        }
    }
}
