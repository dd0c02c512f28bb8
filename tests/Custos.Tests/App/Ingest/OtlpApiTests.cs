using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Custos.App.Ingest;
using Custos.Ingest;
using Custos.Records;
using Custos.Records.Telemetry;
using Custos.Tests.App.Api;
using Custos.Tests.Ingest;

namespace Custos.Tests.App.Ingest;

public sealed class OtlpApiTests
{
    private const string Protobuf = "application/x-protobuf";

    private static readonly SomeSpan Span = new();

    [Fact]
    public async Task What_is_sent_is_recorded_behind_its_account_and_answered_in_its_own_form()
    {
        await using var server = await StartAsync();

        using var binary = await SendAsync(server, "/v1/traces", SomeSpan.Protobuf(Span, Span with { End = 1 }), Protobuf);
        using var json = await SendAsync(server, "/v1/traces", Encoding.UTF8.GetBytes(SomeSpan.Json(Span)), "application/json; charset=utf-8");

        (binary.StatusCode, binary.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, Protobuf));
        (await binary.Content.ReadAsByteArrayAsync())[0].ShouldBe((byte)0x0A);
        (json.StatusCode, json.Content.Headers.ContentType!.MediaType, await json.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, "application/json", "{}"));
        var events = await EventsAsync(server.Log);
        events.Count.ShouldBe(4);
        var intake = events[0].ShouldBeOfType<Intake>();
        (intake.Source, intake.Of, intake.Received).ShouldBe(("otlp", "traces", 2));
        intake.Rejected.ShouldBe([new Rejection("the end is before the start", 1)]);
        events[1].ShouldBeOfType<ProgramSpan>().Id.ShouldBe(events[3].Id);
        events[2].ShouldBeOfType<Intake>().Received.ShouldBe(1);
    }

    [Theory]
    [InlineData("/v1/logs", "logs")]
    [InlineData("/v1/metrics", "metrics")]
    public async Task Logs_and_metrics_come_in_compressed(string path, string of)
    {
        await using var server = await StartAsync();
        var body = of == "logs" ? SomeLog.Protobuf(new SomeLog { Body = "hello" }) : SomeMetrics.Protobuf();

        using var answer = await SendAsync(server, path, Gzip(body), Protobuf, "gzip");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await EventsAsync(server.Log))[0].ShouldBeOfType<Intake>().Of.ShouldBe(of);
    }

    [Theory]
    [InlineData("text/plain", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "br", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", null, HttpStatusCode.BadRequest)]
    [InlineData("application/json", "gzip", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_read_is_answered_with_a_status_in_JSON(string type, string? compression, HttpStatusCode status)
    {
        await using var server = await StartAsync();

        using var answer = await SendAsync(server, "/v1/traces", [1, 2, 3], type, compression);

        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((status, "application/json"));
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith("{\"code\":3,\"message\":\"");
        (await EventsAsync(server.Log)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_read_as_protobuf_is_answered_in_protobuf_with_its_place()
    {
        await using var server = await StartAsync();

        using var answer = await SendAsync(server, "/v1/traces", [0x0A, 5, 1], Protobuf);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var said = await answer.Content.ReadAsByteArrayAsync();
        said[..2].ShouldBe([8, 3]);
        Encoding.UTF8.GetString(said).ShouldContain("Byte 1: A length reaches beyond");
    }

    [Fact]
    public async Task A_cut_off_or_damaged_gzip_is_refused_and_a_bomb_goes_off_nowhere()
    {
        await using var server = await StartAsync();
        var whole = Gzip(SomeSpan.Protobuf(Span));

        using var cut = await SendAsync(server, "/v1/traces", whole[..^6], Protobuf, "gzip");
        using var bomb = await SendAsync(server, "/v1/traces", Gzip(new byte[OtlpRequest.MostBytes + 1]), Protobuf, "gzip");

        cut.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        bomb.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        await using var server = await StartAsync();

        using var answer = await SendAsync(server, "/v1/traces", new byte[OtlpRequest.MostBytes + 1], Protobuf);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_log_or_a_memory_that_is_full_asks_to_come_again()
    {
        await using var full = await StartAsync(new FullLog());
        await using var small = await TestServer.StartAsync(EventLog.InMemory(), routes => new OtlpApi(EventLog.InMemory(), TimeProvider.System, mostBytesInFlight: 100).Map(routes));

        foreach (var server in (TestServer[])[full, small])
        {
            using var answer = await SendAsync(server, "/v1/traces", SomeSpan.Protobuf(Span), Protobuf);

            answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
            (await answer.Content.ReadAsByteArrayAsync())[..2].ShouldBe([8, 8]);
        }
    }

    [Fact]
    public async Task What_was_in_flight_is_given_back_to_the_budget()
    {
        var log = EventLog.InMemory();
        await using var server = await TestServer.StartAsync(log, routes => new OtlpApi(log, TimeProvider.System, mostBytesInFlight: 300_000).Map(routes));

        for (var i = 0; i < 20; i++)
        {
            using var fine = await SendAsync(server, "/v1/traces", Gzip(SomeSpan.Protobuf(Span)), Protobuf, "gzip");
            using var bad = await SendAsync(server, "/v1/traces", [1], Protobuf, "gzip");
            (fine.StatusCode, bad.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.BadRequest));
        }
    }

    [Fact]
    public async Task Once_there_are_keys_one_is_needed_and_both_ways_to_show_it_are_taken()
    {
        var log = EventLog.InMemory();
        await using var server = await TestServer.StartAsync(log, routes => new OtlpApi(log, TimeProvider.System).Map(routes), keyExists: true);

        using var without = await SendAsync(server, "/v1/traces", SomeSpan.Protobuf(Span), Protobuf);
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestServer.ValidKey);
        using var bearer = await SendAsync(server, "/v1/traces", SomeSpan.Protobuf(Span), Protobuf);
        server.Client.DefaultRequestHeaders.Authorization = null;
        server.Client.DefaultRequestHeaders.Add("x-api-key", TestServer.ValidKey);
        using var header = await SendAsync(server, "/v1/traces", SomeSpan.Protobuf(Span), Protobuf);

        without.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await without.Content.ReadAsByteArrayAsync())[..2].ShouldBe([8, 16]);
        (bearer.StatusCode, header.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
    }

    private static Task<TestServer> StartAsync(EventLog? log = null)
    {
        log ??= EventLog.InMemory();
        return TestServer.StartAsync(log, routes => new OtlpApi(log, TimeProvider.System).Map(routes));
    }

    private static async Task<HttpResponseMessage> SendAsync(TestServer server, string path, byte[] body, string type, string? compression = null)
    {
        using var content = new ByteArrayContent(body);
        if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (compression is not null) content.Headers.ContentEncoding.Add(compression);
        return await server.Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    private static async Task<List<Event>> EventsAsync(EventLog log)
    {
        var events = new List<Event>();
        await foreach (var item in log.ReadAsync(CancellationToken.None)) events.Add(item);
        return events;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private sealed class FullLog : EventLog
    {
        public override ValueTask AppendAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken) => throw new EventLogOverloadedException("The queue is full.");

        public override async IAsyncEnumerable<Event> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }
    }
}
