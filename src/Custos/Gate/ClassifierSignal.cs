using System.Collections.Immutable;
using Custos.Learning;
using Custos.Records;

namespace Custos.Gate;

/// <summary>How does a trained classifier score the text on each of its labels?</summary>
public sealed class ClassifierSignal(TextClassifier classifier) : Signal
{
    // A classifier reads tens of megabytes a second: this many UTF-16 units take well under a millisecond.
    private const int ImmediateLength = 16 * 1024;

    public override string Name => $"classifier {classifier.Id[..12]}";

    /// <inheritdoc/>
    /// <remarks>The classifier's id covers its thresholds too.</remarks>
    public override string ContentAddress => classifier.Id;

    public override bool IsImmediateFor(Message message) => message.Text.Length <= ImmediateLength;

    public override ValueTask<SignalValue> ReadAsync(Message message, CancellationToken cancellationToken)
    {
        var labels = classifier.Labels;
        Span<double> probabilities = stackalloc double[labels.Count];
        classifier.Score(message.Text, probabilities);
        var buckets = ImmutableArray.CreateBuilder<BucketScore>(labels.Count);
        for (var i = 0; i < labels.Count; i++)
        {
            buckets.Add(new BucketScore(labels[i].Name, new Probability(probabilities[i]), new Probability(labels[i].Threshold), labels[i].Certified));
        }

        return ValueTask.FromResult<SignalValue>(new SignalValue.Scores(buckets.MoveToImmutable()));
    }
}
