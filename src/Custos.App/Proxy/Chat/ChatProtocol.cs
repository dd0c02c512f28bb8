using System.Text.Json;
using Custos.App.Proxy.Protocols;

namespace Custos.App.Proxy.Chat;

/// <summary>OpenAI's chat completions, which most model servers speak.</summary>
/// <remarks>Source: OpenAI API reference, "Chat completions".</remarks>
internal sealed class ChatProtocol : Protocol
{
    public override string Name => "openai-chat";

    public override string Path => "/v1/chat/completions";

    public override Family Family => Family.OpenAi;

    public override Asked ReadRequest(JsonElement body, JsonPlaces places)
    {
        var texts = new List<AskedText>();
        foreach (var message in JsonPlaces.Each(body, "messages"))
        {
            if (message.ValueKind == JsonValueKind.Object) Collect(message, SpeakerOf(JsonPlaces.TextOf(message, "role")), places, texts);
        }

        if (JsonPlaces.Inside(body, "prediction") is { } prediction) Collect(prediction, Speaker.Model, places, texts);
        return new Asked
        {
            Model = JsonPlaces.TextOf(body, "model"),
            IsStreamed = body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True,
            User = JsonPlaces.TextOf(body, "safety_identifier") ?? JsonPlaces.TextOf(body, "user"),
            Texts = texts,
        };
    }

    public override Answer ReadAnswer(JsonElement body, JsonPlaces places)
    {
        var texts = new List<SaidText>();
        var calls = new List<SaidCall>();
        var ending = UsageOf(body);
        foreach (var choice in JsonPlaces.Each(body, "choices"))
        {
            if (JsonPlaces.Inside(choice, "message") is not { } message) continue;
            foreach (var name in ChatStream.TextMembers)
            {
                if (JsonPlaces.TextOf(message, name) is { Length: > 0 } text) texts.Add(new SaidText(text, places.Of(message.GetProperty(name))));
            }

            foreach (var call in JsonPlaces.Each(message, "tool_calls")) AddCall(call, places, calls);
            if (JsonPlaces.Inside(message, "function_call") is { } function) Add(function, "arguments", places, calls);
            ending = ending.Then(new Ending
            {
                StopReason = JsonPlaces.TextOf(choice, "finish_reason"),
                Refused = JsonPlaces.TextOf(choice, "finish_reason") == "content_filter" || JsonPlaces.TextOf(message, "refusal") is not null,
            });
        }

        return new Answer { Texts = texts, Calls = calls, Ending = ending };
    }

    public override StreamReading ReadStream() => new ChatStream();

    public override byte[] Instead(Asked asked, string id, DateTimeOffset at, string message, Ending ending) => EventText.Json(json =>
    {
        Begin(json, "chat.completion", $"chatcmpl-{id}", asked.Model, at.ToUnixTimeSeconds());
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", 0);
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", message);
        json.WriteNull("refusal");
        json.WriteEndObject();
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", "content_filter");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", ending.InputTokens ?? 0);
        json.WriteNumber("completion_tokens", ending.OutputTokens ?? 0);
        json.WriteNumber("total_tokens", (ending.InputTokens ?? 0) + (ending.OutputTokens ?? 0));
        json.WriteEndObject();
    });

    public override byte[] InsteadStreamed(Asked asked, string id, DateTimeOffset at, string message)
    {
        var stream = new ChatStream(asked.Model, $"chatcmpl-{id}", at.ToUnixTimeSeconds());
        return stream.EndWith(message, at, static _ => "");
    }

    /// <summary>The members that every answer and chunk begins with.</summary>
    internal static void Begin(Utf8JsonWriter json, string kind, string id, string? model, long created)
    {
        json.WriteString("id", id);
        json.WriteString("object", kind);
        json.WriteNumber("created", created);
        json.WriteString("model", model ?? "");
    }

    /// <summary>What was used, where the body says it.</summary>
    internal static Ending UsageOf(JsonElement body) => JsonPlaces.Inside(body, "usage") is not { } usage ? new Ending() : new Ending
    {
        InputTokens = JsonPlaces.NumberOf(usage, "prompt_tokens"),
        OutputTokens = JsonPlaces.NumberOf(usage, "completion_tokens"),
        CachedTokens = JsonPlaces.Inside(usage, "prompt_tokens_details") is { } details ? JsonPlaces.NumberOf(details, "cached_tokens") : null,
    };

    private static void AddCall(JsonElement call, JsonPlaces places, List<SaidCall> calls)
    {
        if (JsonPlaces.Inside(call, "function") is { } function) Add(function, "arguments", places, calls);
        if (JsonPlaces.Inside(call, "custom") is { } custom) Add(custom, "input", places, calls);
    }

    private static void Add(JsonElement function, string member, JsonPlaces places, List<SaidCall> calls)
    {
        if (JsonPlaces.TextOf(function, "name") is { } name && JsonPlaces.TextOf(function, member) is { } arguments)
        {
            calls.Add(new SaidCall(name, arguments, places.Of(function.GetProperty(member)), IsText: true));
        }
    }

    private static Speaker SpeakerOf(string? role) => role switch
    {
        "system" or "developer" => Speaker.Operator,
        "assistant" => Speaker.Model,
        "tool" or "function" => Speaker.Tool,
        _ => Speaker.User,
    };
}
