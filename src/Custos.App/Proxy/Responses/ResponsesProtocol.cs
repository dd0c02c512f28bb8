using System.Text.Json;
using Custos.App.Proxy.Protocols;

namespace Custos.App.Proxy.Responses;

/// <summary>OpenAI's responses.</summary>
/// <remarks>Source: OpenAI API reference, "Responses".</remarks>
internal sealed class ResponsesProtocol : Protocol
{
    public override string Name => "openai-responses";

    public override string Path => "/v1/responses";

    public override Family Family => Family.OpenAi;

    public override Asked ReadRequest(JsonElement body, JsonPlaces places)
    {
        var texts = new List<AskedText>();
        if (body.TryGetProperty("instructions", out var instructions)) Collect(instructions, Speaker.Operator, places, texts);
        if (JsonPlaces.Inside(body, "prompt") is { } prompt && JsonPlaces.Inside(prompt, "variables") is { ValueKind: JsonValueKind.Object } variables)
        {
            foreach (var variable in variables.EnumerateObject()) Collect(variable.Value, Speaker.User, places, texts);
        }

        if (body.TryGetProperty("input", out var input))
        {
            if (input.ValueKind != JsonValueKind.Array) Collect(input, Speaker.User, places, texts);
            else foreach (var item in input.EnumerateArray()) Collect(item, SpeakerOf(item), places, texts);
        }

        return new Asked
        {
            Model = JsonPlaces.TextOf(body, "model"),
            IsStreamed = body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True,
            User = JsonPlaces.TextOf(body, "safety_identifier") ?? JsonPlaces.TextOf(body, "user"),
            Conversation = JsonPlaces.TextOf(body, "conversation") ?? (JsonPlaces.Inside(body, "conversation") is { } conversation ? JsonPlaces.TextOf(conversation, "id") : null),
            Texts = texts,
        };
    }

    public override Answer ReadAnswer(JsonElement body, JsonPlaces places)
    {
        var texts = new List<SaidText>();
        var calls = new List<SaidCall>();
        var refused = false;
        foreach (var item in JsonPlaces.Each(body, "output"))
        {
            foreach (var (text, isRefusal) in TextsOf(item))
            {
                texts.Add(new SaidText(JsonPlaces.TextOf(text), places.Of(text)));
                refused |= isRefusal;
            }

            if (CallOf(item) is var (tool, arguments)) calls.Add(new SaidCall(tool, JsonPlaces.TextOf(arguments), places.Of(arguments), IsText: true));
        }

        var ending = EndingOf(body);
        return new Answer { Texts = texts, Calls = calls, Ending = ending with { Refused = ending.Refused || refused } };
    }

    public override StreamReading ReadStream() => new ResponsesStream();

    public override byte[] Instead(Asked asked, string id, DateTimeOffset at, string message, Ending ending) =>
        EventText.Json(json => Members(json, asked.Model, $"resp_{id}", at, "incomplete", output => Item(output, $"msg_{id}", "incomplete", message), ending));

    public override byte[] InsteadStreamed(Asked asked, string id, DateTimeOffset at, string message) =>
        new ResponsesStream(asked.Model, $"resp_{id}").EndWith(message, at, static _ => "");

    /// <summary>The texts of an item: what it says, refusals, chains of thought and their summaries.</summary>
    internal static IEnumerable<(JsonElement Text, bool IsRefusal)> TextsOf(JsonElement item)
    {
        foreach (var member in (string[])["summary", "content"])
        {
            foreach (var part in JsonPlaces.Each(item, member))
            {
                if (JsonPlaces.TextOf(part, "text") is not null) yield return (part.GetProperty("text"), false);
                else if (JsonPlaces.TextOf(part, "refusal") is not null) yield return (part.GetProperty("refusal"), true);
            }
        }
    }

    /// <summary>The tool that an item calls, with its arguments; null for an item that calls none.</summary>
    internal static (string Tool, JsonElement Arguments)? CallOf(JsonElement item)
    {
        if (ToolOf(item) is not { } tool) return null;
        foreach (var member in (ReadOnlySpan<string>)["arguments", "input", "code"])
        {
            if (item.TryGetProperty(member, out var arguments) && arguments.ValueKind == JsonValueKind.String) return (tool, arguments);
        }

        return null;
    }

    /// <summary>The tool's name, for items that call one; tools that the model's server runs itself bear the name of their item.</summary>
    internal static string? ToolOf(JsonElement item) => JsonPlaces.TextOf(item, "type") switch
    {
        "function_call" or "custom_tool_call" or "mcp_call" => JsonPlaces.TextOf(item, "name") ?? "",
        { } type when type.EndsWith("_call", StringComparison.Ordinal) => type[..^"_call".Length],
        _ => null,
    };

    /// <summary>How a response says that it ended.</summary>
    internal static Ending EndingOf(JsonElement response)
    {
        var reason = JsonPlaces.Inside(response, "incomplete_details") is { } details ? JsonPlaces.TextOf(details, "reason") : null;
        var ending = new Ending { StopReason = reason ?? JsonPlaces.TextOf(response, "status"), Refused = reason == "content_filter" };
        return JsonPlaces.Inside(response, "usage") is not { } usage ? ending : ending with
        {
            InputTokens = JsonPlaces.NumberOf(usage, "input_tokens"),
            OutputTokens = JsonPlaces.NumberOf(usage, "output_tokens"),
            CachedTokens = JsonPlaces.Inside(usage, "input_tokens_details") is { } cached ? JsonPlaces.NumberOf(cached, "cached_tokens") : null,
        };
    }

    /// <summary>The members of a response that Custos writes itself.</summary>
    internal static void Members(Utf8JsonWriter json, string? model, string id, DateTimeOffset at, string status, Action<Utf8JsonWriter>? item, Ending ending)
    {
        json.WriteString("id", id);
        json.WriteString("object", "response");
        json.WriteNumber("created_at", at.ToUnixTimeSeconds());
        json.WriteString("status", status);
        json.WriteNull("error");
        if (status == "incomplete")
        {
            json.WriteStartObject("incomplete_details");
            json.WriteString("reason", "content_filter");
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("incomplete_details");
        }

        json.WriteNull("instructions");
        json.WriteString("model", model ?? "");
        json.WriteStartArray("output");
        item?.Invoke(json);
        json.WriteEndArray();
        json.WriteBoolean("parallel_tool_calls", true);
        json.WriteNull("temperature");
        json.WriteString("tool_choice", "auto");
        json.WriteStartArray("tools");
        json.WriteEndArray();
        json.WriteNull("top_p");
        json.WriteStartObject("metadata");
        json.WriteEndObject();
        if (status != "incomplete") return;
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", ending.InputTokens ?? 0);
        json.WriteStartObject("input_tokens_details");
        json.WriteNumber("cached_tokens", ending.CachedTokens ?? 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", ending.OutputTokens ?? 0);
        json.WriteStartObject("output_tokens_details");
        json.WriteNumber("reasoning_tokens", 0);
        json.WriteEndObject();
        json.WriteNumber("total_tokens", (ending.InputTokens ?? 0) + (ending.OutputTokens ?? 0));
        json.WriteEndObject();
    }

    /// <summary>A message as an item of the output; without a text where it has only begun.</summary>
    internal static void Item(Utf8JsonWriter json, string id, string status, string? text)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", "message");
        json.WriteString("status", status);
        json.WriteString("role", "assistant");
        json.WriteStartArray("content");
        if (text is not null) Part(json, text);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A part of a message.</summary>
    internal static void Part(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "output_text");
        json.WriteString("text", text);
        json.WriteStartArray("annotations");
        json.WriteEndArray();
        json.WriteStartArray("logprobs");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Speaker SpeakerOf(JsonElement item) => (JsonPlaces.TextOf(item, "type"), JsonPlaces.TextOf(item, "role")) switch
    {
        (_, "system" or "developer") => Speaker.Operator,
        (_, "assistant") => Speaker.Model,
        ({ } type, _) when type.EndsWith("_output", StringComparison.Ordinal) => Speaker.Tool,
        ("reasoning", _) => Speaker.Model,
        _ => Speaker.User,
    };
}
