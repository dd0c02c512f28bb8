using System.Text;
using System.Text.Json;
using Custos.Ingest.Conventions;
using Custos.Ingest.Messages;
using Custos.Ingest.Otlp;
using Custos.Records;

namespace Custos.Ingest.Rows;

/// <summary>What do the events of one span say? Rows of their own, words of the call, and the rest as JSON.</summary>
/// <remarks>Used for span after span. Not thread-safe.</remarks>
internal sealed class SpanEvents
{
    private readonly AttributeSet _attributes = new();
    private readonly RowJson _rest = new();

    /// <summary>Evaluations and feedback; parts of the span's row.</summary>
    public List<Event> Found { get; } = [];

    public SaidInEvents Said { get; } = new();

    /// <summary>Why the span cannot be taken with these events; null when it can.</summary>
    public RejectionReason? Problem { get; private set; }

    /// <param name="request">The whole request.</param>
    /// <param name="events">Where the events stand in it.</param>
    /// <param name="key">The span's.</param>
    /// <param name="exchange">The span's identifier, where it is an exchange.</param>
    /// <returns>What nothing else has taken, as a JSON list of events, until the next span; empty where there is none.</returns>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> request, List<Slice> events, string key, Guid? exchange)
    {
        Problem = null;
        Found.Clear();
        Said.Clear();
        if (events.Count == 0) return default;
        var json = _rest.BeginList();
        for (var i = 0; i < events.Count; i++) Read(request, events[i], i, key, exchange, json);
        return _rest.EndList();
    }

    private void Read(ReadOnlySpan<byte> request, Slice message, int number, string key, Guid? exchange, Utf8JsonWriter json)
    {
        var inside = EventMessage.Read(request, message, _attributes);
        var name = Encoding.UTF8.GetString(inside.Name.Of(request));
        var row = new Row(request, _attributes);
        Problem ??= _attributes.Problem;
        if (Nanoseconds.ProblemOf(inside.Time) is null && PartOf(row, name, inside, number, key, exchange) is { } part) Found.Add(part);
        else if (Said.Add(name, row) && _attributes.IsTaken) return;
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        if (Nanoseconds.ProblemOf(inside.Time) is null) json.WriteString("at"u8, Nanoseconds.ToTime(inside.Time).UtcDateTime);
        json.WriteStartObject("attributes"u8);
        _attributes.WriteRest(request, json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static Event? PartOf(Row row, string name, EventMessage inside, int number, string key, Guid? exchange)
    {
        var at = Nanoseconds.ToTime(inside.Time);
        if (name == EvaluationRow.EventName)
        {
            return EvaluationRow.Of(row, RowId.OfContent(at, key, name, $"{number}"), at, key) is { } evaluation ? evaluation with { IsPart = true, ExchangeId = evaluation.ExchangeId ?? exchange } : null;
        }

        if (!FeedbackRow.EventNames.Contains(name)) return null;
        return FeedbackRow.Of(row, RowId.OfContent(at, key, name, $"{number}"), at, key) is { } feedback ? feedback with { IsPart = true, ExchangeId = feedback.ExchangeId ?? exchange } : null;
    }
}
