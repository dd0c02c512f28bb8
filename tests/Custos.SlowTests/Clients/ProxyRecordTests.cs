using System.Text;
using System.Text.Json;
using Custos.Records;
using Custos.Records.Calls;
using Custos.Store;

namespace Custos.SlowTests.Clients;

/// <summary>Custos, with little patience, that answers once its record is on the disk.</summary>
public sealed class RecordTarget : ProxyTarget
{
    private protected override string Durability => "commit";

    private protected override IReadOnlyList<string> Arguments => ["--upstream-timeout", "5", "--upstream-silence", "5"];
}

/// <summary>A call whose end its client has seen is on record, with how it ended, even if the process is killed right after.</summary>
[Collection(Alone.Name)]
public sealed class ProxyRecordTests
{
    private static readonly (string Model, CallOutcome Outcome)[] Calls =
    [
        ("echo", CallOutcome.Completed),
        ("reasons", CallOutcome.Completed),
        ("refuses", CallOutcome.Completed),
        ("rate-limited", CallOutcome.UpstreamRefused),
        ("server-error", CallOutcome.UpstreamRefused),
        ("resets", CallOutcome.UpstreamFailed),
        ("resets-before-headers", CallOutcome.UpstreamFailed),
        ("broken-json", CallOutcome.UpstreamFailed),
        ("hangs", CallOutcome.UpstreamTimedOut),
        ("hangs-before-headers", CallOutcome.UpstreamTimedOut),
    ];

    [Fact]
    public async Task Every_call_is_on_record_with_how_it_ended()
    {
        var target = new RecordTarget();
        await target.InitializeAsync();
        try
        {
            using var client = new HttpClient();
            var asked = new List<Task<(Guid Id, Told Call)>>();
            foreach (var (path, protocol) in ((string, string)[])[("/v1/chat/completions", "openai-chat"), ("/v1/responses", "openai-responses"), ("/v1/messages", "anthropic-messages")])
            {
                foreach (var (model, outcome) in Calls.Append(("echo", CallOutcome.InputBlocked)))
                {
                    foreach (var streams in (bool[])[true, false])
                    {
                        asked.Add(AskAsync(client, target, path, new Told(protocol, streams, model, outcome)));
                    }
                }
            }

            var told = (await Task.WhenAll(asked)).ToDictionary(one => one.Id, one => one.Call);
            told.Add(await LeaveAsync(client, target), new Told("openai-chat", true, ClientTarget.Endless, CallOutcome.ClientLeft));
            await target.Server.KillAsync();
            var recorded = await ReadAsync(target.DataDirectory);

            foreach (var (id, call) in told)
            {
                recorded.ShouldContainKey(id, $"{call}");
                recorded[id].Call!.Outcome.ShouldBe(call.Outcome, $"{call}");
                recorded[id].Call!.Protocol.ShouldBe(call.Protocol);
                recorded[id].Call!.IsStreamed.ShouldBe(call.Streams, $"{call}");
                recorded[id].Model.ShouldBe(call.Model, $"{call}");
                if (call.Model != "echo" || call.Outcome != CallOutcome.Completed) continue;
                recorded[id].Call!.OutputTokens.ShouldBe(2);
                recorded[id].Output.ShouldBe("hi there");
                (recorded[id].Call!.FirstTokenMicroseconds is not null).ShouldBe(call.Streams, $"{call}");
            }

            recorded.Count.ShouldBe(told.Count);
        }
        finally
        {
            await target.DisposeAsync();
        }
    }

    private sealed record Told(string Protocol, bool Streams, string Model, CallOutcome Outcome);

    private static async Task<(Guid Id, Told Call)> AskAsync(HttpClient client, RecordTarget target, string path, Told call)
    {
        using var request = Request(target, path, call.Model, call.Streams, call.Outcome == CallOutcome.InputBlocked ? "the forbidden fruit" : "hi there");
        using var response = await client.SendAsync(request);
        return (Guid.Parse(response.Headers.GetValues("custos-exchange-id").Single()), call);
    }

    private static HttpRequestMessage Request(RecordTarget target, string path, string model, bool streams, string text)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target.Url, path))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { model, stream = streams, max_tokens = 64, messages = new[] { new { role = "user", content = text } }, input = text }), Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {target.Key}");
        if (path == "/v1/messages") request.Headers.Add("anthropic-version", "2023-06-01");
        return request;
    }

    // Leaves once the first words are there, and waits until the upstream has heard of it.
    private static async Task<Guid> LeaveAsync(HttpClient client, RecordTarget target)
    {
        var left = target.Upstream.Requests.Left;
        using var request = Request(target, "/v1/chat/completions", ClientTarget.Endless, streams: true, "hi there");
        Guid id;
        using (var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            id = Guid.Parse(response.Headers.GetValues("custos-exchange-id").Single());
            await using var body = await response.Content.ReadAsStreamAsync();
            (await body.ReadAsync(new byte[1])).ShouldBe(1);
        }

        for (var waited = 0; target.Upstream.Requests.Left == left && waited < 1000; waited++) await Task.Delay(10);
        await Task.Delay(TimeSpan.FromSeconds(1));
        return id;
    }

    private static async Task<Dictionary<Guid, Exchange>> ReadAsync(string directory)
    {
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = new DataDirectory(directory) });
        var exchanges = new Dictionary<Guid, Exchange>();
        await foreach (var one in store.Log.ReadAsync(CancellationToken.None))
        {
            if (one is Exchange { Call: not null } exchange) exchanges.Add(exchange.Id, exchange);
        }

        return exchanges;
    }
}
