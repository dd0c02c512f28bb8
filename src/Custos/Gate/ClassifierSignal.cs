using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Custos.Learning;
using Custos.Policy.Conditions;

namespace Custos.Gate;

/// <summary>How does a trained classifier score the text on each of its labels?</summary>
public sealed class ClassifierSignal(TextClassifier classifier) : Signal
{
    // A classifier reads tens of megabytes a second: this many UTF-16 units take well under a millisecond.
    private const int ImmediateLength = 16 * 1024;

    public override string Name { get; } = $"classifier {classifier.Id[..12]}";

    /// <inheritdoc/>
    /// <remarks>The classifier's id covers its thresholds too.</remarks>
    public override string ContentAddress => classifier.Id;

    public override ImmutableArray<KnownLabel> Labels { get; } = [.. classifier.Labels.Select(label => new KnownLabel(label.Name, label.Threshold, label.Certified) { Bands = label.Bands })];

    public override bool ReadsTextAlone => true;

    public override bool IsImmediateFor(ScoredText text) => text.Length <= ImmediateLength;

    public override ValueTask<ImmutableArray<double>> ScoreAsync(ScoredText text, CancellationToken cancellationToken)
    {
        var most = new double[classifier.Labels.Count];
        Span<double> probabilities = stackalloc double[most.Length];
        foreach (var reading in text.Readings)
        {
            cancellationToken.ThrowIfCancellationRequested();
            classifier.Score(reading, probabilities);
            for (var i = 0; i < most.Length; i++) most[i] = Math.Max(most[i], probabilities[i]);
        }

        return ValueTask.FromResult(ImmutableCollectionsMarshal.AsImmutableArray(most));
    }
}
