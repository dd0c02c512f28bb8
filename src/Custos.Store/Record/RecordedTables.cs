using Custos.Records;
using Custos.Records.Opinions;
using Custos.Records.Telemetry;
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
    private readonly HowTables _how;
    private readonly OpinionTables _opinions;
    private readonly TelemetryTables _telemetry;

    public RecordedTables(Connection connection)
    {
        _exchanges = connection.Append("exchanges");
        _contents = connection.Append("contents");
        _decisions = connection.Append("decisions");
        _buckets = connection.Append("decision_buckets");
        _how = new HowTables(connection);
        _opinions = new OpinionTables(connection);
        _telemetry = new TelemetryTables(connection);
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
            case Opinion opinion:
                _opinions.Add(opinion, sequence);
                break;
            case TelemetryEvent telemetry:
                _telemetry.Add(telemetry, sequence);
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
        _how.Flush();
        _opinions.Flush();
        _telemetry.Flush();
    }

    public void Dispose()
    {
        _exchanges.Dispose();
        _contents.Dispose();
        _decisions.Dispose();
        _buckets.Dispose();
        _how.Dispose();
        _opinions.Dispose();
        _telemetry.Dispose();
    }

    private void AddExchange(Exchange exchange, long sequence)
    {
        _exchanges.Add(sequence).Add(exchange.Id).Add(exchange.At).Add(exchange.Endpoint).Add(exchange.Organisation).Add(exchange.User)
            .Add(exchange.Conversation).Add(exchange.Tier).Add(exchange.Region).Add(exchange.Model).Add(exchange.Address).Add(exchange.Tool);
        if (exchange.Tokens is { } tokens) _exchanges.Add(tokens);
        else _exchanges.AddNull();
        if (exchange.Parent is { } parent) _exchanges.Add(parent);
        else _exchanges.AddNull();
        CallColumns.Add(_exchanges, exchange.Call);
        _exchanges.Add(exchange.Source).Add(exchange.ExternalKey).Add(exchange.Language).Add(exchange.Domain).Add(exchange.Attributes).EndRow();
        AddContent(exchange.Id, "input", exchange.Input, sequence);
        AddContent(exchange.Id, "output", exchange.Output, sequence);
        AddContent(exchange.Id, "tool_call", exchange.Arguments, sequence);
    }

    private void AddContent(Guid exchangeId, string direction, string? content, long sequence)
    {
        if (content is not null) _contents.Add(sequence).Add(exchangeId).Add(direction).Add(content).EndRow();
    }

    private void AddDecision(Decision decision, long sequence)
    {
        _decisions.Add(sequence).Add(decision.Id).Add(decision.At).Add(decision.ExchangeId)
            .Add(Words.Of(decision.Direction)).Add(decision.Verdict.Name);
        var reason = decision.Verdict.Because;
        var score = reason?.Evidence.OfType<Evidence.Score>().FirstOrDefault();
        if (score is null) _decisions.AddNull().AddNull().AddNull();
        else if (score.Threshold is { } threshold) _decisions.Add(score.Label).Add(score.Value.Value).Add(threshold.Value);
        else _decisions.Add(score.Label).Add(score.Value.Value).AddNull();
        if (decision.Verdict is Verdict.Unknown unknown) _decisions.Add(Words.Of(unknown.Cause)).Add(Words.Of(unknown.Fallback));
        else _decisions.AddNull().AddNull();
        _decisions.Add(decision.BundleId).Add(decision.ElapsedMicroseconds).Add(decision.DeadlineMilliseconds)
            .Add(reason?.Policy).Add(reason?.Rule);
        if (decision.Of is { } piece) _decisions.Add(piece.Start).Add(piece.Length).EndRow();
        else _decisions.AddNull().AddNull().EndRow();
        for (var i = 0; i < decision.Buckets.Length; i++)
        {
            var bucket = decision.Buckets[i];
            _buckets.Add(sequence).Add(decision.Id).Add(i).Add(bucket.Bucket)
                .Add(bucket.Score.Value).Add(bucket.Threshold.Value).Add(bucket.Certified).EndRow();
        }

        _how.Add(decision, sequence);
    }
}
