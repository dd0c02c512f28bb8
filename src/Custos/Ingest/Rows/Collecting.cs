using System.Collections.Immutable;
using System.Globalization;
using Custos.Ingest.Otlp;
using Custos.Records;
using Custos.Records.Signals;

namespace Custos.Ingest.Rows;

/// <summary>What has become of a request's rows so far?</summary>
internal sealed class Collecting
{
    private readonly long[] _rejected = new long[Enum.GetValues<RejectionReason>().Length];

    public List<Event> Events { get; } = [];

    public long Received { get; set; }

    public LinksWithin Links { get; } = new();

    public void Reject(RejectionReason reason) => _rejected[(int)reason]++;

    public Collected End()
    {
        Links.Join(Events);
        var rejected = _rejected.Select(static (rows, reason) => new Rejection(RejectionReasons.WordsOf((RejectionReason)reason), rows)).Where(static one => one.Rows > 0);
        return new Collected(Events, Received, [.. rejected]);
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
