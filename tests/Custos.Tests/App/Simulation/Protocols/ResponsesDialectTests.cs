using System.Text.Json;
using Custos.Tests.App.Simulation.Replies;
using Custos.Tests.App.Simulation.Upstream;
using Custos.Tests.House;

namespace Custos.Tests.App.Simulation.Protocols;

public sealed class ResponsesDialectTests
{
    private const string Path = "/v1/responses";

    [Fact]
    public async Task Streams_are_the_protocols_own()
    {
        await using var asked = await Asked.StartAsync(SomeReplies.Everything, SomeReplies.Refusal, SomeReplies.CutShort);

        string[] streams =
        [
            await asked.TextAsync(Path, """{"model":"everything","stream":true,"input":"hi","tools":[{"type":"function","name":"time","parameters":{"a": 1.0}}]}"""),
            await asked.TextAsync(Path, """{"model":"no","stream":true,"input":"hi"}"""),
            await asked.TextAsync(Path, """{"model":"short","stream":true,"input":"hi"}"""),
        ];

        string.Join("=====\n", streams).ShouldBeGolden("ResponsesDialectTests.streams.txt");
    }

    [Fact]
    public async Task A_stream_ends_with_the_answer_that_does_not_stream()
    {
        await using var asked = await Asked.StartAsync(SomeReplies.Everything);

        var whole = JsonDocument.Parse(await asked.TextAsync(Path, """{"model":"everything","input":"hi"}""")).RootElement;
        var last = (await asked.TextAsync(Path, """{"model":"everything","stream":true,"input":"hi"}""")).TrimEnd().Split("data: ")[^1];
        var streamed = JsonDocument.Parse(last).RootElement.GetProperty("response");

        foreach (var name in (string[])["status", "usage", "model"]) streamed.GetProperty(name).GetRawText().ShouldBe(whole.GetProperty(name).GetRawText());
        streamed.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("type").GetString()).ShouldBe(["reasoning", "message", "function_call", "function_call"]);
        whole.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("type").GetString()).ShouldBe(["reasoning", "message", "function_call", "function_call"]);
    }

    [Fact]
    public async Task Events_are_numbered_without_a_gap_and_named_twice()
    {
        await using var asked = await Asked.StartAsync(SomeReplies.Everything);

        var lines = (await asked.TextAsync(Path, """{"model":"everything","stream":true,"input":"hi"}""")).Split('\n');
        var named = lines.Where(line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(line => line["event: ".Length..]).ToList();
        var events = lines.Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line["data: ".Length..]).RootElement).ToList();

        events.Select(one => one.GetProperty("sequence_number").GetInt32()).ShouldBe(Enumerable.Range(0, events.Count));
        events.Select(one => one.GetProperty("type").GetString()!).ShouldBe(named);
    }
}
