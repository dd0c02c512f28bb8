using Custos.Records.Layout;

namespace Custos.Records.Telemetry;

/// <summary>What did a program say?</summary>
public sealed record ProgramLog(Guid Id, DateTimeOffset At) : TelemetryEvent(Id, At)
{
    /// <summary>Sixteen bytes, hexadecimal.</summary>
    public string? Trace { get; init; }

    /// <summary>Eight bytes, hexadecimal.</summary>
    public string? Span { get; init; }

    public string? Severity { get; init; }

    public string? EventName { get; init; }

    public string? Body { get; init; }

    public string? Service { get; init; }

    /// <summary>Everything else that was said of it, as a JSON object.</summary>
    public string? Attributes { get; init; }

    /// <inheritdoc/>
    public override void WriteTo<T>(ref T to)
    {
        to.Text(Trace);
        to.Text(Span);
        to.Text(Severity);
        to.Text(EventName);
        to.Text(Body);
        to.Text(Service);
        to.Text(Attributes);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static ProgramLog ReadFrom<T>(Guid id, DateTimeOffset at, ref T from)
        where T : IFieldReader, allows ref struct => new(id, at)
    {
        Trace = from.Text(),
        Span = from.Text(),
        Severity = from.Text(),
        EventName = from.Text(),
        Body = from.Text(),
        Service = from.Text(),
        Attributes = from.Text(),
    };
}
