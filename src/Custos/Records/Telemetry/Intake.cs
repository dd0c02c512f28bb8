using System.Collections.Immutable;
using Custos.Records.Layout;

namespace Custos.Records.Telemetry;

/// <summary>How many rows came from outside at once, and which of them were not taken?</summary>
/// <remarks>
/// It goes into the log in one append with the rows that were taken, before them, so that whatever is known of one is known of the other:
/// received = stored + duplicates + rejected.
/// </remarks>
public sealed record Intake(Guid Id, DateTimeOffset At) : TelemetryEvent(Id, At)
{
    /// <summary>What came: traces, logs, metrics, feedback, or the name of an imported table.</summary>
    public required string Of { get; init; }

    /// <summary>All rows, taken or not.</summary>
    public required long Received { get; init; }

    /// <summary>How many rows were not taken, by reason.</summary>
    public ImmutableArray<Rejection> Rejected { get; init; } = [];

    /// <inheritdoc/>
    public override void WriteTo<T>(ref T to)
    {
        to.Text(Of);
        to.Whole(Received);
        to.Whole(Rejected.Length);
        foreach (var (reason, rows) in Rejected)
        {
            to.Text(reason);
            to.Whole(rows);
        }
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static Intake ReadFrom<T>(Guid id, DateTimeOffset at, ref T from)
        where T : IFieldReader, allows ref struct
    {
        var (of, received) = (from.RequiredText(), from.Whole() ?? 0);
        var rejected = ImmutableArray.CreateBuilder<Rejection>();
        for (var left = from.Whole() ?? 0; left > 0; left--) rejected.Add(new Rejection(from.RequiredText(), from.Whole() ?? 0));
        return new Intake(id, at) { Of = of, Received = received, Rejected = rejected.ToImmutable() };
    }

    /// <summary>Are all fields the same, the rejections one by one?</summary>
    public bool Equals(Intake? other) => base.Equals(other) && Of == other.Of && Received == other.Received && Rejected.SequenceEqual(other.Rejected);

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>Why were rows not taken, and how many?</summary>
/// <param name="Reason">A few words, the same for all of them.</param>
/// <param name="Rows">How many.</param>
public readonly record struct Rejection(string Reason, long Rows);
