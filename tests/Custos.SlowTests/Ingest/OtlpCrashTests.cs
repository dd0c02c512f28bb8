using System.Net;
using System.Net.Http.Headers;
using Custos.Records;
using Custos.Tests.Ingest;

namespace Custos.SlowTests.Ingest;

public sealed class OtlpCrashTests
{
    private const int Rows = 20;

    [Fact]
    public async Task What_was_acknowledged_is_accounted_for_to_the_row_after_five_kills_in_the_middle_of_sending()
    {
        using var served = new ServedStore();
        var random = new Random(20260307);
        var (acknowledged, number) = (0L, 0);
        var stored = new HashSet<string>();
        for (var kill = 0; kill < 5; kill++)
        {
            await using var server = await served.ServeAsync();
            using var client = new HttpClient { BaseAddress = server.Url };
            var senders = Enumerable.Range(0, 4).Select(_ => SendUntilKilledAsync(client, () => Interlocked.Increment(ref number), stored)).ToList();
            await Task.Delay(random.Next(500, 2000));
            await server.KillAsync();
            acknowledged += (await Task.WhenAll(senders)).Sum();
        }

        var (events, account) = await served.ReadAsync();

        var counts = account.ShouldHaveSingleItem().Split(' ').Skip(1).Select(long.Parse).ToList();
        var (received, kept, duplicates, rejected, unaccounted) = (counts[0], counts[1], counts[2], counts[3], counts[4]);
        unaccounted.ShouldBe(0);
        received.ShouldBe(kept + duplicates + rejected);
        received.ShouldBeGreaterThanOrEqualTo(acknowledged);
        acknowledged.ShouldBeGreaterThan(0);
        rejected.ShouldBe(received / Rows);
        duplicates.ShouldBeGreaterThan(0);
        var keys = events.OfType<Exchange>().Select(static one => one.ExternalKey!).ToList();
        keys.Count.ShouldBe((int)kept);
        keys.ShouldBeUnique();
        stored.Except(keys).ShouldBeEmpty();
    }

    // Every request holds rows of its own, one that the request before it held too, and one that cannot be taken.
    private static async Task<long> SendUntilKilledAsync(HttpClient client, Func<int> next, HashSet<string> stored)
    {
        var (acknowledged, before) = (0L, Span(next() * Rows));
        try
        {
            while (true)
            {
                var first = next() * Rows;
                SomeSpan[] spans = [before, .. Enumerable.Range(first, Rows - 2).Select(Span), Span(first + Rows - 1) with { End = 1 }];
                using var content = new ByteArrayContent(SomeSpan.Protobuf(spans));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
                using var answer = await client.PostAsync(new Uri("/v1/traces", UriKind.Relative), content);
                if (answer.StatusCode == HttpStatusCode.TooManyRequests) continue;
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                acknowledged += Rows;
                lock (stored)
                {
                    foreach (var span in spans[..^1]) stored.Add($"{span.TraceId}:{span.SpanId}");
                }

                before = spans[1];
            }
        }
        catch (Exception killed) when (killed is HttpRequestException or IOException)
        {
            return acknowledged;
        }
    }

    private static SomeSpan Span(int number) => new() { SpanId = $"{number + 1:x16}", Start = SomeSpan.Noon + (ulong)number * 1000, End = SomeSpan.Noon + (ulong)number * 1000 + 1_000_000, Attributes = [("gen_ai.operation.name", "chat"), ("gen_ai.usage.output_tokens", number)] };
}
