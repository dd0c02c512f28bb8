using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace Custos.Bench.Gate;

/// <summary>How long do decisions take at a fixed rate? An open loop: each request has its moment, and its latency is counted from then, answered late or not.</summary>
/// <remarks>Counting from the scheduled moment is what keeps a stalled server from hiding its stall (coordinated omission; Tene 2013).</remarks>
internal static class OpenLoopLoad
{
    // No server that can be measured here is asked for longer or faster than this.
    private const int MaxSeconds = 300;
    private const int MaxPerSecond = 20_000;

    /// <param name="url">A server on this machine.</param>
    /// <param name="perSecond">Requests a second.</param>
    /// <param name="seconds">For how long, after a warm-up of five seconds.</param>
    /// <param name="connections">Connections kept open.</param>
    public static async Task RunAsync(Uri url, int perSecond, int seconds, int connections)
    {
        if (!url.IsLoopback || perSecond is < 1 or > MaxPerSecond || seconds is < 1 or > MaxSeconds)
        {
            throw new ArgumentException($"The load goes to this machine only, at 1 to {MaxPerSecond} requests a second for 1 to {MaxSeconds} seconds.", nameof(url));
        }

        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = connections };
        using var client = new HttpClient(handler) { BaseAddress = url };
        await SendAsync(client, perSecond, seconds: 5);
        var (latencies, failed, verdictsCommitted) = await SendAsync(client, perSecond, seconds);
        latencies.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{latencies.Count} decisions at {perSecond}/s, {failed} failed, {verdictsCommitted} committed: p50 {At(latencies, 0.5):F3} ms, p90 {At(latencies, 0.9):F3} ms, p99 {At(latencies, 0.99):F3} ms, p99.9 {At(latencies, 0.999):F3} ms, max {latencies[^1]:F3} ms"));
    }

    private static async Task<(List<double> Milliseconds, int Failed, int Committed)> SendAsync(HttpClient client, int perSecond, int seconds)
    {
        var latencies = new List<double>(perSecond * seconds);
        var failed = 0;
        var committed = 0;
        var pending = new List<Task>(perSecond * seconds);
        // A thread of its own that sleeps in the kernel: a timer of the runtime would wake a millisecond late, a spinning one would take a core from the server.
        var sender = new Thread(() =>
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < perSecond * seconds; i++)
            {
                var scheduled = started + (long)((double)i / perSecond * Stopwatch.Frequency);
                var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), scheduled);
                if (left > TimeSpan.Zero)
                {
                    _ = Sleep((uint)left.TotalMicroseconds);
                }

                var number = i;
                pending.Add(Task.Run(() => OneAsync(number, scheduled)));
            }
        });
        sender.Start();
        sender.Join();
        await Task.WhenAll(pending);
        return (latencies, failed, committed);

        async Task OneAsync(int number, long scheduled)
        {
            try
            {
                using var content = new ByteArrayContent(Body(number));
                using var response = await client.PostAsync(new Uri("/v1/decisions", UriKind.Relative), content);
                var answer = await response.Content.ReadAsStringAsync();
                var elapsed = Stopwatch.GetElapsedTime(scheduled).TotalMilliseconds;
                lock (latencies)
                {
                    latencies.Add(elapsed);
                    failed += response.StatusCode == HttpStatusCode.OK ? 0 : 1;
                    committed += answer.Contains("\"committed\"", StringComparison.Ordinal) ? 1 : 0;
                }
            }
            catch (HttpRequestException)
            {
                lock (latencies)
                {
                    failed++;
                }
            }
        }
    }

    private static byte[] Body(int number) => Encoding.UTF8.GetBytes(
        $$"""{"content":"Could you look at report {{number}} with me? I would like to know what changed since last week, and whether we should tell the team tomorrow.","user":"user-{{number % 1000}}","tier":"free","region":"eu","endpoint":"/chat"}""");

    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sleep(uint microseconds);

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
