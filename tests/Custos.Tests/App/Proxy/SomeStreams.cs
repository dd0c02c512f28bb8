using System.Text;
using System.Text.Json;
using Custos.App.Proxy.Chat;
using Custos.App.Proxy.Messages;
using Custos.App.Proxy.Protocols;
using Custos.App.Proxy.Responses;

namespace Custos.Tests.App.Proxy;

/// <summary>Streams of each protocol that say a text in given pieces, and what a client reads from one.</summary>
internal static class SomeStreams
{
    public static IReadOnlyList<Protocol> Protocols { get; } = [new ChatProtocol(), new ResponsesProtocol(), new MessagesProtocol()];

    public static Protocol Named(string name) => Protocols.Single(protocol => protocol.Name == name);

    /// <summary>A stream of one text, or of one chain of thought.</summary>
    public static string Text(string protocol, IReadOnlyList<string> pieces, bool isThought = false) => protocol switch
    {
        "openai-chat" => string.Concat(pieces.Select(piece => Chunk($$"""{"{{(isThought ? "reasoning_content" : "content")}}":{{Json(piece)}}}""", "null")).Append(Chunk("{}", "\"stop\"")).Append("data: [DONE]\n\n")),
        "anthropic-messages" => MessagesStart + Event("content_block_start", isThought ? """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""" : """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")
            + string.Concat(pieces.Select(piece => Event("content_block_delta", isThought
                ? $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":{{{Json(piece)}}} } }"""
                : $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":{{{Json(piece)}}} } }""")))
            + Event("content_block_stop", """{"type":"content_block_stop","index":0}""") + MessagesEnd,
        _ => ResponsesText(pieces, isThought),
    };

    /// <summary>A stream of one tool call.</summary>
    public static string Call(string protocol, string tool, IReadOnlyList<string> pieces) => protocol switch
    {
        "openai-chat" => Chunk($$$"""{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":{{{Json(tool)}}},"arguments":""}}]}""", "null")
            + string.Concat(pieces.Select(piece => Chunk($$$"""{"tool_calls":[{"index":0,"function":{"arguments":{{{Json(piece)}}} } }]}""", "null"))) + Chunk("{}", "\"tool_calls\"") + "data: [DONE]\n\n",
        "anthropic-messages" => MessagesStart + Event("content_block_start", $$$"""{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t1","name":{{{Json(tool)}}},"input":{} } }""")
            + string.Concat(pieces.Select(piece => Event("content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":{{{Json(piece)}}} } }""")))
            + Event("content_block_stop", """{"type":"content_block_stop","index":0}""") + MessagesEnd,
        _ => ResponsesCall(tool, pieces),
    };

    /// <summary>The texts, thoughts and arguments that a client puts together from a stream, as one.</summary>
    public static string SaidIn(string protocol, string stream)
    {
        var said = new StringBuilder();
        foreach (var data in stream.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)))
        {
            using var parsed = JsonDocument.Parse(data[6..]);
            var root = parsed.RootElement;
            foreach (var piece in PiecesOf(protocol, root)) said.Append(piece);
        }

        return said.ToString();
    }

    private static IEnumerable<string> PiecesOf(string protocol, JsonElement root)
    {
        switch (protocol)
        {
            case "openai-chat" when root.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0:
                var delta = choices[0].GetProperty("delta");
                foreach (var name in (string[])["content", "reasoning_content"])
                {
                    if (delta.TryGetProperty(name, out var text)) yield return text.GetString()!;
                }

                if (delta.TryGetProperty("tool_calls", out var calls)) yield return calls[0].GetProperty("function").GetProperty("arguments").GetString()!;
                break;
            case "anthropic-messages" when root.GetProperty("type").GetString() == "content_block_delta":
                foreach (var member in root.GetProperty("delta").EnumerateObject().Where(member => member.Name is "text" or "thinking" or "partial_json")) yield return member.Value.GetString()!;
                break;
            case "openai-responses" when root.GetProperty("type").GetString()!.EndsWith(".delta", StringComparison.Ordinal):
                yield return root.GetProperty("delta").GetString()!;
                break;
        }
    }

    private static string ResponsesText(IReadOnlyList<string> pieces, bool isThought)
    {
        var whole = Json(string.Concat(pieces));
        var kind = isThought ? "reasoning_summary_text" : "output_text";
        var place = isThought ? "\"summary_index\":0" : "\"content_index\":0";
        var item = isThought
            ? $$$"""{"id":"i1","type":"reasoning","summary":[{"type":"summary_text","text":{{{whole}}}}]}"""
            : $$$"""{"id":"i1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":{{{whole}}},"annotations":[]}]}""";
        var events = new List<string>
        {
            """{"type":"response.created","response":{"id":"resp_1","model":"m","status":"in_progress","output":[]}}""",
            $$$"""{"type":"response.output_item.added","output_index":0,"item":{"id":"i1","type":"{{{(isThought ? "reasoning" : "message")}}}"}}""",
        };
        events.AddRange(pieces.Select(piece => $$"""{"type":"response.{{kind}}.delta","item_id":"i1","output_index":0,{{place}},"delta":{{Json(piece)}}}"""));
        events.Add($$"""{"type":"response.{{kind}}.done","item_id":"i1","output_index":0,{{place}},"text":{{whole}}}""");
        events.Add($$"""{"type":"response.output_item.done","output_index":0,"item":{{item}}}""");
        events.Add($$$"""{"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[{{{item}}}],"usage":{"input_tokens":7,"output_tokens":5} } }""");
        return Numbered(events);
    }

    private static string ResponsesCall(string tool, IReadOnlyList<string> pieces)
    {
        var whole = Json(string.Concat(pieces));
        var item = $$"""{"id":"i1","type":"function_call","call_id":"c1","name":{{Json(tool)}},"arguments":{{whole}}}""";
        var events = new List<string>
        {
            """{"type":"response.created","response":{"id":"resp_1","model":"m","status":"in_progress","output":[]}}""",
            $$$"""{"type":"response.output_item.added","output_index":0,"item":{"id":"i1","type":"function_call","call_id":"c1","name":{{{Json(tool)}}},"arguments":""} }""",
        };
        events.AddRange(pieces.Select(piece => $$"""{"type":"response.function_call_arguments.delta","item_id":"i1","output_index":0,"delta":{{Json(piece)}}}"""));
        events.Add($$"""{"type":"response.function_call_arguments.done","item_id":"i1","output_index":0,"arguments":{{whole}}}""");
        events.Add($$"""{"type":"response.output_item.done","output_index":0,"item":{{item}}}""");
        events.Add($$$"""{"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[{{{item}}}],"usage":{"input_tokens":7,"output_tokens":5} } }""");
        return Numbered(events);
    }

    private static string Numbered(List<string> events) => string.Concat(events.Select((one, number) =>
        Event(JsonDocument.Parse(one).RootElement.GetProperty("type").GetString()!, one[..^1] + $",\"sequence_number\":{number}}}")));

    private static string MessagesStart { get; } = Event("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":7,"output_tokens":1}}}""");

    private static string MessagesEnd { get; } = Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":5}}""") + Event("message_stop", """{"type":"message_stop"}""");

    private static string Chunk(string delta, string finish) => $$"""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""" + "\n\n";

    private static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    private static string Json(string text) => JsonSerializer.Serialize(text);
}
