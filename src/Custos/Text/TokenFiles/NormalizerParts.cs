using System.Text;
using Custos.Text.TokenSteps;

namespace Custos.Text.TokenFiles;

/// <summary>Which steps does the <c>normalizer</c> of tokenizer.json name?</summary>
internal static class NormalizerParts
{
    private const string Known = "BertNormalizer, NFC, NFD, NFKC, NFKD, Lowercase, StripAccents, Strip, Prepend, Replace, Precompiled and Sequence";

    public static List<NormalisingStep> Read(JsonPart part)
    {
        if (part.IsNull) return [];
        var type = part["type"].Text;
        return type switch
        {
            "Sequence" => [.. part["normalizers"].Items.SelectMany(Read)],
            "BertNormalizer" => Bert(part),
            "NFC" => [NormalisingSteps.Unicode(NormalizationForm.FormC)],
            "NFD" => [NormalisingSteps.Unicode(NormalizationForm.FormD)],
            "NFKC" => [NormalisingSteps.Unicode(NormalizationForm.FormKC)],
            "NFKD" => [NormalisingSteps.Unicode(NormalizationForm.FormKD)],
            "Lowercase" => [NormalisingSteps.Lowercase],
            "StripAccents" => [NormalisingSteps.StripAccents],
            "Strip" => [NormalisingSteps.Strip(part["strip_left"].Flag(true), part["strip_right"].Flag(true))],
            "Prepend" => [NormalisingSteps.Prepend(part["prepend"].Text)],
            "Replace" => [NormalisingSteps.Replace(PatternOf(part["pattern"]), part["content"].Text)],
            "Precompiled" => CharacterMap.Read(part["precompiled_charsmap"]) is { } map ? [map.Apply] : [],
            _ => throw part["type"].Unsupported("normalizer", Known),
        };
    }

    public static TextPattern PatternOf(JsonPart pattern)
    {
        if (!pattern["String"].IsNull)
        {
            return pattern["String"].Text is { Length: > 0 } text ? TextPattern.OfText(text) : throw pattern["String"].Bad("The pattern is empty.", "Write the text that it matches.");
        }

        return TextPattern.OfExpression(pattern["Regex"].Text)
            ?? throw pattern["Regex"].Bad("The regular expression needs backtracking or is none.", "Known are those of GPT-2, cl100k_base (Llama 3), Qwen 2 and o200k_base, and any without lookaround and back references.");
    }

    private static List<NormalisingStep> Bert(JsonPart part)
    {
        var steps = new List<NormalisingStep>();
        var lowercases = part["lowercase"].Flag(true);
        if (part["clean_text"].Flag(true)) steps.Add(NormalisingSteps.Clean);
        if (part["handle_chinese_chars"].Flag(true)) steps.Add(NormalisingSteps.PartChinese);
        if (part["strip_accents"].Flag(lowercases)) steps.AddRange([NormalisingSteps.Unicode(NormalizationForm.FormD), NormalisingSteps.StripAccents]);
        if (lowercases) steps.Add(NormalisingSteps.Lowercase);
        return steps;
    }
}
