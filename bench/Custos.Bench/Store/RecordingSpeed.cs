using System.Diagnostics;
using System.Globalization;
using Custos.Records;
using Custos.Store;
using Custos.Store.Journal;
using EventLog = Custos.Records.EventLog;

namespace Custos.Bench.Store;

/// <summary>What does recording cost: encoding, an append alone and among many, filling the database, and starting after a crash?</summary>
/// <remarks>An exchange of 500 characters and its decision of eight buckets count as one pair. The folder should lie on the disk that will be used.</remarks>
internal static class RecordingSpeed
{
    private const int Pairs = 50_000;

    public static async Task RunAsync(string folder)
    {
        Codec();
        var data = new DataDirectory(Path.Combine(folder, $"custos-recording-{Environment.ProcessId}"));
        try
        {
            await AppendsAsync(data);
            await RefillAsync(data);
        }
        finally
        {
            Directory.Delete(data.Path, recursive: true);
        }
    }

    private static void Codec()
    {
        var pair = SomePair(1);
        var bytes = new ByteWriter();
        for (var round = 0; round < 5; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Pairs; i++)
            {
                bytes.Clear();
                foreach (var item in pair) EventCodec.Write(item, bytes);
            }

            var write = Stopwatch.GetElapsedTime(began);
            began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Pairs; i++)
            {
                var reader = new ByteReader(bytes.Written);
                while (!reader.IsAtEnd) _ = EventCodec.Read(ref reader);
            }

            var read = Stopwatch.GetElapsedTime(began);
            if (round == 4) Say($"encode {write.TotalNanoseconds / Pairs:F0} ns, decode {read.TotalNanoseconds / Pairs:F0} ns per pair of {bytes.Written.Length} bytes");
        }
    }

    private static async Task AppendsAsync(DataDirectory data)
    {
        var began = Stopwatch.GetTimestamp();
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = data });
        Say($"opening a new store {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms");
        foreach (var writers in (int[])[1, 1, 8, 64])
        {
            began = Stopwatch.GetTimestamp();
            var times = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(() => AppendAsync(store.Log, 4000 / Math.Min(writers, 8)))));
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var sorted = times.SelectMany(time => time).Order().ToList();
            var counters = store.Log.Counters;
            Say($"{writers} writers, commit: {sorted.Count / seconds:F0} pairs/s, p50 {At(sorted, 0.5):F3} ms, p99 {At(sorted, 0.99):F3} ms, max {sorted[^1]:F3} ms; syncs p50 {counters.SyncP50!.Value.TotalMilliseconds:F3} ms, p99 {counters.SyncP99!.Value.TotalMilliseconds:F3} ms, max {counters.SyncMax!.Value.TotalMilliseconds:F3} ms");
        }
    }

    // What a crash with a long journal costs: everything is appended at once, the database sees it only afterwards.
    private static async Task RefillAsync(DataDirectory data)
    {
        var folder = new DataDirectory(Path.Combine(data.Path, "refill"));
        var lazy = new EventLogOptions { DataDirectory = folder, FillInterval = TimeSpan.FromHours(1), QueueBytes = 1L << 30, QueueCapacity = int.MaxValue };
        await using (var store = EmbeddedStore.Open(lazy))
        {
            for (var i = 0; i < Pairs; i += 100) await store.Log.AppendAsync([.. Enumerable.Range(i, 100).SelectMany(SomePair)], CancellationToken.None);
            var bytes = store.Log.Counters.JournalBytes;
            var began = Stopwatch.GetTimestamp();
            var recovery = JournalRecovery.Run(folder.Journal, storedSequence: 0);
            Say($"checking a journal of {bytes / 1e6:F0} MB after a crash: {recovery.Bytes / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds:F0} MB/s");
            began = Stopwatch.GetTimestamp();
            await store.Log.FlushAsync(CancellationToken.None);
            Say($"filling the database from it: {Pairs / Stopwatch.GetElapsedTime(began).TotalSeconds:F0} pairs/s, {bytes / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds:F0} MB/s");
        }
    }

    private static async Task<List<double>> AppendAsync(EventLog log, int count)
    {
        var milliseconds = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var pair = SomePair(i);
            var began = Stopwatch.GetTimestamp();
            await log.AppendAsync(pair, CancellationToken.None);
            milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return milliseconds;
    }

    private static Event[] SomePair(int number)
    {
        var at = DateTimeOffset.UtcNow;
        var exchange = new Exchange(Event.NewId(at), at)
        {
            Endpoint = "/v1/decisions", Organisation = "acme", User = $"user-{number % 1000}", Tier = "free", Input = new string((char)('a' + number % 26), 500),
        };
        return
        [
            exchange,
            new Decision(Event.NewId(at), at)
            {
                ExchangeId = exchange.Id,
                Direction = Direction.Input,
                Verdict = new Verdict.Allow(),
                Buckets = [.. Enumerable.Range(0, 8).Select(bucket => new BucketScore($"bucket-{bucket}", new Probability(number % 97 / 97.0), new Probability(0.5), Certified: true))],
                BundleId = new string('a', 64),
                ElapsedMicroseconds = number,
                DeadlineMilliseconds = 150,
            },
        ];
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
