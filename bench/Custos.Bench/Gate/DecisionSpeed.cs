using System.Diagnostics;
using System.Globalization;
using Custos.Bench.Text;
using Custos.Gate;
using Custos.Records;
using Custos.Store;
using EventLog = Custos.Records.EventLog;

namespace Custos.Bench.Gate;

/// <summary>How long does a full decision take in one process, on one core, with its record, and what does it allocate?</summary>
/// <remarks>Two times: what the clock on the wall says, and the processor time of the deciding thread, which other programs on its core do not add to.</remarks>
internal static class DecisionSpeed
{
    private const int Warm = 3000;

    /// <param name="folder">Where the bundle and the store are written.</param>
    /// <param name="thousands">How many thousand messages are decided on, each once.</param>
    public static async Task RunAsync(string folder, int thousands)
    {
        var here = Path.Combine(folder, $"custos-decide-{Environment.ProcessId}");
        try
        {
            SomeTraffic.WriteBundle(here);
            var began = Stopwatch.GetTimestamp();
            var bundle = SomeTraffic.ReadBundle(here);
            Say($"loading the bundle {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s, {bundle.Policies.Length} policies, {bundle.Needs.Length} needs; load average {File.ReadAllText("/proc/loadavg").Trim()}");
            var messages = SomeTraffic.Messages((thousands * 1000) + Warm, seed: 1);
            await MeasureAsync("no record", bundle, messages, null);
            await MeasureAsync("in memory", bundle, messages, EventLog.InMemory());
            foreach (var durability in (Durability[])[Durability.Async, Durability.Commit])
            {
                await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = new DataDirectory(Path.Combine(here, durability.ToString())), Durability = durability });
                await MeasureAsync($"embedded, {durability}", bundle, messages, store.Log);
            }
        }
        finally
        {
            Directory.Delete(here, recursive: true);
        }
    }

    private static async Task MeasureAsync(string name, Bundle bundle, Message[] messages, EventLog? log)
    {
        var gatekeeper = new Gatekeeper(bundle, TimeProvider.System);
        for (var i = 0; i < Warm; i++) await OneAsync(messages[i]);
        GC.Collect();
        var microseconds = new double[messages.Length - Warm];
        var processor = new List<double>(microseconds.Length);
        var tiers = new double[5];
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var verdicts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < microseconds.Length; i++)
        {
            var (thread, used) = (Environment.CurrentManagedThreadId, ThreadClock.Now);
            var began = Stopwatch.GetTimestamp();
            var decision = await OneAsync(messages[Warm + i]);
            microseconds[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            if (thread == Environment.CurrentManagedThreadId) processor.Add((ThreadClock.Now - used).TotalMicroseconds);
            foreach (var time in decision.Tiers) tiers[(int)time.Tier] += time.Microseconds;
            verdicts[decision.Verdict.Name] = verdicts.GetValueOrDefault(decision.Verdict.Name) + 1;
        }

        var bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / microseconds.Length;
        Array.Sort(microseconds);
        Say($"{name}: p50 {At(microseconds, 0.5):F0} µs, p90 {At(microseconds, 0.9):F0} µs, p99 {At(microseconds, 0.99):F0} µs, p99.9 {At(microseconds, 0.999):F0} µs, max {microseconds[^1]:F0} µs; {bytes} bytes a decision");
        processor.Sort();

        // A thread that waited for the disk went on as another: then its processor time is not known.
        if (processor.Count == microseconds.Length) Say($"  processor time: p50 {At(processor, 0.5):F0} µs, p90 {At(processor, 0.9):F0} µs, p99 {At(processor, 0.99):F0} µs, p99.9 {At(processor, 0.999):F0} µs, max {processor[^1]:F0} µs");
        Say($"  mean by tier: {string.Join(", ", Enum.GetValues<Tier>().Take(4).Select(tier => FormattableString.Invariant($"{tier} {tiers[(int)tier] / microseconds.Length:F1} µs")))}; {string.Join(", ", verdicts.Select(pair => FormattableString.Invariant($"{pair.Value} {pair.Key}")))}");

        async ValueTask<Decision> OneAsync(Message message)
        {
            var decision = await gatekeeper.DecideAsync(Event.NewId(DateTimeOffset.UtcNow), message, CancellationToken.None);
            if (log is not null) await log.AppendAsync([ExchangeOf(message, decision), decision], CancellationToken.None);
            return decision;
        }
    }

    private static Exchange ExchangeOf(Message message, Decision decision) => new(decision.ExchangeId, decision.At)
    {
        Endpoint = message.Endpoint, Organisation = message.Organisation, User = message.User, Tier = message.Tier, Address = message.Address, Input = message.Text,
    };

    private static double At(IReadOnlyList<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
