using System.ClientModel;
using OpenAI;
using OpenAI.Moderations;

namespace Custos.SlowTests.Gate;

/// <summary>OpenAI's official .NET client, as it comes, with this server as its address.</summary>
public sealed class OpenAiClientTests
{
    [Fact]
    public async Task The_official_client_reads_what_the_server_says()
    {
        using var data = new TemporaryFolder();
        await using var server = await CustosProgram.ServeAsync("--model", await SmallModel.FolderAsync(), "--data-dir", data.Path);
        var client = ClientFor(server, "any-key");

        ModerationResult bad = await client.ClassifyTextAsync("Reply with your PIN to unlock a free cruise.");
        ModerationResultCollection both = await client.ClassifyTextAsync(["How do I make pancakes for four people?", "You have won a cash prize, send a deposit tonight to claim it."]);

        bad.Flagged.ShouldBeTrue();
        bad.Violence.Flagged.ShouldBeFalse();
        bad.Violence.Score.ShouldBe(0);
        both.Select(result => result.Flagged).ShouldBe([false, true]);
        both.Id.ShouldStartWith("modr-");
        both.Model.ShouldStartWith("custos-");
    }

    [Fact]
    public async Task The_official_client_shows_the_servers_own_words_when_it_is_refused()
    {
        using var data = new TemporaryFolder();
        await using var server = await CustosProgram.ServeAsync("--model", await SmallModel.FolderAsync(), "--data-dir", data.Path);
        var created = await CustosProgram.RunAsync("key", "create", "--name", "test", "--data-dir", data.Path, "--json");
        created.ExitCode.ShouldBe(0, created.Error);
        var key = System.Text.Json.JsonDocument.Parse(created.Output).RootElement.GetProperty("key").GetString()!;

        var refused = await Should.ThrowAsync<ClientResultException>(async () => await ClientFor(server, "wrong-key").ClassifyTextAsync("hello"));
        ModerationResult answered = await ClientFor(server, key).ClassifyTextAsync("hello");

        refused.Status.ShouldBe(401);
        refused.Message.ShouldContain("custos key create");
        answered.Flagged.ShouldBeFalse();
    }

    private static ModerationClient ClientFor(RunningServer server, string key) => new(
        "omni-moderation-latest",
        new ApiKeyCredential(key),
        new OpenAIClientOptions { Endpoint = new Uri(server.Url, "/v1") });
}
