using Custos.Providers.Models;
using Custos.Records;
using Custos.Records.Opinions;
using Custos.Tests.Policy.Judging;
using Microsoft.Extensions.AI;

namespace Custos.Tests.Providers.Models;

public sealed class RecordedChatClientTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("custos-recorded-").FullName;
    private int _asked;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_recorded_is_replayed_without_a_model_and_asked_for_once()
    {
        using var recording = new RecordedChatClient(_folder, Live());
        using var replaying = new RecordedChatClient(_folder);

        var first = await recording.GetResponseAsync(Asking("hello"));
        await recording.GetResponseAsync(Asking("hello"));
        var again = await replaying.GetResponseAsync(Asking("hello"));

        _asked.ShouldBe(1);
        again.Text.ShouldBe(first.Text);
        (again.Usage!.InputTokenCount, again.Usage.OutputTokenCount).ShouldBe((first.Usage!.InputTokenCount, first.Usage.OutputTokenCount));
        Directory.EnumerateFiles(_folder).ShouldHaveSingleItem().ShouldEndWith(".json");
        File.ReadAllText(Directory.EnumerateFiles(_folder).Single()).ShouldNotContain("hello");
    }

    [Fact]
    public async Task A_request_that_was_never_recorded_says_so()
    {
        using var replaying = new RecordedChatClient(_folder);

        (await Should.ThrowAsync<NotRecordedException>(() => replaying.GetResponseAsync(Asking("hello")))).Message.ShouldContain("Record it again");

        var opinion = await SomeJudges.AskAsync(SomeJudges.Of(SomeJudges.Right), new ChatModel(replaying, SomeJudges.Of(SomeJudges.Right).Model));
        opinion.Because.ShouldBe(NoAnswer.NotRecorded);
    }

    [Fact]
    public async Task Whatever_the_answer_hangs_on_makes_another_request()
    {
        using var recording = new RecordedChatClient(_folder, Live());
        ChatOptions?[] options = [null, new() { ModelId = "a" }, new() { ModelId = "b" }, new() { Temperature = 0.5f }, new() { MaxOutputTokens = 5 }, Voting(0), Voting(1)];

        foreach (var option in options) await recording.GetResponseAsync(Asking("hello"), option);
        await recording.GetResponseAsync([new ChatMessage(ChatRole.User, "hel"), new ChatMessage(ChatRole.User, "lo")]);
        await recording.GetResponseAsync([new ChatMessage(ChatRole.System, "hello")]);

        _asked.ShouldBe(options.Length + 2);
    }

    [Fact]
    public async Task A_file_that_holds_no_answer_is_told()
    {
        using var recording = new RecordedChatClient(_folder, Live());
        await recording.GetResponseAsync(Asking("hello"));
        var file = Directory.EnumerateFiles(_folder).Single();
        await File.WriteAllTextAsync(file, "{");

        (await Should.ThrowAsync<BadInputException>(() => recording.GetResponseAsync(Asking("hello")))).Place.ShouldBe(file);
    }

    [Fact]
    public async Task Streamed_it_says_the_same()
    {
        using var recording = new RecordedChatClient(_folder, Live());
        var said = "";
        await foreach (var update in recording.GetStreamingResponseAsync(Asking("hello"))) said += update.Text;
        said.ShouldBe("answer 1");
    }

    private static ChatMessage[] Asking(string text) => [new(ChatRole.User, text)];

    private static ChatOptions Voting(int vote) => new() { AdditionalProperties = new AdditionalPropertiesDictionary { [ChatModel.VoteOption] = vote } };

    private SimulatedChatClient Live() => new((_, _) => $"answer {++_asked}");
}
