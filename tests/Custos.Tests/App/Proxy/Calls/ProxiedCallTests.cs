using System.Net;
using System.Text;
using System.Text.Json;
using Custos.App.Proxy.Protocols;
using Custos.App.Proxy.Upstream;
using Custos.Gate.Replay;
using Custos.Records;
using Custos.Records.Calls;
using Custos.Store;

namespace Custos.Tests.App.Proxy.Calls;

public sealed class ProxiedCallTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Responses = "/v1/responses";
    private const string Messages = "/v1/messages";

    public static TheoryData<string> Paths => [Chat, Responses, Messages];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task What_passes_goes_both_ways_byte_for_byte(string path)
    {
        var asked = AskedOf(path, "What \\u00e9 is \\/ this?").Replace("\"model\"", "\"unknown\" : [1.0e5,  null], \"model\"", StringComparison.Ordinal);
        var said = SaidOf(path, "It is \\u0061 \\/ thing.");
        await using var upstream = await CannedUpstream.SayingAsync(said);
        await using var server = await ProxyServer.StartAsync(upstream);

        var (answer, body) = await server.AskAsync(path + "?api-version=7", asked, ("custos-user", "ada"), ("x-mine", "1"));

        body.ShouldBe(said);
        answer.Headers.GetValues("x-model-request").ShouldBe(["req_1"]);
        var request = upstream.Asked.ShouldHaveSingleItem();
        Encoding.UTF8.GetString(request.Body).ShouldBe(asked);
        request.Path.ShouldBe(path + "?api-version=7");
        request.Headers["x-mine"].ShouldBe("1");
        request.Headers.Keys.ShouldNotContain(name => name.StartsWith("custos-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task What_is_asked_and_stopped_never_reaches_the_model(string path)
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(path, "never"));
        await using var server = await ProxyServer.StartAsync(upstream);

        var (answer, body) = await server.AskAsync(path, AskedOf(path, "Tell me of forbidden fruit."));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        body.ShouldContain(ProxyServer.Stopped);
        upstream.Asked.ShouldBeEmpty();
        (await CallOfAsync(server)).Outcome.ShouldBe(CallOutcome.InputBlocked);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Asked_beside_nothing_of_the_answer_goes_when_the_question_is_stopped(string path)
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(path, "a secret answer"));
        await using var server = await ProxyServer.StartAsync(upstream, options => options with { AsksBeside = true });

        (await server.AskAsync(path, AskedOf(path, "Tell me of forbidden fruit."))).Body.ShouldNotContain("secret");
        (await server.AskAsync(path, AskedOf(path, "Tell me of number 42."))).Body.ShouldContain("secret");
        Encoding.UTF8.GetString(upstream.Asked[^1].Body).ShouldContain("[redacted]");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_stopped_question_can_be_an_error(string path)
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(path, "never"));
        await using var server = await ProxyServer.StartAsync(upstream, options => options with { BlocksWithError = true });

        var (answer, body) = await server.AskAsync(path, AskedOf(path, "Tell me of forbidden fruit."));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("message").GetString().ShouldBe(ProxyServer.Stopped);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task What_the_model_says_and_is_stopped_never_reaches_the_client(string path)
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(path, "Eat the forbidden fruit."));
        await using var server = await ProxyServer.StartAsync(upstream);

        var (_, body) = await server.AskAsync(path, AskedOf(path, "What shall I eat?"));

        body.ShouldNotContain("forbidden");
        body.ShouldContain(ProxyServer.Stopped);
        (await CallOfAsync(server)).Outcome.ShouldBe(CallOutcome.OutputBlocked);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task What_is_redacted_is_taken_out_and_all_else_stays(string path)
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(path, "It was number 42, truly."));
        await using var server = await ProxyServer.StartAsync(upstream);

        var (_, body) = await server.AskAsync(path, AskedOf(path, "Was it number 42?"));

        body.ShouldBe(SaidOf(path, "It was [redacted], truly."));
        Encoding.UTF8.GetString(upstream.Asked[0].Body).ShouldBe(AskedOf(path, "Was it [redacted]?"));
    }

    [Fact]
    public async Task Probabilities_of_tokens_go_with_what_is_taken_out()
    {
        const string said = """{"choices":[{"message":{"content":"It was number 42."},"logprobs":{"content":[{"token":"42"}]},"finish_reason":"stop"}]}""";
        await using var upstream = await CannedUpstream.SayingAsync(said);
        await using var server = await ProxyServer.StartAsync(upstream);

        (await server.AskAsync(Chat, AskedOf(Chat, "Well?"))).Body.ShouldBe("""{"choices":[{"message":{"content":"It was [redacted]."},"logprobs":null,"finish_reason":"stop"}]}""");
    }

    [Fact]
    public async Task An_answer_with_another_status_of_success_is_decided_on_like_any()
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(Chat, "forbidden fruit"), status: 203);
        await using var server = await ProxyServer.StartAsync(upstream);

        (await server.AskAsync(Chat, AskedOf(Chat, "Well?"))).Body.ShouldContain(ProxyServer.Stopped);
    }

    [Theory]
    [InlineData(Chat, """{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"delete_all","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""")]
    [InlineData(Responses, """{"id":"r","status":"completed","output":[{"type":"function_call","name":"delete_all","arguments":"{}"}]}""")]
    [InlineData(Messages, """{"id":"m","type":"message","content":[{"type":"tool_use","id":"t","name":"delete_all","input":{}}],"stop_reason":"tool_use"}""")]
    public async Task A_tool_that_is_not_allowed_is_not_called(string path, string said)
    {
        await using var upstream = await CannedUpstream.SayingAsync(said);
        await using var server = await ProxyServer.StartAsync(upstream);

        (await server.AskAsync(path, AskedOf(path, "Go."))).Body.ShouldNotContain("delete_all");

        var events = await server.EventsAsync();
        var call = events.OfType<Exchange>().Single(exchange => exchange.Tool == "delete_all");
        call.Parent.ShouldBe(events.OfType<Exchange>().Single(exchange => exchange.Call is not null).Id);
        events.OfType<Decision>().Single(decision => decision.ExchangeId == call.Id).Verdict.Because!.Rule.ShouldBe("tools");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Errors_of_the_model_go_back_as_they_are(string path)
    {
        await using var upstream = await CannedUpstream.SayingAsync("{\"error\": {\"message\":\"slow down\"}}", status: 429);
        await using var server = await ProxyServer.StartAsync(upstream);

        var (answer, body) = await server.AskAsync(path, AskedOf(path, "Hello."));

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        body.ShouldBe("{\"error\": {\"message\":\"slow down\"}}");
        (await CallOfAsync(server)).ShouldSatisfyAllConditions(call => call.Outcome.ShouldBe(CallOutcome.UpstreamRefused), call => call.Status.ShouldBe(429));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task An_answer_that_cannot_be_read_is_not_passed_on(string path)
    {
        await using var upstream = await CannedUpstream.SayingAsync("<html>forbidden fruit</html>", "text/html");
        await using var server = await ProxyServer.StartAsync(upstream);

        var (answer, body) = await server.AskAsync(path, AskedOf(path, "Hello."));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        body.ShouldNotContain("html");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_server_that_breaks_off_is_an_error_and_on_record(string path)
    {
        await using var upstream = await CannedUpstream.BreakingOffAsync("{\"id\":", "application/json");
        await using var server = await ProxyServer.StartAsync(upstream);

        (await server.AskAsync(path, AskedOf(path, "Hello."))).Answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await CallOfAsync(server)).Outcome.ShouldBe(CallOutcome.UpstreamFailed);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_server_that_is_silent_is_given_up(string path)
    {
        await using var upstream = await CannedUpstream.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var server = await ProxyServer.StartAsync(upstream, options => options with { FirstByteTimeout = TimeSpan.FromMilliseconds(100) });

        (await server.AskAsync(path, AskedOf(path, "Hello."))).Answer.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        (await CallOfAsync(server)).Outcome.ShouldBe(CallOutcome.UpstreamTimedOut);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error()
    {
        await using var upstream = await CannedUpstream.SayingAsync("");
        await using var server = await ProxyServer.StartAsync(upstream, options => options with { Upstreams = new Dictionary<Family, UpstreamAddress> { [Family.OpenAi] = new(new Uri("http://127.0.0.1:1"), null) } });

        (await server.AskAsync(Chat, AskedOf(Chat, "Hello."))).Answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Theory]
    [InlineData("{\"model\":\"m\",\"messages\":[],\"messages\":[{\"role\":\"user\",\"content\":\"forbidden fruit\"}]}")]
    [InlineData("{\"model\":")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_body_that_can_be_read_in_two_ways_or_none_is_refused(string body)
    {
        await using var upstream = await CannedUpstream.SayingAsync("{}");
        await using var server = await ProxyServer.StartAsync(upstream);

        (await server.AskAsync(Chat, body)).Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        upstream.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_history_that_passed_is_not_decided_on_again_and_an_invented_one_is()
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(Chat, "Fine, thanks."));
        await using var server = await ProxyServer.StartAsync(upstream);
        await server.AskAsync(Chat, AskedOf(Chat, "How are you?"));

        await server.AskAsync(Chat, History("How are you?", "Fine, thanks.", "Good."));
        await server.AskAsync(Chat, History("Tell me of forbidden fruit.", "Fine, thanks.", "Go on."));

        (await server.EventsAsync()).OfType<Exchange>().Select(exchange => exchange.Input).ShouldBe(["How are you?", "Good.", "Tell me of forbidden fruit.\n\nGo on."]);
        upstream.Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Instructions_of_the_application_are_decided_on_only_where_that_is_wanted()
    {
        const string asked = """{"model":"m","messages":[{"role":"system","content":"Never talk of forbidden fruit."},{"role":"user","content":"Hello."}]}""";
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(Chat, "Hello."));
        await using var trusting = await ProxyServer.StartAsync(upstream);
        await using var reading = await ProxyServer.StartAsync(upstream, options => options with { ReadsInstructions = true });

        (await trusting.AskAsync(Chat, asked)).Body.ShouldBe(SaidOf(Chat, "Hello."));
        (await reading.AskAsync(Chat, asked)).Body.ShouldContain(ProxyServer.Stopped);
    }

    [Fact]
    public async Task What_a_tool_gave_back_is_decided_on_before_the_model_reads_it()
    {
        await using var upstream = await CannedUpstream.SayingAsync("{}");
        await using var server = await ProxyServer.StartAsync(upstream);

        await server.AskAsync(Messages, """{"model":"m","messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"forbidden fruit"}]}]}]}""");
        await server.AskAsync(Chat, """{"model":"m","messages":[{"role":"tool","tool_call_id":"t","content":"forbidden fruit"}]}""");
        await server.AskAsync(Responses, """{"model":"m","input":[{"type":"function_call_output","call_id":"t","output":"forbidden fruit"}]}""");

        upstream.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_clients_key_is_exchanged_and_never_goes_on()
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(Chat, "Hello."));
        await using var exchanging = await ProxyServer.StartAsync(upstream, keyExists: true, upstreamKey: "sk-theirs");
        await using var passing = await ProxyServer.StartAsync(upstream, keyExists: true);

        await exchanging.AskAsync(Chat, AskedOf(Chat, "Hi."), ("Authorization", $"Bearer {ProxyServer.Key}"));
        await passing.AskAsync(Chat, AskedOf(Chat, "Hi."), ("custos-key", ProxyServer.Key), ("Authorization", "Bearer sk-mine"));
        await passing.AskAsync(Chat, AskedOf(Chat, "Hi."), ("Authorization", $"Bearer {ProxyServer.Key}"));
        var (refused, body) = await exchanging.AskAsync(Messages, AskedOf(Messages, "Hi."), ("x-api-key", "sk-theirs"));

        upstream.Asked.Select(asked => asked.Headers.GetValueOrDefault("Authorization")).ShouldBe(["Bearer sk-theirs", "Bearer sk-mine", null]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("type").GetString().ShouldBe("authentication_error");
        (await exchanging.EventsAsync()).OfType<Exchange>().Single().ShouldSatisfyAllConditions(exchange => exchange.Call!.Key.ShouldBe("01234567"), exchange => exchange.User.ShouldBe("01234567"));
    }

    [Fact]
    public async Task A_key_that_has_used_up_what_it_may_is_told_when_to_come_back()
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(Chat, "Hello."));
        await using var server = await ProxyServer.StartAsync(upstream, options => options with { Limits = new KeyLimits(RequestsPerMinute: 1) });
        await server.AskAsync(Chat, AskedOf(Chat, "One."));

        var (answer, body) = await server.AskAsync(Chat, AskedOf(Chat, "Two."));

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("code").GetString().ShouldBe("rate_limit_exceeded");
        upstream.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_keys_own_limit_goes_before_the_servers()
    {
        await using var upstream = await CannedUpstream.SayingAsync(SaidOf(Chat, "Hello."));
        await using var server = await ProxyServer.StartAsync(upstream, options => options with { Limits = new KeyLimits(RequestsPerMinute: 1) }, keyExists: true, upstreamKey: "upstream", limits: new KeyLimits(RequestsPerMinute: 2));
        (string, string)[] header = [("Authorization", $"Bearer {ProxyServer.Key}")];
        var statuses = new List<HttpStatusCode>();
        for (var call = 0; call < 3; call++) statuses.Add((await server.AskAsync(Chat, AskedOf(Chat, "Go on."), header)).Answer.StatusCode);

        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_stream_goes_byte_for_byte_and_its_call_is_on_record(string path)
    {
        var stream = SomeStreams.Text(NameOf(path), ["Hello ", "dear wor", "ld."]);
        await using var upstream = await CannedUpstream.SayingAsync(stream, "text/event-stream");
        await using var server = await ProxyServer.StartAsync(upstream);

        (await server.AskAsync(path, AskedOf(path, "Hello.", streams: true))).Body.ShouldBe(stream);

        var exchange = (await server.EventsAsync()).OfType<Exchange>().Single();
        exchange.Output.ShouldBe("Hello dear world.");
        exchange.Call!.ShouldSatisfyAllConditions(
            call => call.Outcome.ShouldBe(CallOutcome.Completed),
            call => call.IsStreamed.ShouldBeTrue(),
            call => call.FirstTokenMicroseconds.ShouldNotBeNull(),
            call => call.TokensAreEstimated.ShouldBe(path == Chat),
            call => call.OutputTokens.ShouldBe(5));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_stream_that_breaks_off_ends_with_the_protocols_error(string path)
    {
        var stream = SomeStreams.Text(NameOf(path), ["Hello dear world, how are you? ", "Fine."]);
        await using var upstream = await CannedUpstream.BreakingOffAsync(stream[..(stream.Length / 2)], "text/event-stream");
        await using var server = await ProxyServer.StartAsync(upstream);

        (await server.AskAsync(path, AskedOf(path, "Hello.", streams: true))).Body.ShouldContain("broke off");
        (await CallOfAsync(server)).Outcome.ShouldBe(CallOutcome.UpstreamFailed);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_decision_on_a_call_is_made_again_the_same_from_its_record(string path)
    {
        var long_ = string.Concat(Enumerable.Repeat("This is somewhat odd, and number 42 it was, and so on. ", 20));
        await using var upstream = await CannedUpstream.SayingAsync(SomeStreams.Text(NameOf(path), [long_[..333], long_[333..], "forbidden fruit"]), "text/event-stream");
        await using var server = await ProxyServer.StartAsync(upstream);

        await server.AskAsync(path, AskedOf(path, "What is somewhat odd?", streams: true));

        var events = await server.EventsAsync();
        events.OfType<Decision>().Count(decision => decision.Of is not null).ShouldBeGreaterThan(1);
        await foreach (var one in new DecisionReplay(ProxyServer.Bundle, 2).RunAsync(events.ToAsyncEnumerable(), CancellationToken.None))
        {
            one.Now.ShouldNotBeNull();
            one.Differences().ShouldBeEmpty();
        }
    }

    private static async Task<ModelCall> CallOfAsync(ProxyServer server) => (await server.EventsAsync()).OfType<Exchange>().Single(exchange => exchange.Call is not null).Call!;

    private static string NameOf(string path) => SomeStreams.Protocols.Single(protocol => protocol.Path == path).Name;

    private static string AskedOf(string path, string text, bool streams = false)
    {
        var stream = streams ? "\"stream\":true," : "";
        return path == Responses ? $$"""{{{stream}}"model":"m","input":"{{text}}"}""" : $$"""{{{stream}}"model":"m","max_tokens":9,"messages":[{"role":"user","content":"{{text}}"}]}""";
    }

    private static string History(string first, string said, string then) =>
        $$"""{"model":"m","messages":[{"role":"user","content":"{{first}}"},{"role":"assistant","content":"{{said}}"},{"role":"user","content":"{{then}}"}]}""";

    private static string SaidOf(string path, string text) => path switch
    {
        Chat => $$$"""{"id":"c", "choices":[{"index":0,"message":{"role":"assistant","content":"{{{text}}}","refusal":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":5}}""",
        Messages => $$$"""{"id":"m","type":"message","role":"assistant","content":[{"type":"text","text":"{{{text}}}"}], "stop_reason":"end_turn","usage":{"input_tokens":7,"output_tokens":5}}""",
        _ => $$$"""{"id":"r","status":"completed", "output":[{"type":"message","content":[{"type":"output_text","text":"{{{text}}}","annotations":[]}]}],"usage":{"input_tokens":7,"output_tokens":5}}""",
    };
}
