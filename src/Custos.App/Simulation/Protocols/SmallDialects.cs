using System.Text.Json;
using Custos.App.Api;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Protocols;

/// <summary>Anthropic's count of the tokens of a request.</summary>
internal sealed class TokenCountDialect : Dialect
{
    public static TokenCountDialect Instance { get; } = new();

    public override string RequestIdHeader => MessagesDialect.Instance.RequestIdHeader;

    public override int StatusOf(SimulatedError error) => error.Status;

    public override void WriteError(Utf8JsonWriter json, Seed seed, SimulatedError error) => MessagesDialect.WriteErrorOf(json, seed, error);

    public override void WriteWhole(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies)
    {
        output.Json.WriteStartObject();
        output.Json.WriteNumber("input_tokens"u8, call.InputTokens);
        output.WriteUnknownFields();
        output.Json.WriteEndObject();
        output.EndJson();
    }
}

/// <summary>OpenAI's moderations, by a classifier that reads only names: a text is of each category whose name stands in it.</summary>
internal sealed class ModerationsDialect : Dialect
{
    private const double ScoreOfNamed = 0.98;

    public static ModerationsDialect Instance { get; } = new();

    public override string RequestIdHeader => "x-request-id";

    public override int StatusOf(SimulatedError error) => error.OpenAiStatus;

    public override void WriteError(Utf8JsonWriter json, Seed seed, SimulatedError error) => OpenAiErrors.Write(json, error);

    public override void WriteWhole(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies)
    {
        var json = output.Json;
        json.WriteStartObject();
        json.WriteString("id"u8, call.Seed.Id("modr-"));
        json.WriteString("model"u8, call.Model);
        json.WriteStartArray("results"u8);
        foreach (var text in TextsOf(call.Body.GetProperty("input"))) WriteResult(json, text);
        json.WriteEndArray();
        output.WriteUnknownFields();
        json.WriteEndObject();
        output.EndJson();
    }

    // An array of texts is as many inputs; an array of typed parts is one.
    private static List<string> TextsOf(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.String) return [input.GetString()!];
        if (input.ValueKind != JsonValueKind.Array) return [];
        if (input.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)) return [.. input.EnumerateArray().Select(one => one.GetString()!)];
        return [string.Join('\n', input.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String).Select(one => one.GetProperty("text").GetString()))];
    }

    private static void WriteResult(Utf8JsonWriter json, string text)
    {
        var isNamed = ModerationCategories.All.ToDictionary(name => name, name => text.Contains(name, StringComparison.OrdinalIgnoreCase), StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteBoolean("flagged"u8, isNamed.ContainsValue(true));
        json.WriteStartObject("categories"u8);
        foreach (var (name, named) in isNamed) json.WriteBoolean(name, named);
        json.WriteEndObject();
        json.WriteStartObject("category_scores"u8);
        foreach (var (name, named) in isNamed) json.WriteNumber(name, named ? ScoreOfNamed : Seed.Of(name, System.Text.Encoding.UTF8.GetBytes(text)).Below(1000, "score") * 1e-5);
        json.WriteEndObject();
        json.WriteStartObject("category_applied_input_types"u8);
        foreach (var name in isNamed.Keys)
        {
            json.WriteStartArray(name);
            json.WriteStringValue("text"u8);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
