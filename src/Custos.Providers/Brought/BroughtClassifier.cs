using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Custos.Gate;
using Custos.Learning;
using Custos.Policy.Conditions;

namespace Custos.Providers.Brought;

/// <summary>How does a classifier that was not trained here score a text on each of its labels?</summary>
/// <remarks>Thread-safe. Its own scores are calibrated and held against thresholds as its folder says, like those of a classifier that was trained here.</remarks>
public abstract class BroughtClassifier : Signal, IDisposable
{
    protected BroughtClassifier(string kind, string id, IReadOnlyList<ScoreLabel> labels)
    {
        (Kind, Id, ScoreLabels) = (kind, id, [.. labels]);
        Name = $"{kind} {id[..12]}";
        Labels = [.. ScoreLabels.Select(label => new KnownLabel(label.Name, label.Threshold, label.Certified) { Bands = label.Bands })];
    }

    /// <summary>The SHA-256 of everything that its folder says.</summary>
    public string Id { get; }

    /// <summary>What kind of model it is: onnx or http.</summary>
    public string Kind { get; }

    /// <summary>How its log-odds become probabilities, and from which one on each label is said.</summary>
    public ImmutableArray<ScoreLabel> ScoreLabels { get; }

    public sealed override string Name { get; }

    public sealed override string ContentAddress => Id;

    public sealed override ImmutableArray<KnownLabel> Labels { get; }

    /// <summary>The log-odds of each label of <see cref="ScoreLabels"/> for each text, before calibration.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="InvalidOperationException">The model failed on a text, or answered with something that is no number.</exception>
    public abstract Task<IReadOnlyList<double[]>> DecideAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <summary>The same for one text.</summary>
    /// <inheritdoc cref="DecideAsync(IReadOnlyList{string}, CancellationToken)" path="/exception"/>
    public async Task<double[]> DecideAsync(string text, CancellationToken cancellationToken) => (await DecideAsync([text], cancellationToken))[0];

    /// <summary>Writes the same model with other calibrations and thresholds.</summary>
    /// <param name="to">The folder to write into.</param>
    /// <param name="labels">Those that were measured; the model's other labels stay as they are.</param>
    /// <param name="measured">What its reader should know of how; part of the id.</param>
    /// <returns>The id.</returns>
    /// <exception cref="Custos.Records.BadInputException">The folder cannot be written to.</exception>
    public abstract string WriteCertified(string to, IReadOnlyList<ScoreLabel> labels, JsonObject measured);

    /// <summary>The probability of each label, calibrated.</summary>
    /// <inheritdoc cref="DecideAsync(IReadOnlyList{string}, CancellationToken)" path="/exception"/>
    public async Task<double[]> ProbabilitiesAsync(string text, CancellationToken cancellationToken) => Calibrated((await DecideAsync([text], cancellationToken))[0]);

    public sealed override async ValueTask<ImmutableArray<double>> ScoreAsync(ScoredText text, CancellationToken cancellationToken)
    {
        var most = new double[ScoreLabels.Length];
        foreach (var decisions in await DecideAsync([.. text.Readings.Distinct()], cancellationToken))
        {
            var probabilities = Calibrated(decisions);
            for (var i = 0; i < most.Length; i++) most[i] = Math.Max(most[i], probabilities[i]);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(most);
    }

    public abstract void Dispose();

    private double[] Calibrated(double[] decisions) => [.. ScoreLabels.Select((label, number) => label.Calibration.Apply(decisions[number]))];
}
