using System.Diagnostics;
using System.Globalization;
using Custos.Providers.Onnx;
using Custos.Tests.Providers.Onnx;

namespace Custos.Bench.Onnx;

/// <summary>How long does a model of MiniLM's size (6 layers, 384 wide, 12 heads) take, and what does scoring together gain? With random weights, which take as long as others.</summary>
internal static class OnnxSpeed
{
    private const int Runs = 100;
    private const int AtOnce = 16;

    public static async Task<int> RunAsync()
    {
        using var some = new SomeModels(new SmallTransformer(20, SomeModels.Labels.Length, width: 384, heads: 12, layers: 6, positions: 512));
        var brought = some.Bring() with { MaxTokens = 512 };
        brought.Write(some.File("together"));
        (brought with { MostTogether = 1 }).Write(some.File("alone"));
        using var together = OnnxClassifier.Load(some.File("together"), measure: false);
        using var alone = OnnxClassifier.Load(some.File("alone"), measure: false);
        Console.WriteLine($"scored together: up to {together.MostTogether}");
        Console.WriteLine("| tokens | one at a time, p50 | p99 | 16 requests at once, one by one | together | gain |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        foreach (var tokens in (int[])[16, 64, 128, 510])
        {
            var text = string.Join(' ', Enumerable.Repeat("you", tokens - 2));
            var (median, percentile99) = await OneAtATimeAsync(alone, text);

            // In turns, so that what else the machine does falls on both.
            var (apart, joined) = (0.0, 0.0);
            for (var turn = 0; turn < 4; turn++)
            {
                apart += await SecondsAsync(alone, text);
                joined += await SecondsAsync(together, text);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {tokens} | {median:0.0} ms | {percentile99:0.0} ms | {4 * Runs / apart:0} texts/s | {4 * Runs / joined:0} texts/s | {apart / joined:0.00} × |"));
        }

        return 0;
    }

    private static async Task<(double Median, double Percentile99)> OneAtATimeAsync(OnnxClassifier model, string text)
    {
        await model.DecideAsync(text, CancellationToken.None);
        var took = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var from = Stopwatch.GetTimestamp();
            await model.DecideAsync(text, CancellationToken.None);
            took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        took.Sort();
        return (took[Runs / 2], took[(Runs * 99 / 100) - 1]);
    }

    private static async Task<double> SecondsAsync(OnnxClassifier model, string text)
    {
        var from = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, Runs, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, cancellationToken) => await model.DecideAsync(text, cancellationToken));
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}
