using System.Diagnostics;
using System.Globalization;
using Custos.Ingest;
using Custos.Ingest.Otlp;
using Custos.Records;
using Custos.Records.Telemetry;
using Custos.Store;

namespace Custos.Bench.Ingest;

/// <summary>What does it cost to bring spans from the journal into the database? Without HTTP, with nothing else in the process.</summary>
internal static class SpanFill
{
    private const int SpansPerBatch = 2000;

    /// <param name="folder">On the disk that will be used; a folder in it is made and removed.</param>
    /// <param name="thousands">How many thousand spans.</param>
    public static async Task RunAsync(string folder, int thousands)
    {
        var data = new DataDirectory(Path.Combine(folder, $"custos-fill-{Environment.ProcessId}"));
        try
        {
            // Nothing is filled until it is asked for, so that each half is timed alone.
            var began = Now();
            await using (var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = data, FillInterval = TimeSpan.FromHours(1), MaxJournalBytes = long.MaxValue }))
            {
                await AppendAsync(store, thousands * 1000L);
                began = Say($"into the journal, {store.Log.Counters.JournalBytes >> 20} MiB", began, thousands);
                await store.Log.FlushAsync(CancellationToken.None);
                began = Say("from there into the database", began, thousands);
            }

            Say("closed", began, thousands);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the file: {new FileInfo(Path.Combine(data.Path, "custos.duckdb")).Length / (thousands * 1000)} bytes a span"));
        }
        finally
        {
            Directory.Delete(data.Path, recursive: true);
        }
    }

    private static async Task AppendAsync(EmbeddedStore store, long spans)
    {
        var batch = new SpanBatch(SpansPerBatch, 0);
        var now = Event.Truncate(DateTimeOffset.UtcNow);
        for (var first = 0L; first < spans; first += SpansPerBatch)
        {
            now += TimeSpan.FromMilliseconds(40);
            batch.Renew(first, (ulong)(now - DateTimeOffset.UnixEpoch).Ticks * 100);
            var collected = OtlpRequest.Read(OtlpSignal.Traces, OtlpEncoding.Protobuf, batch.Bytes.Span);
            await store.Log.AppendAsync([new Intake(Event.NewId(now), now) { Source = OtlpRequest.Source, Of = "traces", Received = collected.Received }, .. collected.Events], CancellationToken.None);
        }
    }

    private static (long Clock, TimeSpan Processor) Now() => (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);

    private static (long Clock, TimeSpan Processor) Say(string what, (long Clock, TimeSpan Processor) began, int thousands)
    {
        var process = Process.GetCurrentProcess();
        var (clock, processor) = (Stopwatch.GetElapsedTime(began.Clock), process.TotalProcessorTime - began.Processor);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {thousands / clock.TotalSeconds:F0} thousand spans a second, {processor.TotalMilliseconds / thousands:F1} µs of processor a span; memory {process.WorkingSet64 >> 20} MiB, at most {process.PeakWorkingSet64 >> 20} MiB"));
        return Now();
    }
}
