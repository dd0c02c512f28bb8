using Custos.Ingest.Conventions;
using Custos.Records.Telemetry;

namespace Custos.Ingest.Rows;

/// <summary>What did an evaluator say of an answer, told by an event?</summary>
internal static class EvaluationRow
{
    public const string EventName = "gen_ai.evaluation.result";

    /// <summary>Null where it does not say what was evaluated.</summary>
    /// <param name="row">The event's attributes.</param>
    /// <param name="id">Of the evaluation.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="spanKey">The span that the event belongs to, where there is one.</param>
    public static Evaluation? Of(Row row, Guid id, DateTimeOffset at, string? spanKey) => row.Name(Field.EvaluationName) is not { } name ? null : new Evaluation(id, at)
    {
        Source = RowId.Source,
        ExchangeId = Guid.TryParse(row.Peek(Field.ExchangeId), out var exchange) ? exchange : null,
        ExternalKey = row.Name(Field.ExchangeKey) ?? spanKey,
        Name = name,
        Score = row.Number(Field.EvaluationScore),
        Label = row.Name(Field.EvaluationLabel),
        Explanation = row.Text(Field.EvaluationExplanation),
    };
}
