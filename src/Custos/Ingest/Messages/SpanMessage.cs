using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Messages;

/// <summary>What does a span say, but for its attributes and what is inside it?</summary>
/// <remarks>Used for span after span. Not thread-safe.</remarks>
internal sealed class SpanMessage
{
    public Slice Trace { get; private set; }

    public Slice Span { get; private set; }

    public Slice Parent { get; private set; }

    public Slice State { get; private set; }

    public Slice Name { get; private set; }

    /// <summary>What the status says in words.</summary>
    public Slice Explanation { get; private set; }

    public ulong Kind { get; private set; }

    public ulong Start { get; private set; }

    public ulong End { get; private set; }

    public ulong Status { get; private set; }

    /// <summary>From its start to its end.</summary>
    public long Microseconds => (long)((End - Start) / 1000);

    /// <summary>Reads one span.</summary>
    /// <param name="request">The whole request.</param>
    /// <param name="message">Where the span stands in it.</param>
    /// <param name="attributes">Where its attributes are added, pair by pair.</param>
    /// <param name="events">Gets the places of its events.</param>
    /// <param name="links">Gets the places of its links.</param>
    public void Read(ReadOnlySpan<byte> request, Slice message, AttributeSet attributes, List<Slice> events, List<Slice> links)
    {
        (Trace, Span, Parent, State, Name, Explanation) = (default, default, default, default, default, default);
        (Kind, Start, End, Status) = (0, 0, 0, 0);
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            switch (field)
            {
                case 1: Trace = reader.Bytes(); break;
                case 2: Span = reader.Bytes(); break;
                case 3: State = reader.Bytes(); break;
                case 4: Parent = reader.Bytes(); break;
                case 5: Name = reader.Bytes(); break;
                case 6: Kind = reader.Number(); break;
                case 7: Start = reader.Fixed64(); break;
                case 8: End = reader.Fixed64(); break;
                case 9: attributes.Add(request, reader.Bytes()); break;
                case 11: events.Add(reader.Bytes()); break;
                case 13: links.Add(reader.Bytes()); break;
                case 15: ReadStatus(reader.Message()); break;
                default: reader.Skip(); break;
            }
        }
    }

    /// <summary>Why it cannot be taken; null when it can.</summary>
    public RejectionReason? ProblemIn(ReadOnlySpan<byte> request)
    {
        if (!IsId(request, Trace, 16)) return RejectionReason.TraceId;
        if (!IsId(request, Span, 8)) return RejectionReason.SpanId;
        if (Nanoseconds.ProblemOf(Start) is { } start) return start;
        return Nanoseconds.ProblemOf(End) is RejectionReason.TimeOutOfRange ? RejectionReason.TimeOutOfRange : End < Start ? RejectionReason.EndBeforeStart : null;
    }

    /// <summary>So many bytes that are not all zero?</summary>
    public static bool IsId(ReadOnlySpan<byte> request, Slice id, int length) => id.Length == length && id.Of(request).ContainsAnyExcept((byte)0);

    private void ReadStatus(WireReader status)
    {
        while (status.Next(out var field))
        {
            if (field == 2) Explanation = status.Bytes();
            else if (field == 3) Status = status.Number();
            else status.Skip();
        }
    }
}
