using Custos.Records;

namespace Custos.Gate;

/// <summary>What did the operator choose for each way in which a decision can fail?</summary>
/// <remarks>Nothing here is a safe default for everyone: <see cref="Fallback.Hold"/> blames neither side until a person has looked.</remarks>
public sealed record Fallbacks
{
    public Fallback OnTimeout { get; init; } = Fallback.Hold;

    public Fallback OnError { get; init; } = Fallback.Hold;

    public Fallback OnOverload { get; init; } = Fallback.Hold;

    public Fallback OnMissingSignal { get; init; } = Fallback.Hold;

    public Fallback OnUncertified { get; init; } = Fallback.Hold;

    public Fallback OnUncertain { get; init; } = Fallback.Hold;

    public Fallback For(FailureClass failure) => failure switch
    {
        FailureClass.Timeout => OnTimeout,
        FailureClass.Error => OnError,
        FailureClass.Overload => OnOverload,
        FailureClass.MissingSignal => OnMissingSignal,
        FailureClass.Uncertified => OnUncertified,
        FailureClass.Uncertain => OnUncertain,
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "Not a failure class."),
    };
}
