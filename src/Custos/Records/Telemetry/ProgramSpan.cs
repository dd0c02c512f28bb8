using Custos.Records.Layout;

namespace Custos.Records.Telemetry;

/// <summary>What did a program do, and for how long? A span that is no model call.</summary>
public sealed record ProgramSpan(Guid Id, DateTimeOffset At) : TelemetryEvent(Id, At)
{
    /// <summary>Sixteen bytes, hexadecimal.</summary>
    public required string Trace { get; init; }

    /// <summary>Eight bytes, hexadecimal.</summary>
    public required string Span { get; init; }

    public string? ParentSpan { get; init; }

    public required string Name { get; init; }

    /// <summary>internal, server, client, producer, consumer or unspecified.</summary>
    public required string Kind { get; init; }

    public string? Service { get; init; }

    /// <summary>unset, ok or error.</summary>
    public required string Status { get; init; }

    public required long DurationMicroseconds { get; init; }

    /// <summary>Everything else that was said of it, as a JSON object.</summary>
    public string? Attributes { get; init; }

    /// <inheritdoc/>
    public override void WriteTo<T>(ref T to)
    {
        to.Text(Trace);
        to.Text(Span);
        to.Text(ParentSpan);
        to.Text(Name);
        to.Text(Kind);
        to.Text(Service);
        to.Text(Status);
        to.Whole(DurationMicroseconds);
        to.Text(Attributes);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static ProgramSpan ReadFrom<T>(Guid id, DateTimeOffset at, ref T from)
        where T : IFieldReader, allows ref struct => new(id, at)
    {
        Trace = from.RequiredText(),
        Span = from.RequiredText(),
        ParentSpan = from.Text(),
        Name = from.RequiredText(),
        Kind = from.RequiredText(),
        Service = from.Text(),
        Status = from.RequiredText(),
        DurationMicroseconds = from.Whole() ?? 0,
        Attributes = from.Text(),
    };
}
