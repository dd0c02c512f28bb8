using System.Collections.Immutable;
using Custos.Policy.Conditions;
using Custos.Policy.Documents;
using Custos.Records;

namespace Custos.Gate.Caching;

/// <summary>When do two messages get the same verdict from a bundle? Where they agree in all that its policies of their direction read.</summary>
/// <remarks>
/// The text is taken as it came, not normalised: places are told in it, and classifiers read it. Where a policy asks for other traffic, the
/// conversation, the time or a judge, or a signal reads more than the text, no verdict is the same as another, and none is remembered.
/// Immutable and thread-safe.
/// </remarks>
internal sealed class VerdictKeys
{
    private static readonly Dictionary<string, Func<Message, string?>> Fields = new(StringComparer.Ordinal)
    {
        ["user"] = message => message.User,
        ["organisation"] = message => message.Organisation,
        ["conversation"] = message => message.Conversation,
        ["address"] = message => message.Address,
        ["endpoint"] = message => message.Endpoint,
        ["region"] = message => message.Region,
        ["tool.name"] = message => message.Tool,
    };

    // Of the text itself, or of the key in any case.
    private static readonly HashSet<string> Known = new(["text", "raw", "direction", "tool.arguments", .. Fields.Keys], StringComparer.Ordinal);

    private readonly string _bundleId;
    private readonly ImmutableArray<ImmutableArray<Func<Message, string?>>?> _byDirection;

    public VerdictKeys(Bundle bundle)
    {
        _bundleId = bundle.Id;
        var isTextAlone = bundle.Signals.All(signal => signal.ReadsTextAlone) && bundle.Needs.All(IsOfTheTextOrCounted);
        _byDirection = [.. Enum.GetValues<Direction>().Select(direction => isTextAlone ? ReadBy([.. bundle.Policies.Where(policy => policy.Directions.Contains(direction))]) : null)];
    }

    /// <summary>The key of a message; null where its verdict hangs on more than itself.</summary>
    public UInt128? Of(Message message)
    {
        if (_byDirection[(int)message.Direction] is not { } fields) return null;
        var key = CacheKey.Begin("verdict");
        key.Add(_bundleId);
        key.Add((int)message.Direction);
        key.Add(message.WantsAll ? 1 : 0);
        foreach (var field in fields) key.Add(field(message));
        key.Add(message.Text);
        return key.End();
    }

    // Null where a policy reads what no key holds.
    private static ImmutableArray<Func<Message, string?>>? ReadBy(IReadOnlyList<PolicyDocument> policies)
    {
        var read = new SortedSet<string>(StringComparer.Ordinal);
        var asksForTier = false;
        foreach (var rule in policies.SelectMany(policy => policy.Rules))
        {
            if (!rule.Asks.All(ask => IsOfTheText(ask.Need))) return null;
            read.UnionWith(rule.When.Variables);
            asksForTier |= rule.When.HostCalls.Any(call => call.Function == "tier");
        }

        if (read.Contains("tool.arguments") || policies.Any(policy => policy.Tools is not null)) read.Add("tool.name");
        if (!read.IsSubsetOf(Known)) return null;
        return [.. read.Where(Fields.ContainsKey).Select(name => Fields[name]), .. asksForTier ? (Func<Message, string?>[])[message => message.Tier] : []];
    }

    private static bool IsOfTheText(Need need) =>
        need.Kind is NeedKind.Phrase or NeedKind.Pattern or NeedKind.Template or NeedKind.Identifier or NeedKind.View or NeedKind.Language or NeedKind.Score;

    // Policies of other directions may count the message; but a window whose key holds the normalised text cannot be counted without reading it.
    private static bool IsOfTheTextOrCounted(Need need) => IsOfTheText(need) || need.Kind is NeedKind.Turns or NeedKind.Previous
        || (need.Kind is NeedKind.Count or NeedKind.Sum or NeedKind.Distinct && !need.Name.Contains("text", StringComparison.Ordinal));
}
