using Custos.Text.Tokens;

namespace Custos.Text.TokenFiles;

/// <summary>How does the <c>decoder</c> of tokenizer.json put tokens together?</summary>
internal static class DecoderParts
{
    public static TokenDecoder Read(JsonPart part)
    {
        if (part.IsNull) return TokenDecoder.OfWords;
        var type = part["type"].Text;
        return type switch
        {
            "ByteLevel" => TokenDecoder.OfBytes,
            "WordPiece" => TokenDecoder.OfWordPieces(part["prefix"].TextOr("##"), part["cleanup"].Flag(true)),
            "Metaspace" => TokenDecoder.OfBlanks(part["replacement"].TextOr("\u2581"), dropsFirst: part["prepend_scheme"].TextOr("always") != "never" && part["add_prefix_space"].Flag(true)),
            "Sequence" => Sequence(part),
            _ => TokenDecoder.Unknown($"{type} ({part.Place})"),
        };
    }

    /// <summary>The sequence of models that come from SentencePiece: blanks put back, bytes put together, a first blank taken off.</summary>
    private static TokenDecoder Sequence(JsonPart part)
    {
        var steps = part["decoders"].Items.Select(item => (Type: item["type"].Text, Item: item)).ToList();
        if (steps.Count == 1) return Read(steps[0].Item);
        var replace = steps.Find(step => step.Type == "Replace").Item;
        var strange = steps.Find(step => step.Type is not ("Replace" or "ByteFallback" or "Fuse" or "Strip"));
        if (strange.Type is not null || steps.Count(step => step.Type == "Replace") != 1 || replace["content"].TextOr("") != " " || replace["pattern"]["String"].IsNull)
        {
            return TokenDecoder.Unknown($"a sequence ({part.Place})");
        }

        var strip = steps.Find(step => step.Type == "Strip");
        return TokenDecoder.OfBlanks(replace["pattern"]["String"].Text, dropsFirst: strip.Type is not null && strip.Item["start"].Id > 0);
    }
}
