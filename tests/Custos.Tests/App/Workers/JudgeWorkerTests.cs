using System.Net.Http.Json;
using System.Text.Json;
using Custos.App.Api;
using Custos.App.Workers;
using Custos.Policy.Judging;
using Custos.Records;
using Custos.Records.Opinions;
using Custos.Store;
using Custos.Tests.Gate;
using Custos.Tests.Policy.Judging;
using Custos.Tests.Store;

namespace Custos.Tests.App.Workers;

public sealed class JudgeWorkerTests
{
    private const string Simulated = "name: advice\nowner: us\nquestion: Is it bad?\nprompt: '{text}'\ndirections: [input]\nmodel: {provider: simulated, name: words, words: [bad word]}\nbudget: {tokens: 1000000}\nsample: 1\n";

    [Fact]
    public async Task What_was_answered_is_judged_afterwards_and_the_opinion_goes_on_record()
    {
        var log = EventLog.InMemory();
        var (exchange, decision) = Some("a bad word");
        var bench = new JudgeBench(TimeProvider.System);
        var judge = bench.Seat(SomeJudges.Of(Simulated));
        await using (var worker = new JudgeWorker(log, bench, () => [judge]))
        {
            await new JudgedLog(log, worker).AppendAsync([exchange, decision], CancellationToken.None);
            await UntilAsync(() => worker.State.Kept == 1);
        }

        var opinion = (await ReadAsync(log)).OfType<Opinion>().ShouldHaveSingleItem();
        (opinion.Answer, opinion.ExchangeId, opinion.DecisionId).ShouldBe((OpinionAnswer.Yes, exchange.Id, decision.Id));
        bench.SpendingOf("advice").State.Tokens.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Pieces_other_directions_and_what_was_judged_within_the_decision_are_left_out()
    {
        var log = EventLog.InMemory();
        var bench = new JudgeBench(TimeProvider.System);
        var judge = bench.Seat(SomeJudges.Of(Simulated));
        var (exchange, decision) = Some("a bad word");
        await using var worker = new JudgeWorker(log, bench, () => [judge]);

        worker.Offer([exchange, decision with { Of = new Stretch(0, 3) }]);
        worker.Offer([exchange with { Output = "bad word" }, decision with { Direction = Direction.Output }]);
        worker.Offer([exchange, decision with { Observations = [new Observation("judge(\"advice\")", "1.0")] }]);
        worker.Offer([exchange with { Input = " " }, decision]);
        worker.Offer([decision]);

        (worker.State.Waiting, worker.State.Asked, worker.State.Dropped).ShouldBe((0, 0L, 0L));
    }

    [Fact]
    public async Task A_full_queue_drops_and_counts_and_keeps_nobody_waiting()
    {
        var open = new TaskCompletionSource<ModelReply>();
        var judge = new Judge(SomeJudges.Of(Simulated), JudgeModel.Create("m", (_, _, _) => new ValueTask<ModelReply>(open.Task)), TimeProvider.System);
        await using var worker = new JudgeWorker(EventLog.InMemory(), new JudgeBench(TimeProvider.System), () => [judge]);

        for (var i = 0; i < 1000; i++)
        {
            var (exchange, decision) = Some($"text {i}");
            worker.Offer([exchange, decision]);
        }

        worker.State.Dropped.ShouldBeInRange(1000 - 256 - 4, 1000 - 256);
        worker.State.Waiting.ShouldBeLessThanOrEqualTo(256);
    }

    [Fact]
    public async Task A_text_larger_than_all_that_may_wait_is_dropped()
    {
        var bench = new JudgeBench(TimeProvider.System);
        var judge = bench.Seat(SomeJudges.Of(Simulated));
        await using var worker = new JudgeWorker(EventLog.InMemory(), bench, () => [judge]);
        var (exchange, decision) = Some(new string('x', 17 << 20));

        worker.Offer([exchange, decision]);

        (worker.State.Dropped, worker.State.Waiting).ShouldBe((1L, 0));
    }

    [Fact]
    public async Task A_server_records_what_its_judges_say_and_a_restart_is_no_second_budget()
    {
        using var folder = new TemporaryDirectory();
        var policies = folder.File("policies");
        Directory.CreateDirectory(Path.Combine(policies, "judges"));
        await File.WriteAllTextAsync(Path.Combine(policies, "test.yaml"), SomeBundles.PolicyOf("test", "judges: {advice: 5s}\nlists: {odd: [odd]}\nrules: [{name: odd, when: phrase(\"odd\") && judge(\"advice\") > 0.5, then: block}]"));
        await File.WriteAllTextAsync(Path.Combine(policies, "judges", "advice.yaml"), Simulated);
        long spent;
        await using (var server = await StartAsync(policies, folder.Data))
        {
            using var client = new HttpClient { BaseAddress = server.Url };
            (await DecideAsync(client, "an odd bad word")).GetProperty("verdict").GetString().ShouldBe("flag");
            (await DecideAsync(client, "another bad word")).GetProperty("verdict").GetString().ShouldBe("allow");
            var state = await UntilKeptAsync(client, folder.Data, 2);
            spent = state.GetProperty("judges")[0].GetProperty("tokens_today").GetInt64();
            state.GetProperty("judging").GetProperty("asked").GetInt64().ShouldBe(1);
        }

        spent.ShouldBeGreaterThan(0);
        await using var again = await StartAsync(policies, folder.Data);
        again.Bundle.Judges[0].Live!.Spending.State.Tokens.ShouldBe(spent);
        (await ReadAsync(again.Store.Log)).OfType<Opinion>().Select(opinion => opinion.Answer).ShouldBe([OpinionAnswer.Yes, OpinionAnswer.Yes]);
    }

    private static Task<GateServer> StartAsync(string policies, DataDirectory data) =>
        GateServer.StartAsync(new GateServerOptions { Models = [], Policies = policies, DataDirectory = data, Server = new ServerOptions { Port = 0 } }, CancellationToken.None);

    private static async Task<JsonElement> DecideAsync(HttpClient client, string content)
    {
        using var answer = await client.PostAsJsonAsync(new Uri("/v1/decisions", UriKind.Relative), new { content });
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> UntilKeptAsync(HttpClient client, DataDirectory data, long kept)
    {
        JsonElement state = default;
        for (var waited = 0; waited < 500; waited++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/bundle", UriKind.Relative));
            request.Headers.Add("Authorization", $"Bearer {ServerFile.TryRead(data)!.Token}");
            using var answer = await client.SendAsync(request);
            state = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (state.GetProperty("judging").GetProperty("kept").GetInt64() == kept) return state;
            await Task.Delay(20);
        }

        throw new TimeoutException($"{state.GetProperty("judging")}");
    }

    private static (Exchange Exchange, Decision Decision) Some(string input)
    {
        var exchange = SomeEvents.Exchange(1, input) with { Id = Guid.CreateVersion7() };
        return (exchange, SomeEvents.Decision(exchange) with { Observations = [] });
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var waited = 0; !isSo() && waited < 500; waited++) await Task.Delay(20);
        isSo().ShouldBeTrue();
    }

    private static async Task<List<Event>> ReadAsync(EventLog log)
    {
        var events = new List<Event>();
        await foreach (var item in log.ReadAsync(CancellationToken.None)) events.Add(item);
        return events;
    }
}
