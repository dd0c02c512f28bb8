using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Custos.Records;

namespace Custos.Providers.Onnx;

/// <summary>What do the files beside a model say of how it is to be asked? Hugging Face's <c>config.json</c>, and the last part of <c>tokenizer.json</c>.</summary>
internal sealed record ModelConfig
{
    /// <summary>The labels in the order of the output (<c>id2label</c>); empty where it does not say.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>By <c>problem_type</c>; null where it does not say.</summary>
    public Activation? Activation { get; init; }

    /// <summary>How many tokens the model reads; null where nothing says.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The token that is passed over; null where nothing says.</summary>
    public int? PadId { get; init; }

    /// <summary>Reads what is there.</summary>
    /// <param name="config">A config.json; null for none.</param>
    /// <param name="tokenizer">The bytes of a tokenizer.json.</param>
    /// <param name="tokenizerPlace">What messages call it.</param>
    /// <exception cref="BadInputException">One of the files is no JSON of its kind.</exception>
    public static ModelConfig Read(string? config, byte[] tokenizer, string tokenizerPlace)
    {
        var inTokenizer = Parse(tokenizer, tokenizerPlace, root => new ModelConfig
        {
            MaxTokens = (int?)root["truncation"]?["max_length"],
            PadId = (int?)root["padding"]?["pad_id"],
        });
        if (config is null) return inTokenizer;
        var inConfig = Parse(OnnxFolder.ReadFile(config), config, OfConfig);
        return inConfig with { MaxTokens = inTokenizer.MaxTokens ?? inConfig.MaxTokens, PadId = inConfig.PadId ?? inTokenizer.PadId };
    }

    private static ModelConfig OfConfig(JsonObject root)
    {
        var labels = (root["id2label"] as JsonObject)?.OrderBy(label => int.Parse(label.Key, System.Globalization.CultureInfo.InvariantCulture)).Select(label => (string)label.Value!).ToImmutableArray() ?? [];

        // Models of RoBERTa's kind count positions from the padding token on, so that two of them are never a text's.
        var positions = (int?)root["max_position_embeddings"];
        var unusable = (string?)root["model_type"] is "roberta" or "xlm-roberta" or "camembert" or "xlm-roberta-xl" ? 2 : 0;
        return new ModelConfig
        {
            Labels = labels,
            Activation = (string?)root["problem_type"] switch
            {
                "multi_label_classification" => Onnx.Activation.Sigmoid,
                "single_label_classification" => Onnx.Activation.Softmax,
                _ => labels.Length == 1 ? Onnx.Activation.Sigmoid : null,
            },
            MaxTokens = positions is > 8 and <= 1 << 20 ? positions - unusable : null,
            PadId = (int?)root["pad_token_id"],
        };
    }

    private static ModelConfig Parse(byte[] bytes, string place, Func<JsonObject, ModelConfig> read)
    {
        try
        {
            return JsonNode.Parse(bytes) is JsonObject root ? read(root) : throw new FormatException("It is no object.");
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            // Whatever JSON or a wrong type in it can throw.
            throw new BadInputException("This is not the JSON that Hugging Face's libraries write.", "Give the file that came with the model.", place, innerException: cause);
        }
    }
}
