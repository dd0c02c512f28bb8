using Custos.Records.Layout;

namespace Custos.Records.Telemetry;

/// <summary>What did an evaluator say of an answer?</summary>
public sealed record Evaluation(Guid Id, DateTimeOffset At) : TelemetryEvent(Id, At)
{
    /// <summary>The exchange that it is about, where its id is known.</summary>
    public Guid? ExchangeId { get; init; }

    /// <summary>What the exchange's sender calls it, where its id is not known.</summary>
    public string? ExternalKey { get; init; }

    /// <summary>What was evaluated, for instance <c>relevance</c>.</summary>
    public required string Name { get; init; }

    public double? Score { get; init; }

    public string? Label { get; init; }

    public string? Explanation { get; init; }

    /// <inheritdoc/>
    public override void WriteTo<T>(ref T to)
    {
        to.Id(ExchangeId);
        to.Text(ExternalKey);
        to.Text(Name);
        to.Number(Score);
        to.Text(Label);
        to.Text(Explanation);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static Evaluation ReadFrom<T>(Guid id, DateTimeOffset at, ref T from)
        where T : IFieldReader, allows ref struct => new(id, at)
    {
        ExchangeId = from.Id(),
        ExternalKey = from.Text(),
        Name = from.RequiredText(),
        Score = from.Number(),
        Label = from.Text(),
        Explanation = from.Text(),
    };
}
