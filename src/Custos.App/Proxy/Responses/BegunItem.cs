using System.Text.Json;

namespace Custos.App.Proxy.Responses;

/// <summary>An item of the output whose beginning was heard: what it is, and what stands in it of what went to the client.</summary>
/// <param name="Output">Its place in the output.</param>
/// <param name="Id">Its own.</param>
/// <param name="Type">Message, reasoning, function_call and so on.</param>
/// <param name="Name">The tool's, of a call.</param>
/// <param name="CallId">Of a call.</param>
internal sealed record BegunItem(int Output, string Id, string Type, string? Name, string? CallId)
{
    public static BegunItem Of(int output, JsonElement item) =>
        new(output, JsonPlaces.TextOf(item, "id") ?? "", JsonPlaces.TextOf(item, "type") ?? "message", JsonPlaces.TextOf(item, "name"), JsonPlaces.TextOf(item, "call_id"));

    /// <param name="json">Where to.</param>
    /// <param name="status">Completed, or incomplete where it was cut off.</param>
    /// <param name="went">What went of a channel, by its name; null where none of that name was begun.</param>
    /// <param name="isRefusal">Is the part of this channel a refusal?</param>
    public void Write(Utf8JsonWriter json, string status, Func<string, string?> went, Func<string, bool> isRefusal)
    {
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("type", Type);
        switch (Type)
        {
            case "reasoning":
                WriteParts(json, "summary", went, (text, _) => WritePart(json, "summary_text", "text", text));
                if (went($"{Output}.content.0") is not null) WriteParts(json, "content", went, (text, _) => WritePart(json, "reasoning_text", "text", text));
                break;
            case "message":
                json.WriteString("status", status);
                json.WriteString("role", "assistant");
                WriteParts(json, "content", went, (text, channel) =>
                {
                    if (isRefusal(channel)) WritePart(json, "refusal", "refusal", text);
                    else ResponsesProtocol.Part(json, text);
                });
                break;
            default:
                json.WriteString("status", status);
                if (Name is not null) json.WriteString("name", Name);
                if (CallId is not null) json.WriteString("call_id", CallId);
                if (Name is not null) json.WriteString(Type == "custom_tool_call" ? "input" : "arguments", went($"{Output}") ?? "");
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>A part of an item that is no text of a message.</summary>
    public static void WritePart(Utf8JsonWriter json, string type, string member, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString(member, text);
        json.WriteEndObject();
    }

    private void WriteParts(Utf8JsonWriter json, string member, Func<string, string?> went, Action<string, string> write)
    {
        json.WriteStartArray(member);
        for (var number = 0; went($"{Output}.{member}.{number}") is { } text; number++) write(text, $"{Output}.{member}.{number}");
        json.WriteEndArray();
    }
}
