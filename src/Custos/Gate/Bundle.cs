using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Custos.Gate.Caching;
using Custos.Gate.Reading;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Policy.Judging;
using Custos.Records;
using Custos.Text.Views;

namespace Custos.Gate;

/// <summary>What decides? Policies with their lists and thresholds, and signals, under one content address.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Bundle
{
    private readonly ConcurrentBag<Desk> _desks = [];

    // What a long text made grow is kept for as many long texts as are read at once, and for no more.
    private readonly ConcurrentBag<Desk> _largeDesks = [];
    private readonly BundleTexts _texts;
    private readonly bool _asksOfConversations;
    private readonly ImmutableArray<ImmutableArray<(int Number, string Name)>> _counterNeeds;

    /// <exception cref="ArgumentException">Two signals bear one name or score one label, or two policies bear one name.</exception>
    public Bundle(BundleParts parts)
    {
        Policies = [.. parts.Policies.OrderBy(policy => policy.Name, StringComparer.Ordinal)];
        Signals = parts.Signals;
        Needs = [.. parts.Needs.All];
        RefuseTwice(Policies.Select(policy => policy.Name), "policies are named");
        RefuseTwice(Signals.Select(signal => signal.Name), "signals are named");
        RefuseTwice(Signals.SelectMany(signal => signal.Labels).Select(label => label.Name), "signals score");
        _counterNeeds = [.. Enum.GetValues<Direction>().Select(direction => Policies.Where(policy => policy.Directions.Contains(direction))
            .SelectMany(policy => policy.Rules).SelectMany(rule => rule.Asks).Where(ask => ask.Need.Tier == Tier.Counters)
            .Select(ask => (ask.Number, ask.Need.ToString())).Distinct().Order().ToImmutableArray())];
        ScoreNeeds = [.. Signals.Select(signal => signal.Labels.Select(label => NeedOf(NeedKind.Score, label.Name)).ToImmutableArray())];
        ConversationNeeds = [.. Signals.Select(signal => signal.Labels.Select(label => NeedOf(NeedKind.ConversationScore, label.Name)).ToImmutableArray())];
        _asksOfConversations = Enumerable.Range(0, Signals.Length).Any(AsksOfConversations);
        Judges = [.. parts.Judges.OrderBy(judge => judge.Document.Name, StringComparer.Ordinal)];
        RefuseTwice(Judges.Select(judge => judge.Document.Name), "judges are named");
        _texts = new BundleTexts(Needs, Policies, parts.SharedLists);
        Id = Address(parts);
        VerdictKeys = new VerdictKeys(this);
    }

    /// <summary>The SHA-256 of everything that decides, as 64 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>By name.</summary>
    public ImmutableArray<PolicyDocument> Policies { get; }

    /// <summary>In the order in which their buckets are shown.</summary>
    public ImmutableArray<Signal> Signals { get; }

    /// <summary>By name.</summary>
    public ImmutableArray<BundleJudge> Judges { get; }

    /// <summary>What the policies ask for, by number.</summary>
    public ImmutableArray<Need> Needs { get; }

    /// <summary>For each signal and each of its labels, the need that it answers; -1 where no policy asks.</summary>
    internal ImmutableArray<ImmutableArray<int>> ScoreNeeds { get; }

    /// <summary>Likewise for the label's score over the conversation's last turns.</summary>
    internal ImmutableArray<ImmutableArray<int>> ConversationNeeds { get; }

    /// <summary>Does a policy ask how the labels of any signal score over a conversation?</summary>
    internal bool AsksOfConversations() => _asksOfConversations;

    /// <summary>Likewise of one signal.</summary>
    internal bool AsksOfConversations(int signal) => ConversationNeeds[signal].Any(static need => need >= 0);

    /// <summary>Under which keys its verdicts are remembered.</summary>
    internal VerdictKeys VerdictKeys { get; }

    /// <summary>The numbers of the needs that other traffic answers and policies of this direction ask for, each with its name in a decision's record.</summary>
    internal ImmutableArray<(int Number, string Name)> CounterNeedsOf(Direction direction) => _counterNeeds[(int)direction];

    /// <summary>A desk to decide at; one that long texts are read at is larger.</summary>
    internal Desk TakeDesk(bool isLarge = false) => (isLarge ? _largeDesks : _desks).TryTake(out var desk) ? desk : new Desk(new MessageFacts(_texts), new Ruling.Rulings(Policies), isLarge);

    /// <summary>Who is asked for a need, and for how long a decision of this direction waits; null where nobody answers.</summary>
    internal (Judge Judge, TimeSpan Patience)? JudgeOf(Need need, Direction direction)
    {
        if (Judges.FirstOrDefault(judge => judge.Document.Name == need.Name)?.Live is not { } live) return null;
        var times = Policies.Where(policy => policy.Directions.Contains(direction) && policy.Judges.ContainsKey(need.Name)).Select(policy => policy.Judges[need.Name]).ToList();
        return times.Count == 0 ? null : (live, times.Max());
    }

    internal void PutBack(Desk desk)
    {
        if (!desk.IsLarge) _desks.Add(desk);
        else if (_largeDesks.Count < Environment.ProcessorCount) _largeDesks.Add(desk);
    }

    private int NeedOf(NeedKind kind, string name) => Needs.IndexOf(new Need(kind, name));

    private static void RefuseTwice(IEnumerable<string> names, string what)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two {what} '{twice.Key}'.", nameof(names));
        }
    }

    private string Address(BundleParts parts)
    {
        var content = new StringBuilder("custos bundle 2\n");
        content.Append("normaliser ").Append(TextViews.ContentAddress).Append('\n');
        foreach (var policy in Policies) content.Append("policy ").Append(policy.Name).Append(' ').Append(policy.ContentAddress).Append('\n');
        foreach (var list in parts.SharedLists.OrderBy(list => list.Name, StringComparer.Ordinal))
        {
            content.Append("list ").Append(list.Name).Append(' ').Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', list.Entries))))).Append('\n');
        }

        foreach (var signal in Signals) content.Append("signal ").Append(signal.Name).Append(' ').Append(signal.ContentAddress).Append('\n');
        foreach (var judge in Judges) content.Append("judge ").Append(judge.Document.Name).Append(' ').Append(judge.Document.ContentAddress).Append(judge.Standing.MayAct ? " acts\n" : " flags\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())));
    }

    /// <summary>What one decision works with; as many as decisions are made at once.</summary>
    internal sealed record Desk(MessageFacts Facts, Ruling.Rulings Rulings, bool IsLarge);
}
