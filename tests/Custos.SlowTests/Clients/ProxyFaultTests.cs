using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Custos.SlowTests.Clients;

/// <summary>Custos, with little patience, before an upstream that fails.</summary>
public sealed class FaultTarget : ProxyTarget
{
    private protected override IReadOnlyList<string> Arguments => ["--upstream-timeout", "5", "--upstream-silence", "5"];
}

/// <summary>Whatever the upstream does, the client has its answer or an error in time, nothing is invented, and the server goes on in bounded memory.</summary>
[Collection(Alone.Name)]
public sealed class ProxyFaultTests(FaultTarget target) : IClassFixture<FaultTarget>
{
    private const string Whole = "This is an answer of twelve words, so that a stream has chunks.";
    private const long MostResidentBytes = 500L << 20;

    private static readonly string[] Paths = ["/v1/chat/completions", "/v1/responses", "/v1/messages"];

    private static readonly string[] Hanging = ["hangs", "hangs-before-headers"];

    private static readonly string[] Breaking =
    [
        "resets", "resets-before-headers", "ends-early", "half-event", "error-event", "invalid-utf8", "long-line", "broken-json", "wrong-length", "short-length",
    ];

    public static TheoryData<string, string, bool> Faults()
    {
        var cases = new TheoryData<string, string, bool>();
        foreach (var path in Paths)
        {
            foreach (var persona in Breaking)
            {
                cases.Add(path, persona, true);
                cases.Add(path, persona, false);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_ends_in_time_and_the_server_goes_on(string path, string persona, bool streams) => await SurvivesAsync(path, persona, streams);

    [Fact]
    public async Task Servers_that_hang_are_left_in_time()
    {
        var cases = from path in Paths from persona in Hanging from streams in (bool[])[true, false] select SurvivesAsync(path, persona, streams);

        await Task.WhenAll(cases);
    }

    private async Task SurvivesAsync(string path, string persona, bool streams)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        var watch = Stopwatch.StartNew();

        var (status, body) = await AskAsync(client, path, persona, streams);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        if (status == 200 && streams)
        {
            var read = StreamedText.Of(body);
            if (persona is not ("wrong-length" or "short-length"))
            {
                Whole.ShouldStartWith(read.Said);
                (read.IsWhole && read.Stop is "stop" or "end_turn" or "completed").ShouldBeFalse("what broke off does not look whole");
            }
        }
        else if (status == 200)
        {
            // A body that came whole may be given, whatever its length said.
            persona.ShouldBeOneOf("short-length", "wrong-length");
        }
        else
        {
            status.ShouldBeOneOf(500, 502, 503, 504);
            Encoding.UTF8.GetString(body).ShouldContain("\"error\"");
        }

        await EchoesAsync(client, path);
        PeakBytes(target.Server.ProcessId).ShouldBeLessThan(MostResidentBytes);
    }

    // A machine that stands still for longer than the server waits is no fault of the server's: asked again, it answers.
    private async Task EchoesAsync(HttpClient client, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (status, answer) = await AskAsync(client, path, "echo", streams: false);
            if (status == 504 && attempt < 3) continue;
            status.ShouldBe(200);
            Encoding.UTF8.GetString(answer).ShouldContain("hi there");
            return;
        }
    }

    private async Task<(int Status, byte[] Body)> AskAsync(HttpClient client, string path, string model, bool streams)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target.Url, path))
        {
            Content = new StringContent($$"""{"model":"{{model}}","stream":{{(streams ? "true" : "false")}},"max_tokens":64,"messages":[{"role":"user","content":"hi there"}],"input":"hi there"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {target.Key}");
        if (path == "/v1/messages") request.Headers.Add("anthropic-version", "2023-06-01");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var received = new MemoryStream();
        try
        {
            await response.Content.CopyToAsync(received);
        }
        catch (HttpRequestException)
        {
            // Broken off, as the upstream's was: what came before it counts.
        }

        return ((int)response.StatusCode, received.ToArray());
    }

    private static long PeakBytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }
}
