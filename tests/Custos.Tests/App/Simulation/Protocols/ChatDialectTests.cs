using System.Text.Json;
using Custos.Tests.App.Simulation.Replies;
using Custos.Tests.App.Simulation.Upstream;
using Custos.Tests.House;

namespace Custos.Tests.App.Simulation.Protocols;

public sealed class ChatDialectTests
{
    private const string Path = "/v1/chat/completions";

    [Fact]
    public async Task Streams_are_the_protocols_own()
    {
        await using var asked = await Asked.StartAsync(SomeReplies.Everything, SomeReplies.Refusal, SomeReplies.CutShort);

        string[] streams =
        [
            await asked.TextAsync(Path, """{"model":"everything","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"hi"}]}"""),
            await asked.TextAsync(Path, """{"model":"no","stream":true,"messages":[{"role":"user","content":"hi"}]}"""),
            await asked.TextAsync(Path, """{"model":"short","stream":true,"n":2,"messages":[{"role":"user","content":"hi"}]}"""),
        ];

        string.Join("=====\n", streams).ShouldBeGolden("ChatDialectTests.streams.txt");
    }

    [Fact]
    public async Task Whole_answers_are_the_protocols_own()
    {
        await using var asked = await Asked.StartAsync(SomeReplies.Everything, SomeReplies.Refusal, SomeReplies.CutShort);

        string[] answers =
        [
            await asked.TextAsync(Path, """{"model":"everything","messages":[{"role":"user","content":"hi"}]}"""),
            await asked.TextAsync(Path, """{"model":"no","messages":[{"role":"user","content":"hi"}]}"""),
            await asked.TextAsync(Path, """{"model":"short","n":2,"messages":[{"role":"user","content":"hi"}]}"""),
        ];

        (string.Join('\n', answers) + "\n").ShouldBeGolden("ChatDialectTests.answers.txt");
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("comments")]
    [InlineData("escapes")]
    [InlineData("dribbles")]
    public async Task A_stream_says_the_same_in_whichever_style(string persona)
    {
        await using var asked = await Asked.StartAsync();

        var stream = await asked.TextAsync(Path, $$$"""{"model":"{{{persona}}}","stream":true,"messages":[{"role":"user","content":"Grüße 🎉 to “all”\nof you"}]}""");

        var said = string.Concat(stream.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line["data: ".Length..]).RootElement.GetProperty("choices")[0].GetProperty("delta"))
            .Select(delta => delta.TryGetProperty("content", out var content) ? content.GetString() : ""));
        said.ShouldBe("Grüße 🎉 to “all”\nof you");
        stream.Contains('ü', StringComparison.Ordinal).ShouldBe(persona != "escapes");
        stream.Contains("\r\n", StringComparison.Ordinal).ShouldBe(persona == "comments");
        stream.StartsWith(": ", StringComparison.Ordinal).ShouldBe(persona == "comments");
    }
}
