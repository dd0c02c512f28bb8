using System.Collections.Immutable;
using Custos.Policy.Conditions;
using Custos.Records;

namespace Custos.Gate.Replay;

/// <summary>How many decisions came out the same, which did not, and what became of their verdicts?</summary>
/// <remarks>Memory grows with the rules that spoke, not with the decisions. Not thread-safe.</remarks>
public sealed class ReplayTally
{
    private const int Examples = 3;

    private readonly Dictionary<string, (long Decisions, ImmutableArray<Guid> Examples)> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<(Said From, Said To), (long Decisions, ImmutableArray<Guid> Examples)> _changes = [];
    private readonly Dictionary<(string From, string To), long> _verdicts = [];
    private readonly Dictionary<string, long> _notRecorded = new(StringComparer.Ordinal);

    /// <summary>Decisions on record.</summary>
    public long Decisions { get; private set; }

    /// <summary>Those of which the log does not hold the text: they could not be made again.</summary>
    public long WithoutText { get; private set; }

    /// <summary>Those made again by the bundle that had made them.</summary>
    public long BySameBundle { get; private set; }

    /// <summary>Of these, those that did not come out the same in every bit but for times.</summary>
    public long Different { get; private set; }

    /// <summary>Those that another bundle had made.</summary>
    public long ByOtherBundle => Decisions - WithoutText - BySameBundle;

    /// <summary>Those with another verdict now, or another fallback of an unknown.</summary>
    public long Changed { get; private set; }

    /// <summary>Of the different ones, in which part; a decision may differ in several.</summary>
    public IReadOnlyList<PartDifference> Parts =>
        [.. _parts.Select(part => new PartDifference(part.Key, part.Value.Decisions, part.Value.Examples)).OrderByDescending(part => part.Decisions).ThenBy(part => part.Part, StringComparer.Ordinal)];

    /// <summary>From which verdict to which, those that did not change included; the most frequent first.</summary>
    public IReadOnlyList<VerdictFlow> Verdicts =>
        [.. _verdicts.Select(flow => new VerdictFlow(flow.Key.From, flow.Key.To, flow.Value)).OrderByDescending(flow => flow.Decisions).ThenBy(flow => flow.From, StringComparer.Ordinal).ThenBy(flow => flow.To, StringComparer.Ordinal)];

    /// <summary>The changes of verdict by the rules that spoke before and now; the most frequent first.</summary>
    public IReadOnlyList<VerdictChange> Changes =>
        [.. _changes.Select(change => new VerdictChange(change.Key.From, change.Key.To, change.Value.Decisions, change.Value.Examples)).OrderByDescending(change => change.Decisions).ThenBy(change => $"{change.From} {change.To}", StringComparer.Ordinal)];

    /// <summary>What the bundle asks for that the record of so many decisions does not hold.</summary>
    public IReadOnlyList<(string Asked, long Decisions)> NotRecorded => [.. _notRecorded.Select(asked => (asked.Key, asked.Value)).OrderBy(asked => asked.Key, StringComparer.Ordinal)];

    public void Add(ReplayedDecision replayed)
    {
        Decisions++;
        var (then, now) = replayed;
        if (now is null)
        {
            WithoutText++;
            return;
        }

        if (replayed.IsBySameBundle) AddSame(replayed);
        foreach (var asked in replayed.NotRecorded()) _notRecorded[asked] = _notRecorded.GetValueOrDefault(asked) + 1;
        var (from, to) = (Said.Of(then.Verdict), Said.Of(now.Verdict));
        _verdicts[(from.Verdict, to.Verdict)] = _verdicts.GetValueOrDefault((from.Verdict, to.Verdict)) + 1;
        if (from.Verdict == to.Verdict) return;
        Changed++;
        Count(_changes, (from, to), then.Id);
    }

    private void AddSame(ReplayedDecision replayed)
    {
        BySameBundle++;
        var differs = false;
        foreach (var part in replayed.Differences())
        {
            differs = true;
            Count(_parts, part, replayed.Then.Id);
        }

        if (differs) Different++;
    }

    private static void Count<T>(Dictionary<T, (long Decisions, ImmutableArray<Guid> Examples)> to, T what, Guid decision)
        where T : notnull
    {
        var (decisions, examples) = to.TryGetValue(what, out var before) ? before : (0, []);
        to[what] = (decisions + 1, examples.Length < Examples ? examples.Add(decision) : examples);
    }
}

/// <summary>In which part of a decision is there a difference, how often, and where for instance?</summary>
public sealed record PartDifference(string Part, long Decisions, ImmutableArray<Guid> Examples);

/// <summary>How often did a verdict become which?</summary>
public sealed record VerdictFlow(string From, string To, long Decisions);

/// <summary>How often did what one rule said become what another says, and where for instance?</summary>
public sealed record VerdictChange(Said From, Said To, long Decisions, ImmutableArray<Guid> Examples);

/// <summary>What was said, and by which rule?</summary>
/// <param name="Verdict">Its name; for an unknown with its fallback, as <c>unknown (hold)</c>.</param>
/// <param name="Policy">Null where no rule spoke.</param>
/// <param name="Rule">Null where no rule spoke.</param>
public sealed record Said(string Verdict, string? Policy, string? Rule)
{
    public static Said Of(Verdict verdict) => new(
        verdict is Records.Verdict.Unknown unknown ? $"{unknown.Name} ({SnakeCase.Of(unknown.Fallback.ToString())})" : verdict.Name,
        verdict.Because?.Policy,
        verdict.Because?.Rule);

    public override string ToString() => Policy is null ? Verdict : $"{Verdict} by {Policy}/{Rule}";
}
