using System.Diagnostics;
using System.Text.Json;

namespace Custos.App.Simulation;

/// <summary>Sends a day of texts to a server, each at its hour, whether or not earlier ones were answered.</summary>
internal sealed class TrafficSender(Uri server, TrafficShape shape, int seed)
{
    // Bounds what waits when the server is slower than the traffic; a request over it counts as failed.
    private const int MaxInFlight = 256;
    private const double HarmShare = 0.04;
    private const double BurstHarmShare = 0.5;

    private static readonly string[] Tiers = ["free", "free", "free", "pro", "pro", "enterprise"];
    private static readonly string[] Regions = ["eu", "us", "us", "apac"];
    private static readonly string[] Endpoints = ["/chat", "/chat", "/chat", "/search", "/agent"];

    /// <summary>Sends the whole day; ends when every request was answered or has failed.</summary>
    /// <param name="tally">Where the answers are counted.</param>
    /// <param name="texts">The texts to send instead of simulated ones, over and over; null to simulate.</param>
    /// <param name="cancellationToken">Stops sending.</param>
    public async Task SendAsync(TrafficTally tally, IReadOnlyList<string>? texts, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(10) };
        using var room = new SemaphoreSlim(MaxInFlight);
        var generator = new TextGenerator(seed);
        var clock = Stopwatch.StartNew();
        var sent = new List<Task>();
        var number = 0;
        foreach (var arrival in shape.Arrivals(seed))
        {
            var early = arrival - clock.Elapsed;
            if (early > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(early, cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            var text = texts is null ? Simulated(generator, arrival) : new SimulatedText(texts[number % texts.Count], $"user-{number % 500:D4}", Bucket: null);
            bool? isHarmful = texts is null ? text.Bucket is not null : null;
            number++;
            if (!await room.WaitAsync(TimeSpan.Zero, cancellationToken))
            {
                tally.CountFailure();
                continue;
            }

            sent.Add(SendOneAsync(client, text, isHarmful, tally, room, cancellationToken));
        }

        await Task.WhenAll(sent);
    }

    private SimulatedText Simulated(TextGenerator generator, TimeSpan at) => shape.IsBurst(at)
        ? generator.Next(BurstHarmShare, Phrases.Buckets[at / shape.Duration < 0.5 ? 0 : 2])
        : generator.Next(HarmShare);

    private static async Task SendOneAsync(HttpClient client, SimulatedText text, bool? isHarmful, TrafficTally tally, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await client.PostAsJsonAsync(new Uri("/v1/decisions", UriKind.Relative), BodyOf(text), cancellationToken);
            response.EnsureSuccessStatusCode();
            using var answer = await response.Content.ReadFromJsonAsync<JsonDocument>(cancellationToken);
            tally.Count(answer!.RootElement.GetProperty("verdict").GetString()!, isHarmful, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            tally.CountFailure();
        }
        finally
        {
            room.Release();
        }
    }

    private static Dictionary<string, string> BodyOf(SimulatedText text)
    {
        // A user has one plan and one region: they follow from the name.
        var place = text.User.Sum(character => character);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["content"] = text.Text,
            ["user"] = text.User,
            ["conversation"] = $"{text.User}-1",
            ["organisation"] = $"org-{place % 20}",
            ["tier"] = Tiers[place % Tiers.Length],
            ["region"] = Regions[place % Regions.Length],
            ["endpoint"] = Endpoints[text.Text.Length % Endpoints.Length],
        };
    }
}
