using System.Text.Json;
using Custos.Policy.Schemas;
using Custos.Records.Opinions;

namespace Custos.Policy.Judging;

/// <summary>What does a model's answer say, or how does it break the judge's schema?</summary>
/// <param name="Answer">Unknown where the model says so, and where it broke the schema.</param>
/// <param name="Faults">Empty where it keeps the schema.</param>
internal sealed record AnswerReading(OpinionAnswer Answer, IReadOnlyList<SchemaFault> Faults)
{
    private const int LongestAnswer = 64 * 1024;

    public bool IsRight => Faults.Count == 0;

    /// <summary>Reads strictly: one JSON object that keeps the schema, with nothing but white space around it.</summary>
    public static AnswerReading Of(JudgeDocument judge, string said)
    {
        if (said.Length > LongestAnswer) return Wrong(new SchemaFault("", $"It is longer than {LongestAnswer} characters."));
        if (!judge.Answer.TryValidate(said, out var faults)) return new AnswerReading(OpinionAnswer.Unknown, faults);
        using var document = JsonDocument.Parse(said);

        // A schema may admit more than objects; a verdict is asked for all the same.
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("verdict", out var verdict)) return Wrong(new SchemaFault("", "It is no object with a verdict."));
        return new AnswerReading(verdict.ValueKind == JsonValueKind.String ? AnswerOf(verdict.GetString()) : OpinionAnswer.Unknown, []);
    }

    private static OpinionAnswer AnswerOf(string? word) => word switch
    {
        "yes" => OpinionAnswer.Yes,
        "no" => OpinionAnswer.No,
        _ => OpinionAnswer.Unknown,
    };

    private static AnswerReading Wrong(SchemaFault fault) => new(OpinionAnswer.Unknown, [fault]);
}
