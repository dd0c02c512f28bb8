using System.Net;
using System.Text;
using System.Text.Json;
using Custos.App.Api;
using Custos.App.Api.Feedbacks;
using Custos.Records;
using Custos.Records.Telemetry;
using Custos.Store;
using Custos.Store.Report;
using Custos.Tests.Store;

namespace Custos.Tests.App.Api.Feedbacks;

public sealed class FeedbackApiTests
{
    private const string Exchange = "019a0000-0000-7000-8000-000000000001";

    [Fact]
    public async Task Each_kind_is_taken_with_its_value_and_its_words_by_consent()
    {
        await using var server = await StartAsync(EventLog.InMemory());

        var answer = await PostAsync(server, $$"""
            [{"exchange_id":"{{Exchange}}","thumb":"down","user":"u1"},
             {"external_key":"abc:def","stars":4,"at":"2026-03-01T12:00:00Z"},
             {"exchange_id":"{{Exchange}}","text":"Mail me at ada@example.org","consent":"store"},
             {"exchange_id":"{{Exchange}}","rewrite":"Call 192.0.2.7","consent":"train","redact":false},
             {"exchange_id":"{{Exchange}}","text":"private"}]
            """);

        (answer.GetProperty("received").GetInt32(), answer.GetProperty("accepted").GetInt32(), answer.GetProperty("rejected").GetInt32()).ShouldBe((5, 5, 0));
        var kept = await KeptAsync(server.Log);
        kept.Select(feedback => (feedback.Kind, feedback.Value, feedback.Content, feedback.Consent, feedback.IsRedacted)).ShouldBe(
        [
            (FeedbackKind.Thumb, -1, null, FeedbackConsent.None, false),
            (FeedbackKind.Stars, 4, null, FeedbackConsent.None, false),
            (FeedbackKind.Text, null, "Mail me at [email_address]", FeedbackConsent.Store, true),
            (FeedbackKind.Rewrite, null, "Call 192.0.2.7", FeedbackConsent.Train, false),
            (FeedbackKind.Text, null, null, FeedbackConsent.None, false),
        ]);
        kept[0].User.ShouldBe("u1");
        kept[1].At.ShouldBe(SomeEvents.Noon);
        kept[1].ExternalKey.ShouldBe("abc:def");
    }

    [Fact]
    public async Task Wrong_items_are_told_one_by_one_and_the_others_are_kept()
    {
        await using var server = await StartAsync(EventLog.InMemory());

        var answer = await PostAsync(server, $$"""
            [{"exchange_id":"{{Exchange}}","thumb":1}, 7, {"exchange_id":"{{Exchange}}"}, {"thumb":"up"}, {"exchange_id":"x","thumb":"up"}, {"exchange_id":"{{Exchange}}","stars":6},
             {"exchange_id":"{{Exchange}}","text":" ","consent":"store"}, {"exchange_id":"{{Exchange}}","text":"\ud800","consent":"store"}, {"exchange_id":"{{Exchange}}","thumb":"up","consent":"maybe"}]
            """);

        answer.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("index").GetInt32()).ShouldBe(Enumerable.Range(1, 8));
        (await KeptAsync(server.Log)).Count.ShouldBe(1);
        var intake = (await server.Log.ReadAsync(default).ToListAsync()).OfType<Intake>().Single();
        (intake.Received, intake.Rejected.Sum(rejection => rejection.Rows)).ShouldBe((9, 8));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("\"up\"", HttpStatusCode.BadRequest)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_such_json_is_refused_and_nothing_is_kept(string body, HttpStatusCode status)
    {
        await using var server = await StartAsync(EventLog.InMemory());

        using var answer = await server.PostAsync("/v1/feedback", body);

        answer.StatusCode.ShouldBe(status);
        (await server.Log.ReadAsync(default).ToListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_a_thousand_items_are_refused()
    {
        await using var server = await StartAsync(EventLog.InMemory());
        var items = string.Join(',', Enumerable.Repeat($$"""{"exchange_id":"{{Exchange}}","thumb":1}""", FeedbackApi.MostItems + 1));

        using var answer = await server.PostAsync("/v1/feedback", $"[{items}]");

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task The_same_key_again_is_a_duplicate_and_accounted()
    {
        using var folder = new TemporaryDirectory();
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = folder.Data });
        await using var server = await StartAsync(store.Log);
        var item = $$"""{"key":"k1","exchange_id":"{{Exchange}}","thumb":"up"}""";

        await PostAsync(server, item);
        await PostAsync(server, $"[{item},{item.Replace("k1", "k2", StringComparison.Ordinal)},{{}}]");

        await store.Log.FlushAsync(default);
        var intake = await store.Reports.RunAsync("intake", new ReportPeriod(), default);
        intake.Rows.Select(row => string.Join(' ', row.Skip(1))).ShouldBe(["api feedback 4 2 1 1 0"]);
    }

    [Fact]
    public async Task A_key_is_needed_as_soon_as_one_exists()
    {
        await using var server = await TestServer.StartAsync(EventLog.InMemory(), routes => new FeedbackApi(EventLog.InMemory(), new RequestLimits(), TimeProvider.System).Map(routes), keyExists: true);

        using var answer = await server.PostAsync("/v1/feedback", "[]");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<TestServer> StartAsync(EventLog log) => TestServer.StartAsync(log, routes => new FeedbackApi(log, new RequestLimits(), TimeProvider.System).Map(routes));

    private static async Task<JsonElement> PostAsync(TestServer server, string body)
    {
        using var answer = await server.PostAsync("/v1/feedback", Encoding.UTF8.GetBytes(body));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private static async Task<List<Feedback>> KeptAsync(EventLog log) => [.. (await log.ReadAsync(default).ToListAsync()).OfType<Feedback>()];
}
