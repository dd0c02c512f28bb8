using System.Text;
using System.Text.Json;
using Custos.Ingest.Conventions;
using Custos.Ingest.Messages;
using Custos.Ingest.Otlp;
using Custos.Records;
using Custos.Records.Telemetry;

namespace Custos.Ingest.Rows;

/// <summary>What is recorded of a span: an exchange or the span itself; and what it and its events say beside, retrievals, evaluations and feedback.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class SpanRows(Collecting to)
{
    private static readonly string[] Kinds = ["unspecified", "internal", "server", "client", "producer", "consumer"];
    private static readonly string[] Statuses = ["unset", "ok", "error"];

    private readonly SpanMessage _span = new();
    private readonly AttributeSet _attributes = new();
    private readonly List<Slice> _events = [];
    private readonly List<Slice> _links = [];
    private readonly RowJson _json = new();
    private readonly SpanEvents _inside = new();

    /// <summary>Adds the span that stands there.</summary>
    public void Add(ReadOnlySpan<byte> request, Slice message, Surroundings around)
    {
        to.Received++;
        _attributes.Clear();
        _events.Clear();
        _links.Clear();
        var span = _span;
        span.Read(request, message, _attributes, _events, _links);
        if ((around.Problem ?? span.ProblemIn(request) ?? _attributes.Problem) is { } problem)
        {
            to.Reject(problem);
            return;
        }

        var at = Nanoseconds.ToTime(span.Start);
        var (id, key) = RowId.OfSpan(request, span.Trace, span.Span, at);
        var row = new Row(request, _attributes);
        var kind = SpanClasses.Of(row);
        var events = _inside.Read(request, _events, key, kind is SpanClass.Call or SpanClass.Tool ? id : null);
        if (_inside.Problem is { } inside)
        {
            to.Reject(inside);
            return;
        }

        var found = kind == SpanClass.Retrieval ? Retrieved(row, span, key, at, around) : null;
        switch (kind)
        {
            case SpanClass.Call:
                var call = Call(row, span, id, key, at, around, events);
                to.Add(call, call.Attributes, call.Input, call.Output);
                break;
            case SpanClass.Tool:
                var tool = Tool(row, span, id, key, at, around, events);
                to.Add(tool, tool.Attributes, tool.Arguments, tool.Output);
                break;
            default:
                var other = Other(row, span, id, key, at, around, events);
                to.Add(other, other.Attributes, other.Name);
                break;
        }

        if (found is not null) to.Add(found);
        foreach (var part in _inside.Found) to.Add(part);
    }

    private Exchange Call(Row row, SpanMessage span, Guid id, string key, DateTimeOffset at, Surroundings around, ReadOnlySpan<byte> events)
    {
        to.Links.AddCall(SpanPlace.Of(row.Request, span, id));
        var call = CallRow.Of(row, Like(id, key, at, around), _inside.Said, span.Status == 2, span.Microseconds);
        return call with { Attributes = Rest(row, span, around, events, ofExchange: true) };
    }

    private Exchange Tool(Row row, SpanMessage span, Guid id, string key, DateTimeOffset at, Surroundings around, ReadOnlySpan<byte> events)
    {
        to.Links.AddWaiting(SpanPlace.Of(row.Request, span, id), to.Count);
        var tool = CallRow.OfTool(row, Like(id, key, at, around), Text(row.Request, span.Name));
        return tool with { Attributes = Rest(row, span, around, events, ofExchange: true) };
    }

    // What a retrieval has no field for is kept with its span.
    private Retrieval Retrieved(Row row, SpanMessage span, string key, DateTimeOffset at, Surroundings around)
    {
        var id = RowId.OfContent(at, key, "retrieval");
        to.Links.AddWaiting(SpanPlace.Of(row.Request, span, id), to.Count + 1);
        var within = span.Parent.Length == 8 ? $"{key.AsSpan(0, 33)}{Convert.ToHexStringLower(span.Parent.Of(row.Request))}" : key;
        return RetrievalRow.Of(row, id, at, within, around.Organisation);
    }

    private ProgramSpan Other(Row row, SpanMessage span, Guid id, string key, DateTimeOffset at, Surroundings around, ReadOnlySpan<byte> events) => new(id, at)
    {
        Source = RowId.Source,
        Trace = key[..32],
        Span = key[33..],
        ParentSpan = RowId.Text(row.Request, span.Parent),
        Name = Text(row.Request, span.Name),
        Kind = WordOf(Kinds, span.Kind),
        Service = around.Service,
        Status = WordOf(Statuses, span.Status),
        DurationMicroseconds = span.Microseconds,
        Attributes = Rest(row, span, around, events, ofExchange: false),
    };

    /// <summary>What an exchange is known by, before its attributes are read.</summary>
    public static Exchange Like(Guid id, string? key, DateTimeOffset at, Surroundings around) => new(id, at)
    {
        Source = RowId.Source,
        ExternalKey = key,
        Endpoint = "",
        Organisation = around.Organisation,
        Tier = around.Tier,
        Region = around.Region,
        Language = around.Language,
        Domain = around.Domain,
    };

    // What no field has taken. The names that begin with "otel." are OpenTelemetry's own for what its other formats have no field for.
    private string? Rest(Row row, SpanMessage span, Surroundings around, ReadOnlySpan<byte> events, bool ofExchange)
    {
        var json = _json.Begin();
        row.Attributes.WriteRest(row.Request, json);
        if (ofExchange)
        {
            if (around.Service is { } service) json.WriteString("service.name"u8, service);
            if (span.Name.Length > 0) json.WriteString("otel.span.name"u8, span.Name.Of(row.Request));
            if (RowId.Text(row.Request, span.Parent) is { } parent) json.WriteString("otel.parent_span_id"u8, parent);
        }

        if (span.Explanation.Length > 0) json.WriteString("otel.status_description"u8, span.Explanation.Of(row.Request));
        if (span.State.Length > 0) json.WriteString("otel.trace_state"u8, span.State.Of(row.Request));
        WriteAround(json, around);
        if (events.Length > 0)
        {
            json.WritePropertyName("otel.events"u8);
            json.WriteRawValue(events, skipInputValidation: true);
        }

        if (_links.Count > 0) WriteLinks(row.Request, json);
        return _json.End();
    }

    /// <summary>Writes what the resource and the scope say.</summary>
    public static void WriteAround(Utf8JsonWriter json, Surroundings around)
    {
        if (around.ScopeName is { } name) json.WriteString("otel.scope.name"u8, name);
        if (around.ScopeVersion is { } version) json.WriteString("otel.scope.version"u8, version);
        if (around.Resource.Length == 0) return;
        json.WritePropertyName("otel.resource"u8);
        json.WriteRawValue(around.Resource, skipInputValidation: true);
    }

    private void WriteLinks(ReadOnlySpan<byte> request, Utf8JsonWriter json)
    {
        json.WriteStartArray("otel.links"u8);
        foreach (var link in _links)
        {
            var reader = new WireReader(request, link);
            json.WriteStartObject();
            while (reader.Next(out var field))
            {
                if (field == 1) json.WriteString("trace_id"u8, RowId.Text(request, reader.Bytes()));
                else if (field == 2) json.WriteString("span_id"u8, RowId.Text(request, reader.Bytes()));
                else reader.Skip();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(ReadOnlySpan<byte> request, Slice text) => Encoding.UTF8.GetString(text.Of(request));

    private static string WordOf(string[] words, ulong number) => number < (ulong)words.Length ? words[number] : words[0];
}
