using System.Diagnostics;
using System.Globalization;
using Custos.App.Simulation.Traffic;
using Custos.Store;
using Custos.Store.Record;

namespace Custos.Bench.Store;

/// <summary>How fast is traffic simulated: made alone, and written into a store on the disk that the folder lies on?</summary>
internal static class TrafficSpeed
{
    public static async Task RunAsync(string folder, long exchanges)
    {
        var options = new TrafficOptions { Exchanges = exchanges };
        var traffic = new SimulatedTraffic(options);
        var began = Stopwatch.GetTimestamp();
        var events = traffic.EventsOf(0).LongCount();
        Say($"made by one thread: {traffic.CountOf(0) / Stopwatch.GetElapsedTime(began).TotalSeconds:N0} exchanges/s, {(double)events / traffic.CountOf(0):F2} events each");
        foreach (var threads in (int[])[1, 2, 3, 4])
        {
            var data = new DataDirectory(Path.Combine(folder, $"custos-traffic-{Environment.ProcessId}"));
            try
            {
                began = Stopwatch.GetTimestamp();
                var cpu = Process.GetCurrentProcess().TotalProcessorTime;
                using (var record = await BulkRecord.OpenAsync(data)) await new TrafficWriting(traffic, record).RunAsync(threads, CancellationToken.None);
                var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
                using var process = Process.GetCurrentProcess();
                Say($"written by {threads} threads: {exchanges / seconds:N0} exchanges/s, {(process.TotalProcessorTime - cpu).TotalMicroseconds / exchanges:F2} µs of processor each, file {new FileInfo(data.Database).Length / (double)exchanges:F0} bytes each, peak memory {process.PeakWorkingSet64 >> 20} MiB");
            }
            finally
            {
                Directory.Delete(data.Path, recursive: true);
            }
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
