using System.Collections.Immutable;
using Custos.Records;

namespace Custos.Gate;

/// <summary>What did a signal answer, or how did it fail?</summary>
internal readonly record struct SignalOutcome(ImmutableArray<double> Scores, FailureClass? Failure)
{
    public static SignalOutcome Failed(FailureClass failure) => new([], failure);

    /// <summary>Reads a signal; whatever it throws or answers is a case.</summary>
    public static async ValueTask<SignalOutcome> OfAsync(Signal signal, ScoredText text, CancellationToken cancellationToken)
    {
        try
        {
            var scores = await signal.ScoreAsync(text, cancellationToken);

            // Garbage is no score: too few, too many, not a probability.
            return scores.Length == signal.Labels.Length && scores.All(static score => score is >= 0 and <= 1) ? new SignalOutcome(scores, null) : Failed(FailureClass.Error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Failed(FailureClass.Timeout);
        }
        catch (Exception)
        {
            // Whatever a signal throws is one case of the verdict: the policy's fallback for errors.
            return Failed(FailureClass.Error);
        }
    }
}
