using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Custos.Ingest.Otlp;
using Custos.Records;
using Custos.Records.Telemetry;

namespace Custos.Ingest.Rows;

/// <summary>What has become of a request's rows so far?</summary>
internal sealed class Collecting
{
    // Identifiers, times and numbers, and names of the usual length.
    private const int OwnBytes = 256;

    private readonly long[] _rejected = new long[Enum.GetValues<RejectionReason>().Length];

    private readonly List<Event> _events = [];
    private long _bytes;

    /// <summary>How many records there are so far.</summary>
    public int Count => _events.Count;

    public long Received { get; set; }

    public LinksWithin Links { get; } = new();

    /// <summary>Adds a record.</summary>
    /// <param name="record">What was taken.</param>
    /// <param name="texts">Those of its texts that a request can make many times as large as itself: a resource stands in every row.</param>
    /// <exception cref="MalformedRequestException">All records together are too large.</exception>
    public void Add(Event record, params ReadOnlySpan<string?> texts)
    {
        _bytes += OwnBytes;
        foreach (var text in texts) _bytes += text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        if (_bytes > OtlpRequest.MostRecordBytes) throw new MalformedRequestException($"As records the request is larger than {OtlpRequest.MostRecordBytes} bytes; send smaller batches.", 0) { IsTooLarge = true };
        _events.Add(record);
    }

    public void Reject(RejectionReason reason) => _rejected[(int)reason]++;

    public Collected End()
    {
        Links.Join(_events);
        var rejected = _rejected.Select(static (rows, reason) => new Rejection(RejectionReasons.WordsOf((RejectionReason)reason), rows)).Where(static one => one.Rows > 0);
        return new Collected(_events, Received, [.. rejected]);
    }
}

/// <summary>What did a request hold?</summary>
/// <param name="Events">Every row that was taken, in the order of the request; behind a row what was found inside it.</param>
/// <param name="Received">How many rows came: spans, log records or data points.</param>
/// <param name="Rejected">Why rows were not taken.</param>
public sealed record Collected(IReadOnlyList<Event> Events, long Received, ImmutableArray<Rejection> Rejected)
{
    public long RejectedRows => Rejected.Sum(static one => one.Rows);

    /// <summary>Why rows were not taken, in a sentence; empty where all were.</summary>
    public string Why => string.Join("; ", Rejected.Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Rows} not taken because {one.Reason}")));
}
