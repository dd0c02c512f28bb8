using Custos.Records;

namespace Custos.Gate.Replay;

/// <summary>What was decided then, and what would be decided now?</summary>
/// <param name="Then">As it is on record.</param>
/// <param name="Now">Made again from that record; null where the log does not hold the text that was decided on.</param>
public sealed record ReplayedDecision(Decision Then, Decision? Now)
{
    /// <summary>Did the same bundle decide both times? Then they must be the same in every bit but for times.</summary>
    public bool IsBySameBundle => Now?.BundleId == Then.BundleId;

    /// <summary>In which parts do the two differ, but for times and the bundle? Empty when in none, and where there is no second.</summary>
    public IEnumerable<string> Differences()
    {
        if (Now is null) yield break;
        if (Then.Verdict != Now.Verdict) yield return "verdict";
        if (!Then.Findings.SequenceEqual(Now.Findings)) yield return "findings";
        if (!Then.Buckets.SequenceEqual(Now.Buckets)) yield return "buckets";
        if (!Then.Tiers.Select(time => time.Tier).SequenceEqual(Now.Tiers.Select(time => time.Tier))) yield return "tiers";
        if (!Then.Observations.SequenceEqual(Now.Observations)) yield return "observations";
        if ((Then.At, Then.ExchangeId, Then.Direction, Then.Of, Then.DeadlineMilliseconds) != (Now.At, Now.ExchangeId, Now.Direction, Now.Of, Now.DeadlineMilliseconds)) yield return "message";
    }

    /// <summary>What does the second decision ask for that the record of the first does not hold?</summary>
    /// <remarks>Its rules then fell back on a missing signal, which tells nothing of how they would have decided.</remarks>
    public IEnumerable<string> NotRecorded() => Now is null
        ? []
        : Now.Observations.Select(seen => seen.Of).Except(Then.Observations.Select(seen => seen.Of), StringComparer.Ordinal);
}
