using Custos.App.Simulation.Replies;
using Custos.App.Simulation.Upstream;
using Custos.Policy.Judging;
using Custos.Providers.Models;
using Custos.Records;
using Custos.Records.Opinions;
using Custos.Tests.Policy.Judging;

namespace Custos.Tests.Providers.Models;

/// <summary>The official clients ask a simulated upstream.</summary>
public sealed class ModelClientsTests
{
    private static readonly Persona Yes = Persona.Of("says-yes", Reply.Saying(SomeJudges.Yes));
    private static readonly Persona Chatty = Persona.OfTurns("chatty", "says it in words first", [Reply.Saying("I think that it is."), Reply.Saying(SomeJudges.No)]);
    private static readonly Persona Refusing = Persona.Of("refusing", new Reply { Error = new SimulatedError(400, "no") });
    private static readonly Persona Silent = Persona.Of("silent", new Reply { Pace = new Pace { BeforeHeaders = TimeSpan.FromMinutes(1) } });

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    public async Task A_judge_asks_a_model_through_its_official_client(string provider)
    {
        await using var upstream = await StartAsync();

        var opinion = await AskAsync(upstream, provider, "says-yes");

        opinion.Answer.ShouldBe(OpinionAnswer.Yes);
        opinion.Votes.ShouldAllBe(vote => vote.InputTokens > 0 && vote.OutputTokens > 0);
        opinion.Cost!.Value.ShouldBeGreaterThan(0);
        var body = System.Text.Encoding.UTF8.GetString(upstream.Requests.Last!.Body);
        body.ShouldContain("says-yes");
        body.ShouldContain(SomeJudges.Text.Text);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    public async Task An_answer_in_words_is_repaired_in_the_same_conversation(string provider)
    {
        await using var upstream = await StartAsync();

        var opinion = await AskAsync(upstream, provider, "chatty");

        opinion.Answer.ShouldBe(OpinionAnswer.No);
        opinion.Votes.ShouldAllBe(vote => vote.WasRepaired);
    }

    [Theory]
    [InlineData("anthropic", "refusing", NoAnswer.Refused)]
    [InlineData("openai", "refusing", NoAnswer.Refused)]
    [InlineData("anthropic", "nobody", NoAnswer.Refused)]
    [InlineData("openai", "nobody", NoAnswer.Refused)]
    [InlineData("anthropic", "silent", NoAnswer.Timeout)]
    [InlineData("openai", "silent", NoAnswer.Timeout)]
    public async Task What_goes_wrong_upstream_is_a_case_of_the_vote(string provider, string model, NoAnswer because)
    {
        await using var upstream = await StartAsync();

        (await AskAsync(upstream, provider, model, TimeSpan.FromSeconds(model == "silent" ? 0.3 : 30))).Because.ShouldBe(because);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    public async Task A_server_that_is_not_there_cannot_be_reached(string provider)
    {
        var upstream = await StartAsync();
        var choice = Choice(upstream, provider, "says-yes");
        await upstream.DisposeAsync();

        (await SomeJudges.AskAsync(One(choice), new ChatModel(ModelClients.Open(choice, ""), choice))).Because.ShouldBe(NoAnswer.Unreachable);
    }

    [Fact]
    public void A_key_that_is_not_in_its_variable_is_asked_for()
    {
        var choice = new ModelChoice { Provider = ModelProvider.Anthropic, Name = "m", Key = "CUSTOS_TEST_KEY_THAT_IS_NOT_SET" };

        Should.Throw<BadInputException>(() => ModelClients.Open(choice, "")).Problem.ShouldContain("CUSTOS_TEST_KEY_THAT_IS_NOT_SET");
    }

    [Fact]
    public void A_folder_of_recordings_that_is_not_there_is_told() =>
        Should.Throw<BadInputException>(() => ModelClients.Open(new ModelChoice { Provider = ModelProvider.Recorded, Name = "m", Recordings = "none" }, Path.GetTempPath())).Problem.ShouldBe("There is no such folder of recorded answers.");

    private static Task<SimulatedUpstream> StartAsync() => SimulatedUpstream.StartAsync(new SimulatedUpstreamOptions { Personas = [Yes, Chatty, Refusing, Silent] }, CancellationToken.None);

    private static ModelChoice Choice(SimulatedUpstream upstream, string provider, string model) => new()
    {
        Provider = provider == "openai" ? ModelProvider.Openai : ModelProvider.Anthropic,
        Name = model,
        Address = provider == "openai" ? new Uri(upstream.Url, "/v1") : upstream.Url,
    };

    private static JudgeDocument One(ModelChoice choice) => SomeJudges.With("votes: 3", "votes: 1") with { Model = choice };

    private static Task<Opinion> AskAsync(SimulatedUpstream upstream, string provider, string model, TimeSpan? patience = null)
    {
        var choice = Choice(upstream, provider, model);
        return SomeJudges.AskAsync(One(choice), new ChatModel(ModelClients.Open(choice, ""), choice), patience);
    }
}
