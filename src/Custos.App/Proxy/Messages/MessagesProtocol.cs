using System.Text.Json;
using Custos.App.Proxy.Protocols;

namespace Custos.App.Proxy.Messages;

/// <summary>Anthropic's messages.</summary>
/// <remarks>Source: Anthropic API reference, "Messages".</remarks>
internal sealed class MessagesProtocol : Protocol
{
    public override string Name => "anthropic-messages";

    public override string Path => "/v1/messages";

    public override Family Family => Family.Anthropic;

    public override Asked ReadRequest(JsonElement body, JsonPlaces places)
    {
        var texts = new List<AskedText>();
        if (body.TryGetProperty("system", out var system)) Collect(system, Speaker.Operator, places, texts);
        foreach (var message in JsonPlaces.Each(body, "messages"))
        {
            if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("content", out var content)) continue;
            var speaker = JsonPlaces.TextOf(message, "role") == "assistant" ? Speaker.Model : Speaker.User;
            if (content.ValueKind != JsonValueKind.Array) Collect(content, speaker, places, texts);
            else foreach (var block in content.EnumerateArray()) Collect(block, JsonPlaces.TextOf(block, "type") == "tool_result" ? Speaker.Tool : speaker, places, texts);
        }

        return new Asked
        {
            Model = JsonPlaces.TextOf(body, "model"),
            IsStreamed = body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True,
            User = JsonPlaces.Inside(body, "metadata") is { } metadata ? JsonPlaces.TextOf(metadata, "user_id") : null,
            Texts = texts,
        };
    }

    public override Answer ReadAnswer(JsonElement body, JsonPlaces places)
    {
        var texts = new List<SaidText>();
        var calls = new List<SaidCall>();
        foreach (var block in JsonPlaces.Each(body, "content"))
        {
            if (JsonPlaces.TextOf(block, "name") is { } tool && JsonPlaces.Inside(block, "input") is { } input)
            {
                calls.Add(new SaidCall(tool, input.GetRawText(), places.Of(input), IsText: false));
            }
            else if (JsonPlaces.TextOf(block, "thinking") is { } thought)
            {
                texts.Add(new SaidText(thought, places.Of(block.GetProperty("thinking"))));
            }
            else
            {
                var said = new List<AskedText>();
                Collect(block, Speaker.Model, places, said);
                texts.AddRange(said.Select(one => new SaidText(one.Text, one.Place)));
            }
        }

        var reason = JsonPlaces.TextOf(body, "stop_reason");
        return new Answer { Texts = texts, Calls = calls, Ending = UsageOf(body).Then(new Ending { StopReason = reason, Refused = reason == "refusal" }) };
    }

    public override StreamReading ReadStream() => new MessagesStream();

    public override byte[] Instead(Asked asked, string id, DateTimeOffset at, string message, Ending ending) => EventText.Json(json =>
    {
        Begin(json, $"msg_{id}", asked.Model);
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", message);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("stop_reason", "refusal");
        json.WriteNull("stop_sequence");
        Usage(json, ending);
    });

    public override byte[] InsteadStreamed(Asked asked, string id, DateTimeOffset at, string message) =>
        new MessagesStream(asked.Model, $"msg_{id}").EndWith(message, at, static _ => "");

    /// <summary>The members that every message begins with.</summary>
    internal static void Begin(Utf8JsonWriter json, string id, string? model)
    {
        json.WriteString("id", id);
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", model ?? "");
    }

    internal static void Usage(Utf8JsonWriter json, Ending ending)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", ending.InputTokens ?? 0);
        json.WriteNumber("output_tokens", ending.OutputTokens ?? 0);
        json.WriteEndObject();
    }

    /// <summary>What was used, where the body says it. Anthropic counts what its cache gave and took apart from the rest of the input.</summary>
    internal static Ending UsageOf(JsonElement body)
    {
        if (JsonPlaces.Inside(body, "usage") is not { } usage) return new Ending();
        var (input, read, written) = (JsonPlaces.NumberOf(usage, "input_tokens"), JsonPlaces.NumberOf(usage, "cache_read_input_tokens"), JsonPlaces.NumberOf(usage, "cache_creation_input_tokens"));
        return new Ending { InputTokens = input is null ? null : input + (read ?? 0) + (written ?? 0), CachedTokens = read, OutputTokens = JsonPlaces.NumberOf(usage, "output_tokens") };
    }
}
