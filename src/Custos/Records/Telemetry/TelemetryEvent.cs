using Custos.Records.Layout;

namespace Custos.Records.Telemetry;

/// <summary>What came from outside, around the model calls?</summary>
/// <param name="Id">Derived from the row's own key by <see cref="TelemetryId"/>.</param>
/// <param name="At">When it happened, in UTC, to the microsecond.</param>
public abstract record TelemetryEvent(Guid Id, DateTimeOffset At) : Event(Id, At)
{
    /// <summary>Hands over every field of its own, in the order of its table's columns.</summary>
    public abstract void WriteTo<T>(ref T to)
        where T : IFieldWriter, allows ref struct;
}
