using System.Text;
using System.Text.Json;

namespace Custos.App.Simulation.Replies;

/// <summary>What does the body of a request say? Read as leniently as a simulated model can be, and as strictly as the real address where clients rely on the error.</summary>
internal static class CallReader
{
    /// <returns>The call, or the error that the real address answers.</returns>
    public static (UpstreamCall? Call, SimulatedError? Error) Read(Protocol protocol, Seed seed, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return (null, new SimulatedError(400, "The body is not a JSON object."));
        if (Text(body, "model") is not { Length: > 0 } model)
        {
            if (protocol != Protocol.Moderations) return (null, Missing(protocol, "model"));
            model = "omni-moderation-latest";
        }

        var conversation = protocol switch { Protocol.Responses or Protocol.Moderations => "input", _ => "messages" };
        if (!body.TryGetProperty(conversation, out var said) || said.ValueKind is JsonValueKind.Null) return (null, Missing(protocol, conversation));
        if (protocol == Protocol.Messages && !body.TryGetProperty("max_tokens", out _)) return (null, Missing(protocol, "max_tokens"));
        if (said.ValueKind == JsonValueKind.Array && said.GetArrayLength() == 0 && protocol != Protocol.Moderations)
        {
            return (null, new SimulatedError(400, protocol is Protocol.Messages or Protocol.TokenCount ? "messages: at least one message is required" : $"Invalid '{conversation}': empty array. Expected an array with minimum length 1, but got an empty array instead.") { Code = "empty_array", Parameter = conversation });
        }

        var heard = new Conversation();
        if (protocol != Protocol.Moderations) heard.Read(said);
        return (new UpstreamCall
        {
            Protocol = protocol,
            Model = model,
            Seed = seed,
            Body = body,
            Streams = Is(body, "stream"),
            IncludesUsage = body.TryGetProperty("stream_options", out var options) && options.ValueKind == JsonValueKind.Object && Is(options, "include_usage"),
            Choices = protocol == Protocol.Chat && body.TryGetProperty("n", out var n) && n.TryGetInt32(out var choices) ? Math.Clamp(choices, 1, 128) : 1,
            UserText = heard.UserText,
            ToolResult = heard.ToolResult,
            Turn = heard.Turns + (Text(body, "previous_response_id") is null ? 0 : 1),
            Images = heard.Images,
            Tools = ToolsOf(body),
            Characters = heard.Characters + (Text(body, "system") ?? Text(body, "instructions") ?? "").Length,
        }, null);
    }

    private static SimulatedError Missing(Protocol protocol, string name) => protocol is Protocol.Messages or Protocol.TokenCount
        ? new SimulatedError(400, $"{name}: Field required")
        : new SimulatedError(400, $"Missing required parameter: '{name}'.") { Code = "missing_required_parameter", Parameter = name };

    private static List<OfferedTool> ToolsOf(JsonElement body)
    {
        var tools = new List<OfferedTool>();
        if (!body.TryGetProperty("tools", out var offered) || offered.ValueKind != JsonValueKind.Array) return tools;
        foreach (var tool in offered.EnumerateArray())
        {
            if (tool.ValueKind != JsonValueKind.Object) continue;
            var described = tool.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object ? function : tool;
            if (Text(described, "name") is { } name) tools.Add(new OfferedTool(name, described.TryGetProperty("parameters", out var schema) || described.TryGetProperty("input_schema", out schema) ? schema : default));
        }

        if (!body.TryGetProperty("tool_choice", out var choice)) return tools;
        if (choice.ValueKind == JsonValueKind.String) return choice.GetString() == "none" ? [] : tools;
        if (choice.ValueKind != JsonValueKind.Object) return tools;
        if (Text(choice, "type") == "none") return [];
        var only = Text(choice, "name") ?? (choice.TryGetProperty("function", out var chosen) && chosen.ValueKind == JsonValueKind.Object ? Text(chosen, "name") : null);
        return only is null ? tools : tools.FindAll(tool => tool.Name == only);
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Is(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>What was said, in any of the three protocols: they differ in names, which do not clash.</summary>
    private sealed class Conversation
    {
        private bool _modelSpoke;

        public string UserText { get; private set; } = "";

        public string? ToolResult { get; private set; }

        public int Turns { get; private set; }

        public int Images { get; private set; }

        public long Characters { get; private set; }

        public void Read(JsonElement said)
        {
            if (said.ValueKind == JsonValueKind.String)
            {
                UserText = said.GetString()!;
                Characters += UserText.Length;
                return;
            }

            if (said.ValueKind != JsonValueKind.Array) return;
            foreach (var item in said.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Object) ReadItem(item);
            }
        }

        private void ReadItem(JsonElement item)
        {
            var role = Text(item, "role");
            var type = Text(item, "type");
            if (role == "assistant" || type is "function_call" or "reasoning")
            {
                // A model's reasoning, its words and its calls are one turn, in however many items they come.
                if (!_modelSpoke) Turns++;
                _modelSpoke = true;
                ToolResult = null;
                if (item.TryGetProperty("content", out var content)) _ = TextOf(content);
                return;
            }

            _modelSpoke = false;
            if (role == "tool" || type == "function_call_output")
            {
                ToolResult = Joined(ToolResult, TextOf(item.TryGetProperty("output", out var output) || item.TryGetProperty("content", out output) ? output : default));
            }
            else if (role == "user" && item.TryGetProperty("content", out var content))
            {
                ReadUser(content);
            }
            else if (item.TryGetProperty("content", out var other))
            {
                _ = TextOf(other);
            }
        }

        // Anthropic's tool results stand among the user's own blocks.
        private void ReadUser(JsonElement content)
        {
            var results = content.ValueKind == JsonValueKind.Array
                ? content.EnumerateArray().Where(block => block.ValueKind == JsonValueKind.Object && Text(block, "type") == "tool_result").ToList()
                : [];
            if (results.Count == 0)
            {
                UserText = TextOf(content);
                ToolResult = null;
                return;
            }

            foreach (var result in results) ToolResult = Joined(ToolResult, TextOf(result.TryGetProperty("content", out var inner) ? inner : default));
        }

        private string TextOf(JsonElement content)
        {
            if (content.ValueKind == JsonValueKind.String)
            {
                var text = content.GetString()!;
                Characters += text.Length;
                return text;
            }

            if (content.ValueKind != JsonValueKind.Array) return "";
            var all = new StringBuilder();
            foreach (var block in content.EnumerateArray())
            {
                if (block.ValueKind != JsonValueKind.Object) continue;
                if (Text(block, "type") is "image" or "image_url" or "input_image") Images++;
                if (Text(block, "text") is { } text) all.Append(all.Length > 0 ? "\n" : "").Append(text);
            }

            Characters += all.Length;
            return all.ToString();
        }

        private static string Joined(string? before, string text) => before is null ? text : $"{before}\n{text}";
    }
}
