using Custos.Tests.App.Simulation.Replies;
using Custos.Tests.App.Simulation.Upstream;
using Custos.Tests.House;

namespace Custos.Tests.App.Simulation.Protocols;

public sealed class MessagesDialectTests
{
    private const string Path = "/v1/messages";

    [Fact]
    public async Task Streams_are_the_protocols_own()
    {
        await using var asked = await Asked.StartAsync(SomeReplies.Everything, SomeReplies.Refusal, SomeReplies.CutShort);

        string[] streams =
        [
            await asked.TextAsync(Path, """{"model":"everything","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"hi"}]}"""),
            await asked.TextAsync(Path, """{"model":"no","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"hi"}]}"""),
            await asked.TextAsync(Path, """{"model":"short","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"hi"}]}"""),
        ];

        string.Join("=====\n", streams).ShouldBeGolden("MessagesDialectTests.streams.txt");
    }

    [Fact]
    public async Task Whole_answers_are_the_protocols_own()
    {
        await using var asked = await Asked.StartAsync(SomeReplies.Everything, SomeReplies.Refusal);

        string[] answers =
        [
            await asked.TextAsync(Path, """{"model":"everything","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}"""),
            await asked.TextAsync(Path, """{"model":"no","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}"""),
        ];

        (string.Join('\n', answers) + "\n").ShouldBeGolden("MessagesDialectTests.answers.txt");
    }
}
