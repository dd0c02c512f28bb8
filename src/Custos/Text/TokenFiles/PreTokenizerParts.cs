using Custos.Text.Tokens;
using Custos.Text.TokenSteps;

namespace Custos.Text.TokenFiles;

/// <summary>Which steps does the <c>pre_tokenizer</c> of tokenizer.json name?</summary>
/// <param name="Steps">The steps; none where the rule says it all.</param>
/// <param name="Rule">The known rule that alone cuts the text; null where the steps are to be taken.</param>
/// <param name="IsByteLevel">Are pieces spelt byte by byte?</param>
internal sealed record PreTokenizerParts(IReadOnlyList<CuttingStep> Steps, SplitRule? Rule, bool IsByteLevel)
{
    private const string Known = "ByteLevel, Split, Whitespace, WhitespaceSplit, BertPreTokenizer, Metaspace, Digits, Punctuation and Sequence";

    public static PreTokenizerParts Read(JsonPart part)
    {
        if (part.IsNull) return new PreTokenizerParts([], SplitRule.None, false);
        var parts = part["type"].Text == "Sequence" ? part["pretokenizers"].Items.ToList() : [part];
        for (var i = 0; i + 1 < parts.Count; i++)
        {
            if (parts[i]["type"].Text == "ByteLevel") throw parts[i].Bad("ByteLevel is not the last step.", "Put it last: what follows it would cut inside of characters.");
        }

        var isByteLevel = parts.Count > 0 && parts[^1]["type"].Text == "ByteLevel";
        return new PreTokenizerParts([.. parts.SelectMany(StepsOf)], RuleOf(parts), isByteLevel);
    }

    /// <summary>The rule that cuts alone: of a byte-level step, or of a known expression before one that does not cut.</summary>
    private static SplitRule? RuleOf(List<JsonPart> parts)
    {
        if (parts.Count == 0 || parts.Count > 2 || parts[^1]["type"].Text != "ByteLevel" || parts[^1]["add_prefix_space"].Flag(true)) return null;
        var cuts = parts[^1]["use_regex"].Flag(true);
        if (parts.Count == 1) return cuts ? SplitRule.Gpt2 : SplitRule.None;
        if (cuts || parts[0]["type"].Text != "Split" || !KeepsMatches(parts[0])) return null;
        return NormalizerParts.PatternOf(parts[0]["pattern"]).Rule is var rule and not SplitRule.None ? rule : null;
    }

    // The known rules match all of a text, so that what is between matches does not matter.
    private static bool KeepsMatches(JsonPart split) => (BehaviourOf(split["behavior"]), split["invert"].Flag(false)) is (CutBehaviour.Isolated, _) or (CutBehaviour.Removed, true);

    private static IEnumerable<CuttingStep> StepsOf(JsonPart part)
    {
        var type = part["type"].Text;
        return type switch
        {
            "ByteLevel" => ByteLevel(part),
            "Split" => [CuttingSteps.Split(NormalizerParts.PatternOf(part["pattern"]), BehaviourOf(part["behavior"]), part["invert"].Flag(false))],
            "Whitespace" => [CuttingSteps.Words],
            "WhitespaceSplit" => [CuttingSteps.Kind(CharacterKinds.Space, CutBehaviour.Removed)],
            "BertPreTokenizer" => [CuttingSteps.Kind(CharacterKinds.Space, CutBehaviour.Removed), CuttingSteps.Kind(CharacterKinds.Punctuation, CutBehaviour.Isolated)],
            "Metaspace" => Metaspace(part),
            "Digits" => [CuttingSteps.Kind(CharacterKinds.Number, CutBehaviour.Isolated, part["individual_digits"].Flag(false))],
            "Punctuation" => [CuttingSteps.Kind(CharacterKinds.Punctuation, part["behavior"].IsNull ? CutBehaviour.Isolated : BehaviourOf(part["behavior"]))],
            "Sequence" => throw part.Bad("A sequence stands inside a sequence.", "Write the steps in one sequence."),
            _ => throw part["type"].Unsupported("pre-tokenizer", Known),
        };
    }

    private static IEnumerable<CuttingStep> ByteLevel(JsonPart part)
    {
        if (part["add_prefix_space"].Flag(true)) yield return CuttingSteps.PrefixBlank;
        if (part["use_regex"].Flag(true)) yield return CuttingSteps.Split(TextPattern.OfRule(SplitRule.Gpt2), CutBehaviour.Isolated);
    }

    private static IEnumerable<CuttingStep> Metaspace(JsonPart part)
    {
        if (part["replacement"].TextOr("\u2581") is not [var blank]) throw part["replacement"].Bad("The replacement is not one character.", "Write one character.");
        var scheme = part["prepend_scheme"].IsNull ? (part["add_prefix_space"].Flag(true) ? "always" : "never") : part["prepend_scheme"].Text;
        if (scheme is not ("always" or "first" or "never")) throw part["prepend_scheme"].Unsupported("scheme", "always, first and never");
        yield return CuttingSteps.Metaspace(blank, scheme == "always", scheme == "first");
        if (part["split"].Flag(true)) yield return CuttingSteps.Split(TextPattern.OfText(blank.ToString()), CutBehaviour.MergedWithNext);
    }

    private static CutBehaviour BehaviourOf(JsonPart part) =>
        Enum.TryParse<CutBehaviour>(part.Text, out var behaviour) && part.Text == behaviour.ToString() ? behaviour
            : throw part.Unsupported("behaviour", "Removed, Isolated, MergedWithPrevious, MergedWithNext and Contiguous");
}
