using Custos.Records;
using Custos.Store;

namespace Custos.SlowTests.Store;

/// <summary>A process that records until it is killed: each decision's id on standard output once it is acknowledged, a line each.</summary>
/// <remarks>Run as <c>dotnet Custos.SlowTests.dll FOLDER WRITERS COUNT</c>; a count of 0 goes on for ever.</remarks>
internal static class RecorderProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not [var folder, var writers, var count])
        {
            await Console.Error.WriteLineAsync("This is a test assembly; it is run by 'dotnet test'.");
            return 2;
        }

        // Small segments, so that kills also hit their beginnings and deletions.
        var options = new EventLogOptions { DataDirectory = new DataDirectory(folder), SegmentBytes = 100_000, FillInterval = TimeSpan.FromMilliseconds(50) };
        await using var store = EmbeddedStore.Open(options);
        await using var output = Console.OpenStandardOutput();
        var gate = new SemaphoreSlim(1);
        await Task.WhenAll(Enumerable.Range(0, int.Parse(writers)).Select(_ => WriteAsync()));
        return 0;

        async Task WriteAsync()
        {
            for (var i = 0; int.Parse(count) == 0 || i < int.Parse(count); i++)
            {
                var at = DateTimeOffset.UtcNow;
                var exchange = new Exchange(Event.NewId(at), at) { Endpoint = "/v1/decisions", Input = new string('x', i % 3000) };
                var decision = new Decision(Event.NewId(at), at)
                {
                    ExchangeId = exchange.Id,
                    Direction = Direction.Input,
                    Verdict = new Verdict.Allow(),
                    Buckets = [new BucketScore("hate", new Probability(0.25), new Probability(0.5), Certified: true)],
                    BundleId = new string('a', 64),
                    ElapsedMicroseconds = i,
                    DeadlineMilliseconds = 150,
                };
                await store.Log.AppendAsync([exchange, decision], CancellationToken.None);
                await gate.WaitAsync();
                try
                {
                    await output.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"{decision.Id}\n"));
                }
                finally
                {
                    gate.Release();
                }
            }
        }
    }
}
