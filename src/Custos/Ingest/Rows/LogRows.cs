using System.Text;
using Custos.Ingest.Conventions;
using Custos.Ingest.Messages;
using Custos.Ingest.Otlp;
using Custos.Records;
using Custos.Records.Signals;

namespace Custos.Ingest.Rows;

/// <summary>What is recorded of a log record: an evaluation, feedback, an exchange, or the record itself.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class LogRows(Collecting to)
{
    // The trace flags of W3C's trace context: the span is sent, too.
    private const uint Sampled = 1;

    private readonly LogMessage _log = new();
    private readonly AttributeSet _attributes = new();
    private readonly RowJson _json = new();
    private readonly HashSet<Guid> _seen = [];

    /// <summary>Adds the record that stands there.</summary>
    public void Add(ReadOnlySpan<byte> request, Slice message, Surroundings around)
    {
        to.Received++;
        _attributes.Clear();
        var log = _log;
        log.Read(request, message, _attributes);
        if ((around.Problem ?? log.ProblemIn(request) ?? _attributes.Problem) is { } problem)
        {
            to.Reject(problem);
            return;
        }

        var row = new Row(request, _attributes);
        var name = log.EventName.Length > 0 ? Encoding.UTF8.GetString(log.EventName.Of(request)) : row.Name(Field.EventName);
        var at = Nanoseconds.ToTime(log.Time);
        if (name is not null && FeedbackRow.EventNames.Contains(name)) AddFeedback(row, log, name, at);
        else if (name == EvaluationRow.EventName && row.Has(Field.EvaluationName)) to.Events.Add(Evaluated(row, log, name, at));
        else if (name == SaidInEvents.Details && !IsToldByItsSpan(row.Request, log)) to.Events.Add(Call(row, log, at, around));
        else to.Events.Add(Plain(row, log, name, at, around));
    }

    // A span that is sampled is sent as well, and is the exchange: its events are found beside it by trace and span.
    private static bool IsToldByItsSpan(ReadOnlySpan<byte> request, LogMessage log) => SpanMessage.IsId(request, log.Trace, 16) && SpanMessage.IsId(request, log.Span, 8) && (log.Flags & Sampled) != 0;

    private void AddFeedback(Row row, LogMessage log, string name, DateTimeOffset at)
    {
        var key = KeyOf(row.Request, log);
        if (FeedbackRow.Of(row, default, at, key) is { } feedback) to.Events.Add(feedback with { Id = New(at, key, name, feedback.User, feedback.ExchangeId?.ToString(), feedback.ExternalKey, SignalWords.Of(feedback.Kind), $"{feedback.Value:R}", feedback.Content) });
        else to.Reject(RejectionReason.FeedbackNotUnderstood);
    }

    private Evaluation Evaluated(Row row, LogMessage log, string name, DateTimeOffset at)
    {
        var key = KeyOf(row.Request, log);
        var evaluation = EvaluationRow.Of(row, default, at, key)!;
        return evaluation with { Id = New(at, key, name, evaluation.ExchangeId?.ToString(), evaluation.ExternalKey, evaluation.Name, evaluation.Label, $"{evaluation.Score:R}", evaluation.Explanation) };
    }

    private Exchange Call(Row row, LogMessage log, DateTimeOffset at, Surroundings around)
    {
        var key = KeyOf(row.Request, log);
        var call = CallRow.Of(row, SpanRows.Like(default, key, at, around), said: null, row.Has(Field.ErrorType), microseconds: 0);
        call = call with { Attributes = Rest(row, around, withService: true) };
        return call with { Id = New(at, key, SaidInEvents.Details, call.Model, call.Input, call.Output, call.Attributes) };
    }

    private LogSignal Plain(Row row, LogMessage log, string? name, DateTimeOffset at, Surroundings around)
    {
        var signal = new LogSignal(default, at)
        {
            Source = RowId.Source,
            Trace = RowId.Text(row.Request, log.Trace),
            Span = RowId.Text(row.Request, log.Span),
            Severity = log.SeverityText.Length > 0 ? Encoding.UTF8.GetString(log.SeverityText.Of(row.Request)) : WordOf(log.Severity),
            EventName = name,
            Body = row.TextOrJson(log.Body),
            Service = around.Service,
            Attributes = Rest(row, around, withService: false),
        };
        return signal with { Id = New(at, signal.Trace, signal.Span, signal.Severity, name, signal.Body, signal.Service, signal.Attributes) };
    }

    // Equal records of one request are different ones; sent again they come in the same order.
    private Guid New(DateTimeOffset at, params ReadOnlySpan<string?> said)
    {
        var id = RowId.OfContent(at, said);
        for (var i = 1; !_seen.Add(id); i++) id = RowId.OfContent(at, [.. said, $"{i}"]);
        return id;
    }

    private static string? KeyOf(ReadOnlySpan<byte> request, LogMessage log) =>
        RowId.Text(request, log.Trace) is { } trace && RowId.Text(request, log.Span) is { } span ? $"{trace}:{span}" : null;

    private string? Rest(Row row, Surroundings around, bool withService)
    {
        var json = _json.Begin();
        row.Attributes.WriteRest(row.Request, json);
        if (withService && around.Service is { } service) json.WriteString("service.name"u8, service);
        SpanRows.WriteAround(json, around);
        return _json.End();
    }

    private static string? WordOf(ulong severity) => severity > 0 && severity < (ulong)OtlpMessages.Severities.Count ? OtlpMessages.Severities[(int)severity] : null;
}
