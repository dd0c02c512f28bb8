using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Custos.Ingest;
using Custos.Ingest.Otlp;
using Custos.Store;

namespace Custos.Bench.Ingest;

/// <summary>How many spans a second does a served Custos take over HTTP and put into its database, and in how much memory? Server and sender share this machine.</summary>
internal static class SpanLoad
{
    private const int SpansPerBatch = 2000;

    private static readonly TimeSpan Line = TimeSpan.FromSeconds(5);

    private static long _number;
    private static long _again;

    /// <param name="url">A server on this machine.</param>
    /// <param name="processId">Its process, for its memory.</param>
    /// <param name="data">Its data directory, for the account at the end.</param>
    /// <param name="seconds">How long to send.</param>
    /// <param name="connections">How many requests are on their way at once.</param>
    /// <param name="perSecond">How many spans are sent a second; 0 for as many as are taken.</param>
    public static async Task RunAsync(Uri url, int processId, string data, int seconds, int connections, int perSecond)
    {
        if (!url.IsLoopback || seconds is < 1 or > 3600 || connections is < 1 or > 64) throw new ArgumentException("The load goes to this machine only, for at most an hour, on at most 64 connections.", nameof(url));
        using var client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };
        Say($"load average {File.ReadAllText("/proc/loadavg").Trim()}; batches of {SpansPerBatch} spans, {new SpanBatch(SpansPerBatch, 0).Bytes.Length / SpansPerBatch} bytes a span, {connections} connections");
        var (began, taken) = (Stopwatch.GetTimestamp(), 0L);
        var senders = Enumerable.Range(0, connections).Select(seed => Task.Run(() => SendAsync(client, new SpanBatch(SpansPerBatch, seed), began, TimeSpan.FromSeconds(seconds), perSecond, spans => Interlocked.Add(ref taken, spans)))).ToList();
        var all = Task.WhenAll(senders);
        for (var before = 0L; !all.IsCompleted;)
        {
            await Task.WhenAny(all, Task.Delay(Line));
            var now = Interlocked.Read(ref taken);
            Say($"{Stopwatch.GetElapsedTime(began).TotalSeconds,6:F0} s: {(now - before) / Line.TotalSeconds,9:F0} spans/s acknowledged, the server's memory {ResidentBytes(processId) >> 20} MiB, told to come again {Interlocked.Read(ref _again)} times");
            before = now;
        }

        await all;
        var sent = Stopwatch.GetElapsedTime(began);
        var account = await AccountAsync(client, data);
        var stored = Stopwatch.GetElapsedTime(began);
        Say($"{taken} spans acknowledged in {sent.TotalSeconds:F1} s: {taken / sent.TotalSeconds:F0} a second; in the database after {stored.TotalSeconds:F1} s: {taken / stored.TotalSeconds:F0} a second");
        Say($"the account: {account}");
    }

    /// <summary>How many spans a second one thread makes into records, without HTTP and a database.</summary>
    public static void Read(int seconds)
    {
        var batch = new SpanBatch(SpansPerBatch, 0);
        batch.Renew(0, 1_772_366_400_000_000_000);
        OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, batch.Bytes.Span);
        var (began, spans, allocated) = (Stopwatch.GetTimestamp(), 0L, GC.GetAllocatedBytesForCurrentThread());
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds) spans += OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, batch.Bytes.Span).Received;
        Say($"{spans / Stopwatch.GetElapsedTime(began).TotalSeconds:F0} spans a second on one thread, {(GC.GetAllocatedBytesForCurrentThread() - allocated) / spans} bytes allocated for each");
    }

    private static async Task SendAsync(HttpClient client, SpanBatch batch, long began, TimeSpan time, int perSecond, Action<long> taken)
    {
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var number = Interlocked.Add(ref _number, batch.Spans);
            var early = perSecond == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)number / perSecond) - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero) await Task.Delay(early);
            batch.Renew(number, (ulong)(DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100);
            while (!await TakesAsync(client, batch)) await Task.Delay(100);
            taken(batch.Spans);
        }
    }

    private static async Task<bool> TakesAsync(HttpClient client, SpanBatch batch)
    {
        using var content = new ReadOnlyMemoryContent(batch.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using var answer = await client.PostAsync(new Uri("/v1/traces", UriKind.Relative), content);
        if (answer.StatusCode != HttpStatusCode.TooManyRequests) return answer.EnsureSuccessStatusCode().IsSuccessStatusCode;
        Interlocked.Increment(ref _again);
        return false;
    }

    // The report waits until everything that was acknowledged is in the database.
    private static async Task<string> AccountAsync(HttpClient client, string data)
    {
        var token = ServerFile.TryRead(new DataDirectory(data))!.Token;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/reports/intake", UriKind.Relative)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static long ResidentBytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(6).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture) << 10;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
