using System.Globalization;
using Custos.Records;

namespace Custos.Policy.Conditions;

/// <summary>Which one thing does a rule ask of the gate?</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">
/// Of the list, pattern or template, with its policy before it (<c>self-harm/methods</c>; a shared one has no policy); of the kind of
/// identifier, view, label or judge; of a counter, its key as an expression: <c>user</c>.
/// </param>
public sealed record Need(NeedKind Kind, string Name)
{
    /// <summary>What a counter counts: a verdict's name, <c>message</c>, <c>tokens</c>, <c>address</c>.</summary>
    public string Counted { get; init; } = "";

    /// <summary>How far back a counter looks.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>From which share of its word sequences on a template is held to be there; for identifiers, 1 where only proved ones count.</summary>
    public double Least { get; init; }

    /// <summary>Which tier answers it?</summary>
    public Tier Tier => Kind switch
    {
        NeedKind.Phrase or NeedKind.Pattern or NeedKind.Template or NeedKind.Identifier or NeedKind.View or NeedKind.Language => Tier.Lists,
        NeedKind.Count or NeedKind.Sum or NeedKind.Distinct or NeedKind.Turns or NeedKind.Previous => Tier.Counters,
        NeedKind.Score or NeedKind.ConversationScore => Tier.Classifiers,
        NeedKind.Judge => Tier.Judges,
        _ => throw new InvalidOperationException(),
    };

    /// <summary>As a rule asks for it.</summary>
    public override string ToString() => Kind switch
    {
        NeedKind.Count or NeedKind.Sum or NeedKind.Distinct => string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()}({Name}, \"{Counted}\", {Window:c})"),
        NeedKind.Turns or NeedKind.Previous or NeedKind.Language => $"{Kind.ToString().ToLowerInvariant()}()",
        _ => $"{SnakeCase.Of(Kind.ToString())}(\"{Name}\")",
    };
}
