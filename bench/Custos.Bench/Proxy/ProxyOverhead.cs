using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Custos.Bench.Proxy;

/// <summary>What does it cost to ask a model through Custos? The same calls straight to the model's server and through the proxy, in turn, on this machine.</summary>
internal static class ProxyOverhead
{
    private const int Warm = 300;
    private const int Streams = 300;
    private const int AtOnce = 1000;

    /// <param name="direct">A simulated upstream on this machine.</param>
    /// <param name="proxied">A server that stands in front of it.</param>
    /// <param name="processId">That server's process, for its memory.</param>
    /// <param name="calls">How many calls are made each way.</param>
    public static async Task RunAsync(Uri direct, Uri proxied, int processId, int calls)
    {
        if (!direct.IsLoopback || !proxied.IsLoopback || calls is < 1 or > 100_000) throw new ArgumentException("The load goes to this machine only, 100,000 calls at most.", nameof(direct));
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce }) { Timeout = TimeSpan.FromMinutes(2) };
        Say($"load average {File.ReadAllText("/proc/loadavg").Trim()}");
        await CallsAsync(client, direct, proxied, calls);
        await StreamsAsync(client, direct, proxied);
        await ManyAtOnceAsync(client, proxied, processId);
    }

    private static async Task CallsAsync(HttpClient client, Uri direct, Uri proxied, int calls)
    {
        var (straight, through) = (new List<double>(calls), new List<double>(calls));
        for (var i = 0; i < calls + Warm; i++)
        {
            var one = await TimeAsync(client, direct, "helpful", isStreamed: false, i);
            var two = await TimeAsync(client, proxied, "helpful", isStreamed: false, i);
            if (i < Warm) continue;
            straight.Add(one.Milliseconds);
            through.Add(two.Milliseconds);
        }

        Compare($"{calls} calls", straight, through);
    }

    private static async Task StreamsAsync(HttpClient client, Uri direct, Uri proxied)
    {
        var (straight, through) = (new List<double>(), new List<double>());
        for (var i = 0; i < Streams + Warm / 10; i++)
        {
            var one = await TimeAsync(client, direct, "helpful", isStreamed: true, i);
            var two = await TimeAsync(client, proxied, "helpful", isStreamed: true, i);
            if (i < Warm / 10) continue;
            straight.Add(one.Milliseconds / one.Events);
            through.Add(two.Milliseconds / two.Events);
        }

        Compare($"{Streams} streams, for each of their events", straight, through);
    }

    private static async Task ManyAtOnceAsync(HttpClient client, Uri proxied, int processId)
    {
        var began = Stopwatch.GetTimestamp();
        var peak = 0L;
        var running = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(number => TimeAsync(client, proxied, "slow", isStreamed: true, number)));
        while (!running.IsCompleted)
        {
            peak = Math.Max(peak, ResidentBytes(processId));
            await Task.WhenAny(running, Task.Delay(50));
        }

        var done = await running;
        Say($"{AtOnce} streams at once: {done.Count(one => one.Events > 1)} whole in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s, the server's memory at most {peak >> 20} MiB");
    }

    private static async Task<(double Milliseconds, int Events)> TimeAsync(HttpClient client, Uri to, string persona, bool isStreamed, int number)
    {
        var body = $$"""{"model":"{{persona}}","stream":{{(isStreamed ? "true" : "false")}},"messages":[{"role":"user","content":"Tell me something useful, number {{number}}."}]}""";
        var began = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(to, "/v1/chat/completions")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        var said = await answer.Content.ReadAsStringAsync();
        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, Math.Max(1, said.Split("data: ").Length - 1));
    }

    private static void Compare(string what, List<double> straight, List<double> through)
    {
        var more = straight.Zip(through, static (one, two) => two - one).Order().ToList();
        straight.Sort();
        through.Sort();
        Say($"{what}: straight p50 {At(straight, 0.5):F3} ms, p99 {At(straight, 0.99):F3} ms; through Custos p50 {At(through, 0.5):F3} ms, p99 {At(through, 0.99):F3} ms; more by p50 {At(more, 0.5):F3} ms, p99 {At(more, 0.99):F3} ms; p99 less p99 {At(through, 0.99) - At(straight, 0.99):F3} ms");
    }

    private static long ResidentBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture) << 10;
    }

    private static double At(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
