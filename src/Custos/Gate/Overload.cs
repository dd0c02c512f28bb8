using Custos.Records;

namespace Custos.Gate;

/// <summary>What is answered where there is no room to decide? What the policies chose for it, the most severe.</summary>
internal static class Overload
{
    private static readonly Observation Shed = new("admission", nameof(FailureClass.Overload));

    /// <summary>Was this decision made without a look at its message?</summary>
    public static bool Made(Decision decision) => decision.Observations.Contains(Shed);

    /// <summary>A decision without a look at the message. It is counted by no window, for its keys were not computed.</summary>
    public static Decision Decide(Bundle bundle, Guid exchangeId, Message message, DateTimeOffset at) => new(Event.NewId(at), at)
    {
        ExchangeId = exchangeId,
        Direction = message.Direction,
        Verdict = new Verdict.Unknown(FailureClass.Overload, FallbackOf(bundle, message.Direction)),
        Buckets = [],
        BundleId = bundle.Id,
        Observations = [Shed],
        ElapsedMicroseconds = 0,
        DeadlineMilliseconds = (int)message.Deadline.TotalMilliseconds,
    };

    private static Fallback FallbackOf(Bundle bundle, Direction direction)
    {
        Fallback? worst = null;
        foreach (var policy in bundle.Policies)
        {
            if (!policy.Directions.Contains(direction)) continue;
            var chosen = policy.Fallbacks.For(direction, FailureClass.Overload);
            if (worst is not { } before || Verdict.Unknown.SeverityOf(chosen) > Verdict.Unknown.SeverityOf(before)) worst = chosen;
        }

        return worst ?? (direction == Direction.ToolCall ? Fallback.Block : Fallback.Hold);
    }
}
