using System.Globalization;
using System.Text.Json;
using Custos.Records;
using Custos.Text.Tokens;
using Custos.Text.TokenSteps;

namespace Custos.Text.TokenFiles;

/// <summary>Which tokenizer does a tokenizer.json of Hugging Face describe?</summary>
/// <remarks>Truncation and padding are left to the caller. What is not supported is refused by its name and place, never passed over.</remarks>
internal static class TokenizerJson
{
    public static Tokenizer Read(ReadOnlyMemory<byte> json, string place)
    {
        using var document = Parse(json, place);
        var root = new JsonPart(document.RootElement, place);
        var cutting = PreTokenizerParts.Read(root["pre_tokenizer"]);
        var normalising = NormalizerParts.Read(root["normalizer"]);
        var added = root["added_tokens"].Items.Select(AddedOf).ToList();
        var parts = new TokenizerParts(ModelParts.Read(root["model"], cutting.IsByteLevel), added)
        {
            Normalising = normalising,
            Cutting = cutting.Steps,
            Rule = normalising.Count == 0 ? cutting.Rule : null,
            Frame = FrameParts.Read(root["post_processor"]),
            Decoder = DecoderParts.Read(root["decoder"]),
        };
        // Without normalisation, and nothing rewritten before, all added tokens stand in the raw text.
        return new Tokenizer(parts.Rule is null ? parts : parts with { RawTokens = new AddedTokens(added), NormalisedTokens = new AddedTokens([]) });
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json, string place)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException broken)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{place}, line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}");
            throw new BadInputException("This is no JSON.", "Write the file again with the library that it comes from.", where, innerException: broken);
        }
    }

    private static AddedToken AddedOf(JsonPart part)
    {
        var content = part["content"].Text;
        if (content.Length == 0) throw part["content"].Bad("An added token is empty.", "Write what stands for it.");
        var isSpecial = part["special"].Flag(false);
        return new AddedToken(part["id"].Id, content, isSpecial, part["normalized"].Flag(!isSpecial), part["lstrip"].Flag(false), part["rstrip"].Flag(false), part["single_word"].Flag(false));
    }
}
