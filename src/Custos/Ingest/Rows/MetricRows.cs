using System.Text;
using Custos.Ingest.Conventions;
using Custos.Ingest.Messages;
using Custos.Ingest.Otlp;
using Custos.Records.Telemetry;

namespace Custos.Ingest.Rows;

/// <summary>What is recorded of a metric: each of its data points.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class MetricRows(Collecting to)
{
    // OTLP's flag of a point that says only that there is no value.
    private const ulong NoRecordedValue = 1;

    private readonly AttributeSet _attributes = new();
    private readonly RowJson _json = new();
    private readonly RowNumbers _numbers = new();
    private readonly PointMessage _point = new();

    /// <summary>Adds the data points of the metric that stands there.</summary>
    public void Add(ReadOnlySpan<byte> request, Slice message, Surroundings around)
    {
        var (name, unit) = ("", (string?)null);
        var reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            if (field == 1) name = Encoding.UTF8.GetString(reader.Bytes().Of(request));
            else if (field == 3) unit = reader.Bytes() is { Length: > 0 } text ? Encoding.UTF8.GetString(text.Of(request)) : null;
            else reader.Skip();
        }

        reader = new WireReader(request, message);
        while (reader.Next(out var field))
        {
            if (PointMessage.KindOf(field) is { } kind) AddPoints(request, reader.Bytes(), kind, new MetricPoint(default, default) { Source = RowId.Source, Name = name, Kind = kind, Unit = unit, Service = around.Service }, around);
            else reader.Skip();
        }
    }

    private void AddPoints(ReadOnlySpan<byte> request, Slice points, string kind, MetricPoint like, Surroundings around)
    {
        var (temporality, isMonotonic) = Nature(request, points);
        var reader = new WireReader(request, points);
        while (reader.Next(out var field))
        {
            if (field == 1) AddPoint(request, reader.Bytes(), kind, like, temporality, isMonotonic, around);
            else reader.Skip();
        }
    }

    private static (ulong Temporality, bool IsMonotonic) Nature(ReadOnlySpan<byte> request, Slice points)
    {
        var (temporality, isMonotonic) = (0UL, false);
        var reader = new WireReader(request, points);
        while (reader.Next(out var field))
        {
            if (field == 2) temporality = reader.Number();
            else if (field == 3) isMonotonic = reader.Number() != 0;
            else reader.Skip();
        }

        return (temporality, isMonotonic);
    }

    private void AddPoint(ReadOnlySpan<byte> request, Slice message, string kind, MetricPoint like, ulong temporality, bool isMonotonic, Surroundings around)
    {
        to.Received++;
        _attributes.Clear();
        _point.Read(request, message, kind, _attributes);
        if (ProblemIn(like, around) is { } problem)
        {
            to.Reject(problem);
            return;
        }

        var at = Nanoseconds.ToTime(_point.Time);
        var point = like with
        {
            At = at,
            Count = _point.Count is { } count ? (long)Math.Min(count, long.MaxValue) : null,
            Sum = _point.Sum,
            Value = _point.Value,
            Buckets = _point.Buckets,
            Attributes = Rest(request, temporality, isMonotonic, around),
        };
        to.Add(point with { Id = _numbers.IdOf(at, like.Service, like.Name, kind, like.Unit, point.Attributes) }, point.Attributes, point.Buckets, point.Name);
    }

    private RejectionReason? ProblemIn(MetricPoint like, Surroundings around) =>
        around.Problem ?? _attributes.Problem
        ?? (like.Name.Length == 0 ? (RejectionReason?)RejectionReason.NoName : null)
        ?? Nanoseconds.ProblemOf(_point.Time)
        ?? ((_point.Flags & NoRecordedValue) != 0 || !_point.HasValue ? RejectionReason.NoValue : null);

    private string? Rest(ReadOnlySpan<byte> request, ulong temporality, bool isMonotonic, Surroundings around)
    {
        var json = _json.Begin();
        _attributes.WriteRest(request, json);
        if (temporality is 1 or 2) json.WriteString("otel.temporality"u8, temporality == 1 ? "delta"u8 : "cumulative"u8);
        if (isMonotonic) json.WriteBoolean("otel.monotonic"u8, true);
        if (Nanoseconds.ProblemOf(_point.Start) is null) json.WriteString("otel.start"u8, Nanoseconds.ToTime(_point.Start).UtcDateTime);
        SpanRows.WriteAround(json, around);
        return _json.End();
    }
}
