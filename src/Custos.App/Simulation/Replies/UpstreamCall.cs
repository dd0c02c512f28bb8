using System.Text.Json;

namespace Custos.App.Simulation.Replies;

/// <summary>Which of an upstream's addresses was called?</summary>
internal enum Protocol
{
    /// <summary>OpenAI's <c>POST /v1/chat/completions</c>.</summary>
    Chat,

    /// <summary>OpenAI's <c>POST /v1/responses</c>.</summary>
    Responses,

    /// <summary>Anthropic's <c>POST /v1/messages</c>.</summary>
    Messages,

    /// <summary>Anthropic's <c>POST /v1/messages/count_tokens</c>.</summary>
    TokenCount,

    /// <summary>OpenAI's <c>POST /v1/moderations</c>.</summary>
    Moderations,
}

/// <summary>What does a request ask of a model, whichever protocol it speaks?</summary>
internal sealed record UpstreamCall
{
    // A rule of thumb of English text. The figures are simulated, like the words.
    private const int CharactersPerToken = 4;

    public required Protocol Protocol { get; init; }

    public required string Model { get; init; }

    public required Seed Seed { get; init; }

    /// <summary>The request's whole body.</summary>
    public required JsonElement Body { get; init; }

    public bool Streams { get; init; }

    /// <summary>OpenAI's <c>stream_options.include_usage</c>.</summary>
    public bool IncludesUsage { get; init; }

    /// <summary>OpenAI's <c>n</c>.</summary>
    public int Choices { get; init; } = 1;

    /// <summary>Which of the choices is being answered, from 0.</summary>
    public int Choice { get; init; }

    /// <summary>The user's last text; empty where there is none.</summary>
    public string UserText { get; init; } = "";

    /// <summary>What tools answered, where that is the last that was said; else null.</summary>
    public string? ToolResult { get; init; }

    /// <summary>How often the model has spoken already in the conversation.</summary>
    public int Turn { get; init; }

    public int Images { get; init; }

    /// <summary>Those that may be called: none where the request forbids it, one where it asks for that one.</summary>
    public IReadOnlyList<OfferedTool> Tools { get; init; } = [];

    /// <summary>All characters of texts in the request.</summary>
    public long Characters { get; init; }

    public long InputTokens => TokensOf(Characters) + (Images * 85L);

    public static long TokensOf(long characters) => (characters + CharactersPerToken - 1) / CharactersPerToken;

    public static long TokensOf(Reply reply) => reply.Parts.Sum(part => TokensOf(part.Text.Length));

    public static long ReasoningTokensOf(Reply reply) => reply.Parts.OfType<ReplyPart.Reason>().Sum(part => TokensOf(part.Text.Length));
}

/// <summary>A tool that a request offers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">The JSON Schema of its arguments; undefined where the request gives none.</param>
internal sealed record OfferedTool(string Name, JsonElement Schema)
{
    /// <summary>Arguments that fit the schema's outermost level, as far as its types go.</summary>
    /// <param name="text">What stands in every text.</param>
    public string ArgumentsSaying(string text)
    {
        var arguments = new System.Text.Json.Nodes.JsonObject();
        if (Schema.ValueKind == JsonValueKind.Object && Schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject()) arguments[property.Name] = ValueOf(property.Value, text);
        }
        else
        {
            arguments["text"] = text;
        }

        return arguments.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static System.Text.Json.Nodes.JsonNode? ValueOf(JsonElement schema, string text)
    {
        if (schema.ValueKind != JsonValueKind.Object) return text;
        if (schema.TryGetProperty("enum", out var known) && known.ValueKind == JsonValueKind.Array && known.GetArrayLength() > 0) return System.Text.Json.Nodes.JsonNode.Parse(known[0].GetRawText());
        return (schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null) switch
        {
            "integer" or "number" => 1,
            "boolean" => true,
            "array" => new System.Text.Json.Nodes.JsonArray(),
            "object" => new System.Text.Json.Nodes.JsonObject(),
            "null" => null,
            _ => text,
        };
    }
}
