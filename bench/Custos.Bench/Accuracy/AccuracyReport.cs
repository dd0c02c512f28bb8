using System.Globalization;
using System.Text;
using Custos.Charts;
using Custos.Records;

namespace Custos.Bench.Accuracy;

/// <summary>How accurate is the starter pack with a trained classifier, on public texts? Prints what stands in docs/benchmarks.md.</summary>
internal static class AccuracyReport
{
    /// <summary>Which deal into folds the report is of.</summary>
    public const int Seed = 42;

    private const int OtherDeals = 4;

    /// <param name="data">The folder of the public data.</param>
    /// <param name="policies">The folder samples/policies.</param>
    /// <param name="chart">Where the frontier is drawn.</param>
    public static async Task<int> RunAsync(string data, string policies, string chart)
    {
        var text = new StringBuilder();
        var harm = await HarmAccuracy.MeasureAsync(data, policies, Seed);
        await AddHarmAsync(text, harm, data, policies);
        var frontier = HarmFrontier.Of(harm, PublicTexts.SafePrompts(data));
        text.Append(CultureInfo.InvariantCulture, $"best under 3 %: F1 {frontier.Best.F1:0.000}, {frontier.Best.Share:P1} flagged, safe prompts stopped {frontier.BlockedAt(frontier.Best).ToPercentText()}; ");
        var (early, highest) = (frontier.Points.First(point => point.F1 >= 0.7), frontier.Points.MaxBy(point => point.F1));
        text.Append(CultureInfo.InvariantCulture, $"F1 {early.F1:0.000} at {early.Blocked:P1}, at its highest {highest.F1:0.000} at {highest.Blocked:P1}\n\n");
        await File.WriteAllTextAsync(chart, SvgWriter.Write(frontier.ToChart()));
        await AddInjectionsAsync(text, data, policies);
        AddTurns(text, new TurnsAccuracy(harm, PublicTexts.HarmlessTweets(data)));
        Console.Write(text);
        return 0;
    }

    private static async Task AddHarmAsync(StringBuilder text, HarmAccuracy harm, string data, string policies)
    {
        text.Append(CultureInfo.InvariantCulture, $"any harm: F1 {Shown(harm.F1)}; where known {Shown(harm.F1WhereKnown)}; precision {harm.Counts.Precision!.ToPercentText()}, recall {harm.Counts.Recall!.ToPercentText()}; false positives {harm.Counts.FalsePositives}, labels missing of {harm.StoppedOfUnknown}\n");
        var deals = new List<double>();
        for (var seed = 1; seed <= OtherDeals; seed++) deals.Add((await HarmAccuracy.MeasureAsync(data, policies, seed)).Counts.FScore(1)!.Value);
        text.Append(CultureInfo.InvariantCulture, $"F1 of {deals.Count} other deals into folds: {deals.Min():0.000} to {deals.Max():0.000}, mean {deals.Average():0.000}\n");
    }

    private static async Task AddInjectionsAsync(StringBuilder text, string data, string policies)
    {
        var one = await InjectionAccuracy.MeasureAsync(data, policies, Seed);
        foreach (var (name, by) in new[] { ("injections, classifier", one), ("injections, lists", await InjectionAccuracy.MeasureListsAsync(data, policies)) })
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: recall {by.Recall.ToPercentText()}, false positives {by.FalsePositives.ToPercentText()}, disguised {by.DisguisedFalsePositives.ToPercentText()}\n");
        }

        text.Append("| disguise | attacks stopped | harmless texts stopped |\n|---|---|---|\n");
        foreach (var (disguise, recall, falsePositives) in one.ByDisguise) text.Append(CultureInfo.InvariantCulture, $"| {disguise.Replace('_', ' ')} | {recall?.ToPercentText()} | {falsePositives?.ToPercentText()} |\n");
        for (var seed = 1; seed <= OtherDeals; seed++)
        {
            var other = await InjectionAccuracy.MeasureAsync(data, policies, seed);
            text.Append(CultureInfo.InvariantCulture, $"deal {seed}: recall {other.Recall.Value:P1}, false positives {other.FalsePositives.Value:P1}, disguised {other.DisguisedFalsePositives.Value * other.DisguisedFalsePositives.N:0}\n");
        }

        text.Append('\n');
    }

    private static void AddTurns(StringBuilder text, TurnsAccuracy turns)
    {
        text.Append(CultureInfo.InvariantCulture, $"turns: {turns.Attacks.Count} of {turns.Long} harmful texts are below the threshold in each of five turns; in a single turn {turns.SingleTurnRecall.ToPercentText()}\n");
        foreach (var (name, windows) in TurnsAccuracy.Layouts)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {turns.Recall(windows).ToPercentText()} | after three harmless turns {turns.Recall(windows, 3).ToPercentText()} |\n");
            foreach (var (kind, stopped, byWindow) in turns.FalsePositives(windows)) text.Append(CultureInfo.InvariantCulture, $"|   {kind} | {PerTenThousand(stopped)} | by a window only {PerTenThousand(byWindow)} |\n");
        }
    }

    private static string Shown(Estimate estimate) => string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:0.000} [{estimate.Interval.Lower:0.000}, {estimate.Interval.Upper:0.000}], n = {estimate.N:N0}");

    private static string PerTenThousand(Estimate estimate) => string.Create(CultureInfo.InvariantCulture, $"{estimate.Value * 10_000:0} [{estimate.Interval.Lower * 10_000:0}, {estimate.Interval.Upper * 10_000:0}], n = {estimate.N:N0}");
}
