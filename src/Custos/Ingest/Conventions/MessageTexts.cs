using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Conventions;

/// <summary>What do a list of messages say, in words?</summary>
/// <remarks>
/// Messages are objects with a <c>role</c> and either <c>parts</c> (GenAI from 1.37) or <c>content</c>, a text or a list of parts. They come as the
/// whole value, or as the member <c>messages</c> of an object (requests, Vercel's <c>ai.prompt</c>). What is no list of messages is a text.
/// </remarks>
internal static class MessageTexts
{
    /// <summary>What stands between two texts.</summary>
    public const string Between = "\n\n";

    /// <summary>The texts that came after the model's last words.</summary>
    /// <param name="utf8">The attribute's value, a text or JSON.</param>
    /// <param name="isWhole">Is it all that the value says?</param>
    public static string? Asked(ReadOnlySpan<byte> utf8, out bool isWhole) => Read(utf8, ofModel: false, out isWhole);

    /// <summary>The texts that the model said.</summary>
    /// <inheritdoc cref="Asked"/>
    public static string? Said(ReadOnlySpan<byte> utf8, out bool isWhole) => Read(utf8, ofModel: true, out isWhole);

    /// <summary>Does someone of this role speak for the model?</summary>
    public static bool IsModel(string role) => role is "assistant" or "model" or "ai";

    /// <summary>Are these the application's own instructions?</summary>
    public static bool IsInstruction(string role) => role is "system" or "developer";

    private static string? Read(ReadOnlySpan<byte> utf8, bool ofModel, out bool isWhole)
    {
        isWhole = true;
        var start = utf8.TrimStart(" \t\r\n"u8);
        if (start.Length == 0) return null;
        if (start[0] is not ((byte)'[' or (byte)'{')) return Encoding.UTF8.GetString(utf8);
        try
        {
            var reader = new Utf8JsonReader(start, new JsonReaderOptions { MaxDepth = 4 * AnyValue.MostLevels });
            using var parsed = JsonDocument.ParseValue(ref reader);
            var messages = MessagesOf(parsed.RootElement, ofModel);
            if (messages.Count == 0 || start[(int)reader.BytesConsumed..].TrimStart(" \t\r\n"u8).Length > 0) return Encoding.UTF8.GetString(utf8);
            isWhole = messages.Count == 1;
            return Join(messages, ofModel, ref isWhole);
        }
        catch (JsonException)
        {
            // A text may begin with a bracket.
            return Encoding.UTF8.GetString(utf8);
        }
    }

    // None for what is no message and no list of them.
    private static List<JsonElement> MessagesOf(JsonElement value, bool ofModel)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(ofModel ? "choices" : "messages", out var inside)) value = inside;
        if (value.ValueKind == JsonValueKind.Object) return IsMessage(value) ? [value] : [];
        if (value.ValueKind != JsonValueKind.Array) return [];
        var messages = value.EnumerateArray().ToList();
        return messages.TrueForAll(IsMessage) ? messages : [];
    }

    private static bool IsMessage(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && (value.TryGetProperty("role", out _) || value.TryGetProperty("parts", out _) || value.TryGetProperty("content", out _) || value.TryGetProperty("message", out _));

    private static string? Join(List<JsonElement> messages, bool ofModel, ref bool isWhole)
    {
        var texts = new List<string>();
        foreach (var one in messages)
        {
            var message = one.TryGetProperty("message", out var inside) && inside.ValueKind == JsonValueKind.Object ? inside : one;
            var role = message.TryGetProperty("role", out var named) && named.ValueKind == JsonValueKind.String ? TextOf(named) : "";
            if (!ofModel && IsModel(role)) texts.Clear();
            else if (ofModel || !IsInstruction(role)) AddTexts(message, texts, ref isWhole);
            else isWhole = false;
        }

        return texts.Count > 0 ? string.Join(Between, texts) : null;
    }

    private static void AddTexts(JsonElement message, List<string> to, ref bool isWhole)
    {
        if (!message.TryGetProperty("parts", out var said) && !message.TryGetProperty("content", out said))
        {
            isWhole = false;
            return;
        }

        if (message.TryGetProperty("tool_calls", out _)) isWhole = false;
        if (said.ValueKind == JsonValueKind.String)
        {
            to.Add(TextOf(said));
            return;
        }

        if (said.ValueKind != JsonValueKind.Array)
        {
            isWhole = false;
            return;
        }

        foreach (var part in said.EnumerateArray())
        {
            if (TextOfPart(part) is { } text) to.Add(text);
            else isWhole = false;
        }
    }

    // A part of text: {"type": "text", "content": …} (GenAI), {"type": "text", "text": …} (providers), or the text alone. Reasoning is no answer.
    private static string? TextOfPart(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.String) return TextOf(part);
        if (part.ValueKind != JsonValueKind.Object) return null;
        if (part.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && TextOf(type) is not ("text" or "input_text" or "output_text")) return null;
        return (part.TryGetProperty("content", out var text) || part.TryGetProperty("text", out text)) && text.ValueKind == JsonValueKind.String ? TextOf(text) : null;
    }

    // The framework's own reading refuses half a surrogate pair and bytes that are not UTF-8.
    private static string TextOf(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (raw.IndexOf((byte)'\\') < 0) return Encoding.UTF8.GetString(raw);
        var unescaped = new byte[raw.Length];
        return Encoding.UTF8.GetString(unescaped.AsSpan(0, JsonUnescaping.Unescape(raw, unescaped)));
    }
}
