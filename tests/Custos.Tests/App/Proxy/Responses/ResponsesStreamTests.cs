using System.Text;
using System.Text.Json;
using Custos.App.Proxy.Protocols;
using Custos.App.Proxy.Responses;

namespace Custos.Tests.App.Proxy.Responses;

/// <summary>How a response ends that was stopped. Clients compare an item's end, and the response's output, with how the item began: OpenAI's Node package throws where they differ.</summary>
public sealed class ResponsesStreamTests
{
    [Fact]
    public void A_chain_of_thought_that_is_open_is_closed_as_one()
    {
        var events = Stopped(
            """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","model":"m","output":[]}}""",
            """{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[]}}""",
            """{"type":"response.reasoning_summary_part.added","sequence_number":2,"item_id":"rs_1","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}""",
            """{"type":"response.reasoning_summary_text.delta","sequence_number":3,"item_id":"rs_1","output_index":0,"summary_index":0,"delta":"Hm"}""");

        events.Select(TypeOf).Take(4).ShouldBe(["response.reasoning_summary_text.done", "response.reasoning_summary_part.done", "response.output_item.done", "response.output_item.added"]);
        events.Select(one => one.GetProperty("sequence_number").GetInt32()).ShouldBe(Enumerable.Range(4, events.Count));
        events[0].GetProperty("text").GetString().ShouldBe("Hm");
        events[2].GetProperty("item").GetRawText().ShouldBe("""{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Hm"}]}""");
        OutputOf(events).ShouldBe([("rs_1", "reasoning"), ("msg_custos_1", "message")]);
    }

    [Fact]
    public void What_went_before_stands_in_the_response_and_an_open_refusal_ends_as_one()
    {
        var events = Stopped(
            """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","model":"m","output":[]}}""",
            """{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"fc_1","type":"function_call","call_id":"call_1","name":"weather","arguments":""}}""",
            """{"type":"response.function_call_arguments.delta","sequence_number":2,"item_id":"fc_1","output_index":0,"delta":"{}"}""",
            """{"type":"response.output_item.done","sequence_number":3,"output_index":0,"item":{"id":"fc_1","type":"function_call","call_id":"call_1","name":"weather","arguments":"{}"}}""",
            """{"type":"response.output_item.added","sequence_number":4,"output_index":1,"item":{"id":"msg_1","type":"message","role":"assistant","content":[]}}""",
            """{"type":"response.content_part.added","sequence_number":5,"item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"refusal","refusal":""}}""",
            """{"type":"response.refusal.delta","sequence_number":6,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"I can"}""");

        events.Select(TypeOf).Take(3).ShouldBe(["response.refusal.done", "response.content_part.done", "response.output_item.done"]);
        events[2].GetProperty("item").GetProperty("content").GetRawText().ShouldBe("""[{"type":"refusal","refusal":"I can"}]""");
        OutputOf(events).ShouldBe([("fc_1", "function_call"), ("msg_1", "message"), ("msg_custos_2", "message")]);
        events[^1].GetProperty("response").GetProperty("output")[0].GetRawText().ShouldBe("""{"id":"fc_1","type":"function_call","status":"completed","name":"weather","call_id":"call_1","arguments":"{}"}""");
    }

    private static List<JsonElement> Stopped(params IReadOnlyList<string> sent)
    {
        var (stream, heard, texts) = (new ResponsesStream(), new Heard(), new Dictionary<int, string>());
        foreach (var data in sent)
        {
            heard.Clear();
            stream.Read(null, Encoding.UTF8.GetBytes(data), heard);
            foreach (var piece in heard.Pieces) texts[piece.Channel] = texts.GetValueOrDefault(piece.Channel, "") + piece.Text;
            stream.Sent(heard.Mark);
        }

        return [.. Encoding.UTF8.GetString(stream.EndWith("This was stopped.", DateTimeOffset.UnixEpoch, channel => texts.GetValueOrDefault(channel, ""))).Split('\n')
            .Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line["data: ".Length..]).RootElement)];
    }

    private static string TypeOf(JsonElement one) => one.GetProperty("type").GetString()!;

    private static List<(string Id, string Type)> OutputOf(List<JsonElement> events) =>
        [.. events[^1].GetProperty("response").GetProperty("output").EnumerateArray().Select(item => (item.GetProperty("id").GetString()!, TypeOf(item)))];
}
