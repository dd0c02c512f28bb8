using System.Text;
using System.Text.Json;

namespace Custos.SlowTests.Clients;

/// <summary>What does a client read in a stream, whichever protocol it speaks?</summary>
/// <param name="Said">Text, and refusals where the protocol has a place for them.</param>
/// <param name="Reasoning">What the model thought.</param>
/// <param name="Arguments">Of tool calls, one after another.</param>
/// <param name="Calls">How many tool calls were begun.</param>
/// <param name="Stop">The protocol's word for why it ended; null where it did not say.</param>
/// <param name="IsWhole">Did it end as the protocol ends?</param>
internal sealed record StreamedText(string Said, string Reasoning, string Arguments, int Calls, string? Stop, bool IsWhole)
{
    public static StreamedText Of(byte[] stream)
    {
        var (said, reasoning, arguments) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        var (calls, isWhole, stop) = (0, false, (string?)null);
        foreach (var line in Encoding.UTF8.GetString(stream).ReplaceLineEndings("\n").Split('\n'))
        {
            if (line == "data: [DONE]") isWhole = true;
            if (!line.StartsWith("data: {", StringComparison.Ordinal) || Parsed(line["data: ".Length..]) is not { } data) continue;
            var type = Text(data, "type");
            isWhole |= type is "message_stop" or "response.completed" or "response.incomplete";
            stop = type switch { "response.completed" => "completed", "response.incomplete" => "incomplete", _ => stop };
            var delta = data.TryGetProperty("delta", out var own) ? own : data.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0 ? choices[0].GetProperty("delta") : default;
            if (data.TryGetProperty("choices", out choices) && choices.GetArrayLength() > 0) stop = Text(choices[0], "finish_reason") ?? stop;
            if (data.TryGetProperty("content_block", out var block) && Text(block, "type") == "tool_use") calls++;
            if (type == "response.output_item.added" && Text(data.GetProperty("item"), "type") == "function_call") calls++;
            if (delta.ValueKind == JsonValueKind.String)
            {
                (type switch { "response.function_call_arguments.delta" => arguments, "response.reasoning_summary_text.delta" => reasoning, _ => said }).Append(delta.GetString());
            }
            else if (delta.ValueKind == JsonValueKind.Object)
            {
                stop = Text(delta, "stop_reason") ?? stop;
                said.Append(Text(delta, "content")).Append(Text(delta, "refusal")).Append(Text(delta, "text"));
                reasoning.Append(Text(delta, "reasoning_content")).Append(Text(delta, "thinking"));
                arguments.Append(Text(delta, "partial_json"));
                if (!delta.TryGetProperty("tool_calls", out var pieces)) continue;
                foreach (var piece in pieces.EnumerateArray())
                {
                    calls += piece.TryGetProperty("id", out _) ? 1 : 0;
                    arguments.Append(Text(piece.GetProperty("function"), "arguments"));
                }
            }
        }

        return new StreamedText(said.ToString(), reasoning.ToString(), arguments.ToString(), calls, stop, isWhole);
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Parsed(string json)
    {
        try
        {
            return JsonDocument.Parse(json).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
