using Custos.Records.Layout;

namespace Custos.Records.Telemetry;

/// <summary>What did a program measure?</summary>
public sealed record MetricPoint(Guid Id, DateTimeOffset At) : TelemetryEvent(Id, At)
{
    public required string Name { get; init; }

    /// <summary>gauge, sum, histogram, exponential_histogram or summary.</summary>
    public required string Kind { get; init; }

    public string? Unit { get; init; }

    public string? Service { get; init; }

    /// <summary>Of a histogram or summary.</summary>
    public long? Count { get; init; }

    /// <summary>Of a histogram or summary.</summary>
    public double? Sum { get; init; }

    /// <summary>Of a gauge or sum.</summary>
    public double? Value { get; init; }

    /// <summary>Of a histogram or summary, as JSON.</summary>
    public string? Buckets { get; init; }

    /// <summary>Everything else that was said of it, as a JSON object.</summary>
    public string? Attributes { get; init; }

    /// <inheritdoc/>
    public override void WriteTo<T>(ref T to)
    {
        to.Text(Name);
        to.Text(Kind);
        to.Text(Unit);
        to.Text(Service);
        to.Whole(Count);
        to.Number(Sum);
        to.Number(Value);
        to.Text(Buckets);
        to.Text(Attributes);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static MetricPoint ReadFrom<T>(Guid id, DateTimeOffset at, ref T from)
        where T : IFieldReader, allows ref struct => new(id, at)
    {
        Name = from.RequiredText(),
        Kind = from.RequiredText(),
        Unit = from.Text(),
        Service = from.Text(),
        Count = from.Whole(),
        Sum = from.Number(),
        Value = from.Number(),
        Buckets = from.Text(),
        Attributes = from.Text(),
    };
}
