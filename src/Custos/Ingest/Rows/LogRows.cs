using System.Text;
using Custos.Ingest.Conventions;
using Custos.Ingest.Messages;
using Custos.Ingest.Otlp;
using Custos.Records.Telemetry;

namespace Custos.Ingest.Rows;

/// <summary>What is recorded of a log record: feedback, an exchange, or the record itself; and the evaluation that it tells.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class LogRows(Collecting to)
{
    // The trace flags of W3C's trace context: the span is sent, too.
    private const uint Sampled = 1;

    private readonly LogMessage _log = new();
    private readonly AttributeSet _attributes = new();
    private readonly RowJson _json = new();
    private readonly RowNumbers _numbers = new();

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
        else if (name == EvaluationRow.EventName) AddEvaluation(row, log, name, at, around);
        else if (name == SaidInEvents.Details && !IsToldByItsSpan(row.Request, log)) AddCall(row, log, at, around);
        else AddPlain(row, log, name, at, around, beside: null);
    }

    // A span that is sampled is sent as well, and is the exchange: its events are found beside it by trace and span.
    private static bool IsToldByItsSpan(ReadOnlySpan<byte> request, LogMessage log) => SpanMessage.IsId(request, log.Trace, 16) && SpanMessage.IsId(request, log.Span, 8) && (log.Flags & Sampled) != 0;

    private void AddFeedback(Row row, LogMessage log, string name, DateTimeOffset at)
    {
        var key = KeyOf(row.Request, log);
        if (FeedbackRow.Of(row, default, at, key) is { } feedback) to.Add(feedback with { Id = New(at, key, name, feedback.User, feedback.ExchangeId?.ToString(), feedback.ExternalKey, FeedbackWords.Of(feedback.Kind), $"{feedback.Value:R}", feedback.Content) });
        else to.Reject(RejectionReason.FeedbackNotUnderstood);
    }

    // What an evaluation has no field for is kept with its log record.
    private void AddEvaluation(Row row, LogMessage log, string name, DateTimeOffset at, Surroundings around)
    {
        var evaluation = EvaluationRow.Of(row, default, at, KeyOf(row.Request, log));
        var said = evaluation is null ? null : string.Join('\u0001', evaluation.ExternalKey, evaluation.Name, evaluation.Label, $"{evaluation.Score:R}", evaluation.Explanation);
        var record = AddPlain(row, log, name, at, around, said);
        if (evaluation is not null) to.Add(evaluation with { IsPart = true, Id = RowId.OfContent(at, $"{record}", name) });
    }

    private void AddCall(Row row, LogMessage log, DateTimeOffset at, Surroundings around)
    {
        var key = KeyOf(row.Request, log);
        var call = CallRow.Of(row, SpanRows.Like(default, key, at, around), said: null, row.Has(Field.ErrorType), microseconds: 0);
        call = call with { Attributes = Rest(row, around, withService: true) };
        to.Add(call with { Id = New(at, key, SaidInEvents.Details, call.Model, call.Input, call.Output, call.Attributes) }, call.Attributes, call.Input, call.Output);
    }

    // Returns its identifier.
    private Guid AddPlain(Row row, LogMessage log, string? name, DateTimeOffset at, Surroundings around, string? beside)
    {
        var signal = new ProgramLog(default, at)
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
        var id = New(at, signal.Trace, signal.Span, signal.Severity, name, signal.Body, signal.Service, signal.Attributes, beside);
        to.Add(signal with { Id = id }, signal.Attributes, signal.Body);
        return id;
    }

    private Guid New(DateTimeOffset at, params ReadOnlySpan<string?> said) => _numbers.IdOf(at, said);

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
