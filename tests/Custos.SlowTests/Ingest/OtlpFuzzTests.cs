using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Custos.Tests.Ingest;

namespace Custos.SlowTests.Ingest;

/// <summary>Whatever comes, the answer is one of those that are documented, and the server lives. CUSTOS_FUZZ_SECONDS says for how long; a minute unless it is set.</summary>
public sealed class OtlpFuzzTests
{
    private static readonly int[] Documented = [200, 400, 401, 403, 405, 408, 413, 415, 429];

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("CUSTOS_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 60);

    private static readonly byte[][] Seeds =
    [
        SomeSpan.Protobuf(new SomeSpan { Attributes = [("gen_ai.operation.name", "chat"), ("deep", new object?[] { 1, "two", new Dictionary<string, object?> { ["three"] = 3.5 } })], Events = [("gen_ai.choice", [("content", "x")])] }),
        SomeLog.Protobuf(new SomeLog { EventName = "custos.feedback", Attributes = [("custos.feedback.kind", "thumb"), ("custos.feedback.value", 1)] }),
        SomeMetrics.Protobuf(),
        Encoding.UTF8.GetBytes(SomeSpan.Json(new SomeSpan { Attributes = [("gen_ai.input.messages", "[{\"role\":\"user\",\"content\":\"\\ud83d\"}]")] })),
        Encoding.UTF8.GetBytes(SomeLog.Json(new SomeLog { Body = "hello" })),
        Encoding.UTF8.GetBytes(SomeMetrics.Json),
    ];

    [Fact]
    public async Task Nothing_that_is_sent_gets_an_answer_that_is_not_documented()
    {
        using var served = new ServedStore();
        var answers = new Dictionary<int, long>();
        await using (var server = await served.ServeAsync())
        {
            using var client = new HttpClient { BaseAddress = server.Url };
            var random = new Random(20260308);
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Time;)
            {
                using var request = Request(random);
                using var answer = await client.SendAsync(request);
                var status = (int)answer.StatusCode;
                answers[status] = answers.GetValueOrDefault(status) + 1;
                status.ShouldBeOneOf(Documented);
            }

            (await server.StopAsync()).ShouldBe(0);
        }

        answers.Keys.ShouldBeSubsetOf([200, 400, 415]);
        answers[200].ShouldBeGreaterThan(0);
        answers[400].ShouldBeGreaterThan(0);
        (await served.ReadAsync()).Account.ShouldAllBe(static line => line.EndsWith(" 0", StringComparison.Ordinal));
    }

    private static HttpRequestMessage Request(Random random)
    {
        var body = Mutated(Seeds[random.Next(Seeds.Length)], random);
        var isCompressed = random.Next(4) == 0;
        if (isCompressed) body = Mutated(Gzip(body), random);
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(12) switch { 0 => "text/plain", < 6 => "application/json", _ => "application/x-protobuf" });
        if (isCompressed || random.Next(20) == 0) content.Headers.ContentEncoding.Add(random.Next(10) == 0 ? "zstd" : "gzip");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(random.Next(3) switch { 0 => "/v1/traces", 1 => "/v1/logs", _ => "/v1/metrics" }, UriKind.Relative)) { Content = content };
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var i = random.Next(4); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 50), bytes.Count - at))); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
