using System.Text;
using System.Text.Json;
using Custos.App.Proxy;
using Custos.App.Proxy.Protocols;
using Custos.App.Proxy.Streams;

namespace Custos.Tests.App.Proxy.Protocols;

/// <summary>Whatever a client or a model's server sends, reading it ends in an answer or in an exception that is foreseen.</summary>
public sealed class ProtocolTests
{
    private static readonly string[] Bodies =
    [
        """{"model":"m","stream":true,"user":"u","instructions":["a"],"input":[{"role":"user","content":[{"type":"input_text","text":"a"}]},{"type":"function_call_output","output":[{"text":"b"}]}],"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"document","source":{"type":"text","data":"d"}}]},{"role":"assistant","content":null}],"prompt":{"variables":{"x":"y"}},"system":[{"text":"s"}],"metadata":{"user_id":"u"}}""",
        """{"choices":[{"index":0,"message":{"content":"a","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]},"finish_reason":"stop","delta":{"content":"a","tool_calls":[{"index":0,"function":{"name":"f","arguments":"{"}}]}}],"output":[{"type":"function_call","name":"f","arguments":"{}"},{"type":"message","content":[{"text":"a"},{"refusal":"r"}]}],"content":[{"type":"text","text":"a"},{"type":"tool_use","name":"t","input":{"a":1}}],"usage":{"input_tokens":1e400,"prompt_tokens":-1}}""",
        """{"type":"response.output_item.done","output_index":0,"content_index":0,"sequence_number":5,"item":{"type":"function_call","name":"f","arguments":"{}","content":[{"text":"a"}]},"delta":"x","part":{"text":"y"},"response":{"id":"r","output":[]}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","name":"t","input":{}},"delta":{"text":"a","partial_json":"{"},"message":{"usage":{}},"usage":{"output_tokens":1}}""",
    ];

    private static readonly string[] Kinds =
    [
        "response.created", "response.completed", "response.output_item.added", "response.output_text.delta", "response.output_text.done", "response.content_part.done", "response.function_call_arguments.delta", "error",
        "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop", "ping",
    ];

    [Fact]
    public void Requests_answers_and_events_made_of_anything_are_read_or_refused()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 4000; round++)
        {
            var body = Mutated(random);
            foreach (var protocol in SomeStreams.Protocols)
            {
                Foreseen(() =>
                {
                    using var parsed = JsonDocument.Parse(body);
                    if (parsed.RootElement.ValueKind != JsonValueKind.Object) return;
                    foreach (var text in protocol.ReadRequest(parsed.RootElement, new JsonPlaces(body)).Texts) body.AsSpan(text.Place.Start, text.Place.Length)[0].ShouldBe((byte)'"');
                    protocol.ReadAnswer(parsed.RootElement, new JsonPlaces(body)).Texts.ShouldAllBe(text => text.Place.End <= body.Length);
                });
                Foreseen(() => protocol.ReadStream().Read(null, body, new Heard()));
            }

            SseEvent.Read(body).Raw.ShouldBeSameAs(body);
        }
    }

    private static byte[] Mutated(Random random)
    {
        var text = new StringBuilder(Bodies[random.Next(Bodies.Length)]);
        foreach (var kind in Kinds)
        {
            if (random.Next(4) == 0) text.Replace("\"type\":\"response.output_item.done\"", $"\"type\":\"{kind}\"").Replace("\"type\":\"content_block_start\"", $"\"type\":\"{kind}\"");
        }

        for (var changes = random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0: text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)); break;
                case 1: text.Insert(at, random.GetItems<string>(["null", "[]", "{}", "1", "\"\\ud83d\"", "\"", ",", ":", "\0", "\n\n", "[[[["], 1)[0]); break;
                case 2: text[at] = (char)random.Next(32, 0x300); break;
                default: text.Replace("\"a\"", random.GetItems<string>(["null", "{}", "[1]", "7", "\"\\udc00\""], 1)[0]); break;
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Foreseen(Action read)
    {
        try
        {
            read();
        }
        catch (Exception foreseen) when (foreseen is JsonException or InvalidOperationException)
        {
            // Both are refused by whoever reads.
        }
    }
}
