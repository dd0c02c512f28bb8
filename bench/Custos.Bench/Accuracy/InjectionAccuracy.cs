using Custos.Records;

namespace Custos.Bench.Accuracy;

/// <summary>How many prompt injections does the gate stop, with a classifier that learned from other families, and how many harmless texts?</summary>
/// <param name="Rows">The texts.</param>
/// <param name="IsStopped">By row, by the gate.</param>
internal sealed record InjectionAccuracy(IReadOnlyList<LabelledText> Rows, IReadOnlyList<bool> IsStopped)
{
    /// <summary>The share of harmless texts out of fold, within the other families, at which the threshold is set.</summary>
    public const double MostFalsePositives = 0.02;

    /// <summary>Words and pairs of words beside runs of three to five characters within words.</summary>
    public static HarmModelOptions Options { get; } = new() { Features = new() { CharacterNgrams = (3, 5) }, C = 10 };

    public Estimate Recall => RateOf(row => row.IsBad);

    public Estimate FalsePositives => RateOf(row => !row.IsBad);

    /// <summary>Of the harmless texts that are disguised.</summary>
    public Estimate DisguisedFalsePositives => RateOf(row => !row.IsBad && row.IsDisguised);

    /// <summary>By disguise: attacks stopped, harmless texts stopped; null where there are none.</summary>
    public IEnumerable<(string Disguise, Estimate? Recall, Estimate? FalsePositives)> ByDisguise =>
        Rows.Select(row => row.Disguise).Distinct().Order(StringComparer.Ordinal).Select(disguise => (disguise, Of(disguise, true), Of(disguise, false)));

    /// <summary>By the starter pack's lists, basic/prompt-injection.yaml, which learned nothing.</summary>
    public static async Task<InjectionAccuracy> MeasureListsAsync(string data, string policies)
    {
        var rows = PublicTexts.Injections(data);
        var gate = new SamplePolicies([Path.Combine(policies, "basic", "prompt-injection.yaml")]);
        var stopped = new bool[rows.Count];
        for (var row = 0; row < stopped.Length; row++) stopped[row] = await gate.StopsAsync(rows[row].Text);
        return new InjectionAccuracy(rows, stopped);
    }

    /// <summary>By injection/injection.yaml and a classifier for each fold of families.</summary>
    public static async Task<InjectionAccuracy> MeasureAsync(string data, string policies, int seed)
    {
        var rows = PublicTexts.Injections(data);
        var readings = await SamplePolicies.ReadingsOfAsync(rows.Select(row => row.Text));
        var folded = FoldedModels.Of("injection", rows, readings, Options, seed);
        var thresholds = folded.Choose(scores => ThresholdChoice.MostFalsePositives(scores, MostFalsePositives));
        string[] files = [Path.Combine(policies, "injection", "injection.yaml")];
        SamplePolicies[] gates = [.. Enumerable.Range(0, FoldedModels.Folds).Select(fold => new SamplePolicies(files, folded.Models[fold].AsSignal(thresholds[fold])))];
        var stopped = new bool[rows.Count];
        for (var row = 0; row < stopped.Length; row++) stopped[row] = await gates[folded.FoldOf[row]].StopsAsync(rows[row].Text);
        return new InjectionAccuracy(rows, stopped);
    }

    private Estimate? Of(string disguise, bool isBad) => Rows.Any(row => row.Disguise == disguise && row.IsBad == isBad) ? RateOf(row => row.Disguise == disguise && row.IsBad == isBad) : null;

    private Estimate RateOf(Func<LabelledText, bool> isMeant)
    {
        var meant = Enumerable.Range(0, Rows.Count).Where(row => isMeant(Rows[row])).ToList();
        return Estimate.OfRate(meant.Count(row => IsStopped[row]), meant.Count);
    }
}
