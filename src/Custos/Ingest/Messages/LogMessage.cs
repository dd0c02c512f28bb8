using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Messages;

/// <summary>What does a log record say, but for its attributes?</summary>
/// <remarks>Used for record after record. Not thread-safe.</remarks>
internal sealed class LogMessage
{
    private Slice _body;

    public ulong Time { get; private set; }

    public ulong Severity { get; private set; }

    public Slice SeverityText { get; private set; }

    public AnyValue Body { get; private set; }

    public Slice Trace { get; private set; }

    public Slice Span { get; private set; }

    public Slice EventName { get; private set; }

    public uint Flags { get; private set; }

    /// <inheritdoc cref="SpanMessage.Read"/>
    public void Read(ReadOnlySpan<byte> request, Slice message, AttributeSet attributes)
    {
        (Time, Severity, Flags) = (0, 0, 0);
        (SeverityText, Trace, Span, EventName, _body, Body) = (default, default, default, default, default, default);
        var observed = 0UL;
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            switch (field)
            {
                case 1: Time = reader.Fixed64(); break;
                case 2: Severity = reader.Number(); break;
                case 3: SeverityText = reader.Bytes(); break;
                case 5: Body = AnyValue.Read(request, _body = reader.Bytes()); break;
                case 6: attributes.Add(request, reader.Bytes()); break;
                case 8: Flags = reader.Fixed32(); break;
                case 9: Trace = reader.Bytes(); break;
                case 10: Span = reader.Bytes(); break;
                case 11: observed = reader.Fixed64(); break;
                case 12: EventName = reader.Bytes(); break;
                default: reader.Skip(); break;
            }
        }

        // By the data model, what observed it knows its time where its source does not.
        if (Time == 0) Time = observed;
    }

    /// <summary>Why it cannot be taken; null when it can. A record need not belong to a span.</summary>
    public RejectionReason? ProblemIn(ReadOnlySpan<byte> request)
    {
        if (Trace.Length > 0 && Trace.Of(request).ContainsAnyExcept((byte)0) && Trace.Length != 16) return RejectionReason.TraceId;
        if (Span.Length > 0 && Span.Of(request).ContainsAnyExcept((byte)0) && Span.Length != 8) return RejectionReason.SpanId;
        if (_body.Length > RejectionReasons.MostAttributeBytes) return RejectionReason.AttributeTooLarge;
        return Nanoseconds.ProblemOf(Time);
    }
}
