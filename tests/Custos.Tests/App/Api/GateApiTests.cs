using System.Net;
using System.Text;
using System.Text.Json;
using Custos.App.Api;
using Custos.Gate;
using Custos.Policy.Conditions;
using Custos.Records;

namespace Custos.Tests.App.Api;

public sealed class GateApiTests
{
    [Fact]
    public async Task A_moderation_answers_in_openais_format()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await JsonAsync(await server.PostAsync("/v1/moderations", """{"input":"a self_harm text","model":"omni-moderation-latest"}"""));

        answer.GetProperty("id").GetString()!.ShouldStartWith("modr-");
        answer.GetProperty("model").GetString().ShouldNotBeNull();
        var result = answer.GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        result.GetProperty("flagged").GetBoolean().ShouldBeTrue();
        result.GetProperty("categories").GetProperty("self-harm").GetBoolean().ShouldBeTrue();
        result.GetProperty("category_scores").GetProperty("self-harm").GetDouble().ShouldBe(0.9);
        result.GetProperty("category_applied_input_types").GetProperty("self-harm").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("text");
        result.GetProperty("categories").GetProperty("spam").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Every_category_of_openais_stands_in_every_result_and_one_not_covered_says_so()
    {
        await using var server = await TestServer.StartAsync();

        var result = (await JsonAsync(await server.PostAsync("/v1/moderations", """{"input":"hello"}"""))).GetProperty("results")[0];

        foreach (var category in ModerationCategories.All)
        {
            result.GetProperty("categories").TryGetProperty(category, out _).ShouldBeTrue(category);
            result.GetProperty("category_scores").TryGetProperty(category, out _).ShouldBeTrue(category);
        }

        result.GetProperty("category_applied_input_types").GetProperty("violence").GetArrayLength().ShouldBe(0);
        result.GetProperty("flagged").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task An_array_gets_one_result_per_text_in_order()
    {
        await using var server = await TestServer.StartAsync();

        var results = (await JsonAsync(await server.PostAsync("/v1/moderations", """{"input":["fine","self_harm","spam"]}"""))).GetProperty("results");

        results.EnumerateArray().Select(result => result.GetProperty("flagged").GetBoolean()).ShouldBe([false, true, true]);
    }

    [Fact]
    public async Task Curls_default_content_type_is_accepted()
    {
        await using var server = await TestServer.StartAsync();

        (await server.PostAsync("/v1/moderations", """{"input":"hello"}""", "application/x-www-form-urlencoded")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_decision_says_what_why_by_which_bundle_and_how_safely_recorded()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await JsonAsync(await server.PostAsync("/v1/decisions", """
            {"content":"self_harm and spam","direction":"output","organisation":"o","user":"u","conversation":"c","tier":"free","region":"eu","endpoint":"/chat","deadline_ms":2000}
            """));

        answer.GetProperty("verdict").GetString().ShouldBe("block");
        answer.GetProperty("why").GetString().ShouldBe("rule self_harm of policy thresholds: self_harm scored 0.9, threshold 0.5");
        answer.GetProperty("bundle_id").GetString()!.Length.ShouldBe(64);
        answer.GetProperty("recorded").GetString().ShouldBe("committed");
        answer.GetProperty("deadline_ms").GetInt32().ShouldBe(2000);
        answer.GetProperty("elapsed_microseconds").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        var buckets = answer.GetProperty("buckets");
        buckets[0].GetProperty("certified").GetBoolean().ShouldBeTrue();
        buckets[1].GetProperty("certified").GetBoolean().ShouldBeFalse();

        var kept = await KeptAsync(server.Log);
        var exchange = kept.OfType<Exchange>().ShouldHaveSingleItem();
        (exchange.Organisation, exchange.User, exchange.Conversation, exchange.Tier, exchange.Region, exchange.Endpoint).ShouldBe(("o", "u", "c", "free", "eu", "/chat"));
        (exchange.Input, exchange.Output).ShouldBe((null, "self_harm and spam"));
        var decision = kept.OfType<Decision>().ShouldHaveSingleItem();
        decision.Id.ShouldBe(answer.GetProperty("id").GetGuid());
        decision.ExchangeId.ShouldBe(exchange.Id);
    }

    [Fact]
    public async Task A_signal_that_hangs_answers_unknown_with_the_fallback_by_the_deadline()
    {
        var hang = Signal.Create("hang", [new KnownLabel("hate", 0.5, IsCertified: true)], async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [0.9];
        });
        await using var server = await TestServer.StartAsync(signals: hang);

        var answer = await JsonAsync(await server.PostAsync("/v1/decisions", """{"content":"hello","deadline_ms":60}"""));

        (answer.GetProperty("verdict").GetString(), answer.GetProperty("cause").GetString(), answer.GetProperty("fallback").GetString()).ShouldBe(("unknown", "timeout", "block"));
    }

    [Fact]
    public async Task A_record_that_is_not_on_disk_by_the_deadline_is_said_to_be_pending()
    {
        await using var server = await TestServer.StartAsync(log: new StuckLog());

        var answer = await JsonAsync(await server.PostAsync("/v1/decisions", """{"content":"hello","deadline_ms":50}"""));

        answer.GetProperty("recorded").GetString().ShouldBe("pending");
    }

    [Fact]
    public async Task A_full_log_refuses_and_says_when_to_come_back()
    {
        await using var server = await TestServer.StartAsync(log: new FullLog());

        var response = await server.PostAsync("/v1/decisions", """{"content":"hello"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/v1/moderations", "", "not a JSON object|not valid JSON")]
    [InlineData("/v1/moderations", "{", "not valid JSON at line 1")]
    [InlineData("/v1/moderations", "[]", "not a JSON object")]
    [InlineData("/v1/moderations", "{}", "no 'input'")]
    [InlineData("/v1/moderations", """{"input":[]}""", "no 'input'")]
    [InlineData("/v1/moderations", """{"input":5}""", "neither a text")]
    [InlineData("/v1/moderations", """{"input":[5]}""", "neither a text")]
    [InlineData("/v1/moderations", """{"input":"a"} {}""", "goes on|not valid JSON")]
    [InlineData("/v1/moderations", """{"input":[{"type":"image_url","image_url":{"url":"x"}}]}""", "text only")]
    [InlineData("/v1/decisions", "{}", "no 'content'")]
    [InlineData("/v1/decisions", """{"content":"a","direction":"up"}""", "direction")]
    [InlineData("/v1/decisions", """{"content":"a","deadline_ms":0}""", "deadline_ms")]
    [InlineData("/v1/decisions", """{"content":"a","deadline_ms":1.5}""", "deadline_ms")]
    [InlineData("/v1/decisions", """{"content":{"a":1}}""", "not a text")]
    public async Task What_cannot_be_read_is_a_problem_that_says_what_to_do(string path, string body, string says)
    {
        await using var server = await TestServer.StartAsync();

        var response = await server.PostAsync(path, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        says.Split('|').ShouldContain(part => problem.GetProperty("detail").GetString()!.Contains(part, StringComparison.Ordinal), problem.GetProperty("detail").GetString());
        problem.GetProperty("error").GetProperty("message").GetString().ShouldBe(problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_ten_megabyte_body_is_refused()
    {
        await using var server = await TestServer.StartAsync();

        var response = await server.PostAsync("/v1/moderations", $$"""{"input":"{{new string('a', 10_000_000)}}"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync()).ShouldContain("too_large");
    }

    [Fact]
    public async Task A_text_over_the_limit_and_too_many_texts_are_refused()
    {
        await using var server = await TestServer.StartAsync(limits: new RequestLimits { MaxTextLength = 10, MaxTexts = 2 });

        (await server.PostAsync("/v1/moderations", """{"input":"12345678901"}""")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await server.PostAsync("/v1/decisions", """{"content":"12345678901"}""")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await server.PostAsync("/v1/moderations", """{"input":["a","b","c"]}""")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Deeply_nested_json_is_refused()
    {
        await using var server = await TestServer.StartAsync();

        var nested = $$"""{"input":"a","x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";

        (await server.PostAsync("/v1/moderations", nested)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Invalid_utf8_is_refused()
    {
        await using var server = await TestServer.StartAsync();

        var response = await server.PostAsync("/v1/moderations", [.. "{\"input\":\""u8, 0xC3, 0x28, .. "\"}"u8]);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("UTF-8");
    }

    [Theory]
    [InlineData("""\ud800 self_harm""", "\uFFFD self_harm")]
    [InlineData("""\udc00\ud800 self_harm \ud83d\ude00""", "\uFFFD\uFFFD self_harm \U0001F600")]
    [InlineData("""a\u0000b self_harm \"q\" \/ \\ \n""", "a\0b self_harm \"q\" / \\ \n")]
    [InlineData("""\u202e self_harm \u200f""", "\u202E self_harm \u200F")]
    public async Task Lone_surrogates_nul_and_marks_in_a_text_do_not_switch_the_gate_off(string escaped, string kept)
    {
        await using var server = await TestServer.StartAsync();

        var response = await server.PostAsync("/v1/decisions", $$"""{"content":"{{escaped}}"}""");

        (await JsonAsync(response)).GetProperty("verdict").GetString().ShouldBe("block");
        (await KeptAsync(server.Log)).OfType<Exchange>().ShouldHaveSingleItem().Input.ShouldBe(kept);
    }

    [Fact]
    public async Task Random_bytes_get_an_answer_and_never_a_server_failure()
    {
        await using var server = await TestServer.StartAsync();
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var body = Encoding.UTF8.GetBytes("""{"input":["hello",{"type":"text","text":"\ud83d\ude00"}],"model":"m","x":[{"y":null}]}""");
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            var response = await server.PostAsync(i % 2 == 0 ? "/v1/moderations" : "/v1/decisions", body);

            ((int)response.StatusCode).ShouldBeLessThan(500, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_flood_beyond_the_room_is_answered_at_once_and_recorded_once()
    {
        const int Room = 4, Flood = 200;
        using var release = new CancellationTokenSource();
        var stuck = Signal.Create("stuck", [new KnownLabel("hate", 0.5, IsCertified: true)], async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite, release.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            return [0.1];
        });
        await using var server = await TestServer.StartAsync(gate: new GatekeeperOptions { MostInFlight = Room, Queues = true }, signals: stuck);
        const string Body = """{"content":"hello","deadline_ms":60000}""";

        using var answered = new SemaphoreSlim(0);

        var all = Enumerable.Range(0, Flood).Select(async _ =>
        {
            var answer = await JsonAsync(await server.PostAsync("/v1/decisions", Body));
            answered.Release();
            return answer;
        }).ToList();

        // The signal is stuck until all others have their answers.
        for (var i = 0; i < Flood - Room; i++) (await answered.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        await release.CancelAsync();
        var verdicts = (await Task.WhenAll(all)).GroupBy(answer => answer.GetProperty("verdict").GetString()!).ToDictionary(same => same.Key, same => same.Count());
        verdicts.ShouldBe(new Dictionary<string, int> { ["unknown"] = Flood - Room, ["allow"] = Room }, ignoreOrder: true);
        var recorded = await server.Log.ReadAsync(CancellationToken.None).OfType<Decision>().ToListAsync();
        recorded.Select(decision => decision.Id).Distinct().Count().ShouldBe(Flood);
        recorded.Count(decision => decision.Verdict is Verdict.Unknown { Cause: FailureClass.Overload }).ShouldBe(Flood - Room);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<List<Event>> KeptAsync(EventLog log)
    {
        var kept = new List<Event>();
        await foreach (var item in log.ReadAsync(CancellationToken.None))
        {
            kept.Add(item);
        }

        return kept;
    }

    private sealed class StuckLog : EventLog
    {
        public override async ValueTask AppendAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken) => await Task.Delay(Timeout.Infinite, cancellationToken);

        public override IAsyncEnumerable<Event> ReadAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<Event>();
    }

    private sealed class FullLog : EventLog
    {
        public override ValueTask AppendAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken) =>
            throw new EventLogOverloadedException("The queue of 1 is full; try again.");

        public override IAsyncEnumerable<Event> ReadAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<Event>();
    }
}
