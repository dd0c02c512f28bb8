using System.Text.Json.Serialization;

namespace Custos.Providers.Models;

/// <summary>What a model answered, as it is kept in a file.</summary>
internal sealed record RecordedAnswer(string? Model, string Text, long? InputTokens, long? OutputTokens);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RecordedAnswer))]
internal sealed partial class RecordedAnswerJson : JsonSerializerContext;
