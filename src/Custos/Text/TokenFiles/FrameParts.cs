using Custos.Text.TokenSteps;

namespace Custos.Text.TokenFiles;

/// <summary>Which frame does the <c>post_processor</c> of tokenizer.json name?</summary>
internal static class FrameParts
{
    public static Frame Read(JsonPart part)
    {
        if (part.IsNull) return Frame.None;
        return part["type"].Text switch
        {
            "Sequence" => Joined(part),
            "TemplateProcessing" => Template(part),
            "BertProcessing" => Bert(part, second: [], typeOfSecond: 1, trims: false),
            "RobertaProcessing" => Bert(part, second: [IdOf(part["sep"])], typeOfSecond: 0, part["trim_offsets"].Flag(true)),
            "ByteLevel" => Frame.None with { TrimsBlanks = part["trim_offsets"].Flag(true) },
            _ => throw part["type"].Unsupported("post-processor", "TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel and Sequence"),
        };
    }

    private static Frame Joined(JsonPart part)
    {
        var frames = part["processors"].Items.Select(item => (Item: item, Frame: Read(item))).ToList();
        var framing = frames.Where(entry => !ReferenceEquals(entry.Frame.Single, Frame.None.Single)).ToList();
        if (framing.Count > 1) throw framing[1].Item.Bad("Two steps add special tokens.", "Write one template.");
        return (framing.Count == 0 ? Frame.None : framing[0].Frame) with { TrimsBlanks = frames.Exists(entry => entry.Frame.TrimsBlanks) };
    }

    private static Frame Bert(JsonPart part, int[] second, int typeOfSecond, bool trims)
    {
        var (cls, sep) = (IdOf(part["cls"]), IdOf(part["sep"]));
        FramePart[] single = [new([cls], false, 0), new(null, false, 0), new([sep], false, 0)];
        FramePart[] rest = [new(null, true, typeOfSecond), new([sep], false, typeOfSecond)];
        return new Frame(single, second.Length > 0 ? [.. single, new FramePart(second, false, 0), .. rest] : [.. single, .. rest], trims);
    }

    private static int IdOf(JsonPart token) => token.Items.Take(3).ToList() is [_, var id] ? id.Id : throw token.Bad("This is no token with its id.", "Write [\"token\", id].");

    private static Frame Template(JsonPart part)
    {
        var tokens = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var (name, token) in part["special_tokens"].Fields) tokens[name] = [.. token["ids"].Items.Select(id => id.Id)];
        return new Frame(PartsOf(part["single"], tokens, hasSecond: false), PartsOf(part["pair"], tokens, hasSecond: true));
    }

    private static List<FramePart> PartsOf(JsonPart template, Dictionary<string, int[]> tokens, bool hasSecond)
    {
        if (template.IsNull && hasSecond) return [.. Frame.None.Pair];
        var parts = template.Items.Select(item => PartOf(item, tokens)).ToList();
        var texts = parts.Where(part => part.Ids is null).Select(part => part.IsSecond);
        if (!texts.Order().SequenceEqual(hasSecond ? [false, true] : [false])) throw template.Bad("The template does not hold every text once.", "Write A once, and B once in that of pairs.");
        return parts;
    }

    private static FramePart PartOf(JsonPart item, Dictionary<string, int[]> tokens)
    {
        if (!item["Sequence"].IsNull)
        {
            var text = item["Sequence"];
            return text["id"].Text is "A" or "B" ? new FramePart(null, text["id"].Text == "B", text["type_id"].Id) : throw text["id"].Unsupported("text", "A and B");
        }

        var special = item["SpecialToken"];
        return tokens.TryGetValue(special["id"].Text, out var ids) ? new FramePart(ids, false, special["type_id"].Id)
            : throw special["id"].Bad("The template names a special token that is not described.", "Describe it under special_tokens.");
    }
}
