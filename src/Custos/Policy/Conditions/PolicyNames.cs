using System.Collections.Frozen;
using Custos.Policy.Expressions;
using Custos.Policy.Judging;
using Custos.Policy.Values;
using Custos.Text;
using Custos.Text.Identifiers;

namespace Custos.Policy.Conditions;

/// <summary>What do the names in a policy's conditions stand for?</summary>
public sealed record PolicyNames
{
    /// <summary>Every kind of identifier by its name in policies: <c>card_number</c>, <c>iban</c>.</summary>
    public static FrozenDictionary<string, IdentifierKind> Identifiers { get; } =
        Enum.GetValues<IdentifierKind>().ToFrozenDictionary(kind => SnakeCase.Of(kind.ToString()), StringComparer.Ordinal);

    public static IReadOnlyList<string> Views { get; } = ["raw", "normalised", "skeleton", "decoded"];

    /// <summary>What can be counted: messages, their verdicts, and how many tokens they had.</summary>
    public static IReadOnlyList<string> Counted { get; } = ["message", "allow", "flag", "redact", "hold", "block", "unknown"];

    public static IReadOnlyList<string> Summed { get; } = ["tokens", "characters"];

    public static IReadOnlyList<string> DistinctValues { get; } = ["user", "address", "organisation", "conversation", "endpoint", "region", "tool"];

    public required string Policy { get; init; }

    /// <summary>The policy's own, by name.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Of the whole bundle.</summary>
    public IReadOnlyList<string> SharedLists { get; init; } = [];

    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>Each with the share of its word sequences from which on it is held to be there.</summary>
    public IReadOnlyDictionary<string, double> Templates { get; init; } = new Dictionary<string, double>();

    /// <summary>The thresholds of the policy, by label.</summary>
    public IReadOnlyDictionary<string, ThresholdRule> Thresholds { get; init; } = new Dictionary<string, ThresholdRule>();

    /// <summary>What the bundle's classifiers score; null where no classifiers are at hand, and any label is taken.</summary>
    public IReadOnlyDictionary<string, KnownLabel>? Labels { get; init; }

    /// <summary>The bundle's judges; null where none are at hand, and any name is taken.</summary>
    public IReadOnlyDictionary<string, JudgeStanding>? Judges { get; init; }

    /// <summary>The judges that the policy waits for, and for how long.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Timed { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>What is asked for by a call; null when its names stand for nothing.</summary>
    public Need? Resolve(string function, IReadOnlyList<Value?> arguments)
    {
        var name = Text(arguments, 0);
        return function switch
        {
            "phrase" when name is not null => Lists.Contains(name) ? new Need(NeedKind.Phrase, $"{Policy}/{name}") : SharedLists.Contains(name) ? new Need(NeedKind.Phrase, name) : null,
            "pattern" when name is not null && Patterns.Contains(name) => new Need(NeedKind.Pattern, $"{Policy}/{name}"),
            "similar_to" when name is not null && Templates.TryGetValue(name, out var least) => new Need(NeedKind.Template, $"{Policy}/{name}") { Least = least },
            "identifier" when name is not null && Identifiers.ContainsKey(name) => new Need(NeedKind.Identifier, name),
            "proved" when name is not null && Identifiers.ContainsKey(name) => new Need(NeedKind.Identifier, name) { Least = 1 },
            "view" when name is not null && Views.Contains(name) => new Need(NeedKind.View, name),
            "score" or "flagged" when name is not null && (Labels is null || Labels.ContainsKey(name)) => new Need(NeedKind.Score, name),
            "conversation_score" when name is not null && (Labels is null || Labels.ContainsKey(name)) => new Need(NeedKind.ConversationScore, name),
            "judge" when name is not null && (Judges is null || Judges.ContainsKey(name)) => new Need(NeedKind.Judge, name),
            "language" => new Need(NeedKind.Language, ""),
            "turns" => new Need(NeedKind.Turns, ""),
            "previous" => new Need(NeedKind.Previous, ""),
            _ => null,
        };
    }

    /// <summary>What is asked for by a call of a counter; null when it counts nothing that there is.</summary>
    /// <param name="function">count, sum or distinct.</param>
    /// <param name="key">The key, as an expression.</param>
    /// <param name="arguments">The call's, the key first.</param>
    public static Need? ResolveCounter(string function, string key, IReadOnlyList<Value?> arguments)
    {
        if (Text(arguments, 1) is not { } counted || arguments.ElementAtOrDefault(2) is not { Kind: ValueKind.Duration } window) return null;
        var (kind, known) = function switch
        {
            "count" => (NeedKind.Count, Counted),
            "sum" => (NeedKind.Sum, Summed),
            _ => (NeedKind.Distinct, DistinctValues),
        };
        return known.Contains(counted) ? new Need(kind, key) { Counted = counted, Window = TimeSpan.FromTicks(window.AsNanoseconds / TimeSpan.NanosecondsPerTick) } : null;
    }

    /// <summary>Why does a call stand for nothing? A problem and a remedy; null when it stands for something.</summary>
    public (string Problem, string Remedy)? FaultOf(HostCall call)
    {
        var isCounter = call.Function is "count" or "sum" or "distinct";
        if (call.Arguments.Count == 0) return null;
        if (call.Arguments[isCounter ? 1 : 0] is not { Kind: ValueKind.String } written)
        {
            return ($"The name that {call.Function} is given is known only when the rule runs.", "Write it out, in quotes.");
        }

        if (isCounter && call.Arguments[2] is not { Kind: ValueKind.Duration }) return ("The window is known only when the rule runs.", "Write it out: duration(\"24h\").");
        if (isCounter && call.Arguments[2]!.Value.AsNanoseconds < 0) return ("The window is negative.", "Give one of 0 or more.");
        var name = written.AsString;
        if (isCounter ? ResolveCounter(call.Function, "", call.Arguments) is not null : Resolve(call.Function, call.Arguments) is not null)
        {
            if (call.Function == "judge" && !Timed.ContainsKey(name)) return ($"The policy gives the judge \"{name}\" no time.", $"Write 'judges: {{{name}: 2s}}' to let decisions wait for it; without, it is asked after the answer, by its own 'sample', and its opinion is recorded.");
            return call.Function == "flagged" && !Thresholds.ContainsKey(name) && Labels is not null
                ? ($"The policy has no threshold for \"{name}\".", "Add it under 'thresholds', as a number or as 'certified'.")
                : null;
        }

        var (what, known) = KnownTo(call.Function);
        return ($"There is no {what} \"{NearestName.Shown(name)}\".", known.Count == 0 ? "None is declared." : $"Did you mean \"{NearestName.Of(name, known)}\"?");
    }

    private (string What, IReadOnlyList<string> Known) KnownTo(string function) => function switch
    {
        "phrase" => ("list", [.. Lists, .. SharedLists]),
        "pattern" => ("pattern", Patterns),
        "similar_to" => ("template", [.. Templates.Keys]),
        "identifier" or "proved" => ("kind of identifier", [.. Identifiers.Keys.Order(StringComparer.Ordinal)]),
        "view" => ("view", Views),
        "score" or "flagged" or "conversation_score" => ("label", [.. Labels?.Keys ?? []]),
        "judge" => ("judge", [.. Judges?.Keys ?? []]),
        "count" => ("event to count", Counted),
        "sum" => ("quantity to sum", Summed),
        "distinct" => ("value to tell apart", DistinctValues),
        _ => ("name", []),
    };

    private static string? Text(IReadOnlyList<Value?> arguments, int at) => arguments.ElementAtOrDefault(at) is { Kind: ValueKind.String } value ? value.AsString : null;
}
