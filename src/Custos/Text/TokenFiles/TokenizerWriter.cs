using System.Text.Encodings.Web;
using System.Text.Json;
using Custos.Text.Tokens;
using Custos.Text.TokenSteps;

namespace Custos.Text.TokenFiles;

/// <summary>How is a byte-level tokenizer that was trained, or read from ranks, written down for others to read?</summary>
public static class TokenizerWriter
{
    /// <summary>As tiktoken's list of ranks, which does not say how texts are cut.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="writer">Where to.</param>
    /// <exception cref="ArgumentException">It has no ranks.</exception>
    public static void WriteRanks(Tokenizer tokenizer, TextWriter writer) => RankFile.Write(ModelOf(tokenizer), writer);

    /// <summary>As Hugging Face's tokenizer.json, in which every way to make a token of two others is a merge.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ArgumentException">It has no ranks.</exception>
    public static void WriteJson(Tokenizer tokenizer, Stream stream)
    {
        var model = ModelOf(tokenizer);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        json.WriteStartArray("added_tokens");
        json.WriteEndArray();
        WriteCutting(json, tokenizer.Parts.Rule!.Value);
        WriteByteLevel(json, "decoder", usesExpression: true);
        json.WriteStartObject("model");
        json.WriteString("type", "BPE");
        json.WriteBoolean("ignore_merges", true);
        json.WriteStartObject("vocab");
        for (var id = 0; id < model.Size; id++)
        {
            if (model.TextOf(id) is { } token) json.WriteNumber(token, id);
        }

        json.WriteEndObject();
        WriteMerges(json, model);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static BytePairModel ModelOf(Tokenizer tokenizer) =>
        tokenizer.Parts is { Model: BytePairModel model, Rule: not null, Added.Count: 0 } ? model : throw new ArgumentException("The tokenizer was not trained here.", nameof(tokenizer));

    private static void WriteCutting(Utf8JsonWriter json, SplitRule rule)
    {
        if (rule is SplitRule.None or SplitRule.Gpt2)
        {
            WriteByteLevel(json, "pre_tokenizer", usesExpression: rule == SplitRule.Gpt2);
            return;
        }

        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", "Sequence");
        json.WriteStartArray("pretokenizers");
        json.WriteStartObject();
        json.WriteString("type", "Split");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", TextPattern.ExpressionOf(rule));
        json.WriteEndObject();
        json.WriteString("behavior", "Isolated");
        json.WriteBoolean("invert", false);
        json.WriteEndObject();
        WriteByteLevel(json, null, usesExpression: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteByteLevel(Utf8JsonWriter json, string? name, bool usesExpression)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", false);
        json.WriteBoolean("trim_offsets", false);
        json.WriteBoolean("use_regex", usesExpression);
        json.WriteEndObject();
    }

    private static void WriteMerges(Utf8JsonWriter json, BytePairModel model)
    {
        json.WriteStartArray("merges");
        for (var id = 0; id < model.Size; id++)
        {
            var token = model.TextOf(id);
            for (var cut = 1; cut < token?.Length; cut++)
            {
                if (model.IdOf(token[..cut]) is null || model.IdOf(token[cut..]) is null) continue;
                json.WriteStringValue($"{token[..cut]} {token[cut..]}");
            }
        }

        json.WriteEndArray();
    }
}
