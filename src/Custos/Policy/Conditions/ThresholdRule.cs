using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Policy.Conditions;

/// <summary>Does a score reach a policy's threshold, or can it not be told?</summary>
/// <param name="Label">Whose score.</param>
/// <param name="At">The score from which on it does.</param>
/// <param name="Low">From here to <paramref name="High"/> the score says neither yes nor no; equal to it where there is no band.</param>
/// <param name="High">The first score above the band.</param>
/// <param name="IsCertified">Does an exact bound certify the false-positive rate at this threshold?</param>
/// <param name="IsAccepted">Does the policy act on it without a certificate?</param>
public sealed record ThresholdRule(string Label, double At, double Low, double High, bool IsCertified, bool IsAccepted)
{
    private static readonly Value Uncertain = Value.Error("The score lies in the policy's band.", FailureClass.Uncertain);
    private static readonly Value Uncertified = Value.Error("The score reaches a threshold that no exact bound certifies.", FailureClass.Uncertified);

    /// <summary>True, false, or the failure that the policy's fallback answers.</summary>
    public Value Of(Value score)
    {
        if (score.Kind != ValueKind.Double) return score;
        var value = score.AsDouble;
        if (value >= Low && value < High) return Uncertain;
        if (value < At) return Value.False;
        return IsCertified || IsAccepted ? Value.True : Uncertified;
    }
}
