using Custos.Learning;
using Custos.Policy.Lexicons;
using Custos.Records;
using Custos.Statistics.Bootstrap;
using Custos.Statistics.Scores;

namespace Custos.Bench.Accuracy;

/// <summary>How well does the gate tell harmful texts from others, by the starter pack and a classifier that never saw them?</summary>
/// <param name="Rows">The texts.</param>
/// <param name="Folded">The models, with their thresholds chosen inside the folds.</param>
/// <param name="IsStopped">By row, by the gate: any-harm/any-harm.yaml.</param>
internal sealed record HarmAccuracy(IReadOnlyList<LabelledText> Rows, FoldedModels Folded, IReadOnlyList<bool> IsStopped)
{
    /// <summary>Besides the lexicon, at its usual strength.</summary>
    public static HarmModelOptions Options { get; } = new()
    {
        Features = new() { CharacterNgrams = (2, 4), TermFrequency = TermFrequency.Logarithmic },
        C = 3,
        ColumnPenalty = ColumnPenalty.NaiveBayes,
    };

    public ConfusionCounts Counts => ConfusionCounts.Of([.. IsStopped.Select(stopped => stopped ? (sbyte)1 : (sbyte)0)], [.. Rows.Select(row => row.IsBad ? (sbyte)1 : (sbyte)0)]);

    /// <summary>F1 over all rows, with the BCa interval of rows drawn anew under the models as they are.</summary>
    public Estimate F1 => F1Of([.. Enumerable.Range(0, Rows.Count)]);

    /// <summary>Likewise over the rows none of whose labels is missing, and those that are harmful.</summary>
    public Estimate F1WhereKnown => F1Of([.. Enumerable.Range(0, Rows.Count).Where(row => Rows[row].IsBad || Rows[row].IsWholeKnown)]);

    /// <summary>Of the texts stopped that no label calls harmful, those for which a label is missing: nobody knows whether they are.</summary>
    public int StoppedOfUnknown => Enumerable.Range(0, Rows.Count).Count(row => IsStopped[row] && !Rows[row].IsBad && !Rows[row].IsWholeKnown);

    /// <param name="data">The folder of the public data.</param>
    /// <param name="policies">The folder samples/policies; the lexicon lies beside it.</param>
    /// <param name="seed">Which deal of texts into folds.</param>
    public static async Task<HarmAccuracy> MeasureAsync(string data, string policies, int seed)
    {
        var rows = PublicTexts.Moderation(data);
        var readings = await SamplePolicies.ReadingsOfAsync(rows.Select(row => row.Text));
        var lexicon = LexiconReader.Load(Path.Combine(policies, "..", "lexicons", "harms.yaml"));
        var options = Options with { Features = Options.Features with { Lexicon = lexicon } };
        var folded = FoldedModels.Of("any_harm", rows, readings, options, seed);
        var thresholds = folded.Choose(ThresholdChoice.HighestF1);
        var file = Path.Combine(policies, "any-harm", "any-harm.yaml");
        SamplePolicies[] gates = [.. Enumerable.Range(0, FoldedModels.Folds).Select(fold => new SamplePolicies([file], folded.Models[fold].AsSignal(thresholds[fold])))];
        var stopped = new bool[rows.Count];
        for (var row = 0; row < stopped.Length; row++) stopped[row] = await gates[folded.FoldOf[row]].StopsAsync(rows[row].Text);
        return new HarmAccuracy(rows, folded, stopped);
    }

    private Estimate F1Of(int[] among) => BcaBootstrap.Of(among.Length, drawn =>
    {
        var (flagged, bad, both) = (0, 0, 0);
        foreach (var i in drawn)
        {
            var row = among[i];
            if (IsStopped[row]) flagged++;
            if (Rows[row].IsBad) bad++;
            if (IsStopped[row] && Rows[row].IsBad) both++;
        }

        return flagged + bad == 0 ? 0 : 2.0 * both / (flagged + bad);
    }, new BootstrapOptions { Resamples = 5_000 }).Estimate;
}
