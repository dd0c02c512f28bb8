using System.Globalization;
using Custos.App.Simulation.Traffic;

namespace Custos.Bench.Store;

/// <summary>Which parameters fit the public traces, and how well? What 'custos simulate traffic' draws from, fitted again.</summary>
internal static class TrafficFit
{
    public static int Run(string folder)
    {
        foreach (var (kind, inputParts, outputParts) in (ReadOnlySpan<(string, int, int)>)[("code", TraceFits.CodeInput.Parts.Length, TraceFits.CodeOutput.Parts.Length), ("conv", TraceFits.ConversationInput.Parts.Length, TraceFits.ConversationOutput.Parts.Length)])
        {
            var trace = Trace.Read(Path.Combine(folder, $"llm-trace-{kind}.csv"));
            Say($"{kind}: {trace.Input.Count} requests");
            Tokens("input", trace.Input, inputParts);
            Tokens("output", trace.Output, outputParts);
            var (windowShape, gaps) = TraceFitting.Windows(trace.Seconds, ArrivalCurve.WindowSeconds);
            var (gapShape, distance) = TraceFitting.Gamma(gaps);
            Say($"  arrivals: window shape {windowShape:F3}, gap shape {gapShape:F3}, distance {distance:F4}, n = {gaps.Count}");
        }

        return 0;
    }

    private static void Tokens(string name, IReadOnlyList<int> counts, int parts)
    {
        var fit = TraceFitting.Mixture(counts, parts);
        Say($"  {name}: most {fit.Most}, distance {TraceFitting.Distance(counts, fit):F4}, n = {counts.Count}");
        foreach (var part in fit.Parts) Say($"    weight {part.Weight:F4}, log mean {part.Mean:F4}, log deviation {part.Deviation:F4}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
