using System.Globalization;
using System.Text.Json.Nodes;
using Custos.Records;
using Custos.Text;

namespace Custos.Learning.Manifests;

/// <summary>What does <c>manifest.json</c> say of a classifier?</summary>
/// <param name="Id">What it says its id is.</param>
/// <param name="ModelBytes">How long <c>model.bin</c> is.</param>
/// <param name="ModelSha256">The SHA-256 of <c>model.bin</c>, in lower-case hexadecimal digits.</param>
/// <param name="Labels">The labels, without their weights.</param>
/// <param name="Metadata">What its maker wrote beside it.</param>
internal sealed record ClassifierManifest(
    string Id, long ModelBytes, string ModelSha256, IReadOnlyList<TextClassifierLabel> Labels, JsonObject Metadata)
{
    private const string FormatName = "custos-text-classifier";

    // Written is the oldest version that can say what the model needs, so that an older Custos reads it or knows that it cannot.
    private const int FormatVersion = 3;
    private const int LogarithmicSince = 2;
    private const int LexiconSince = 3;

    private static readonly ManifestFormat Format = new(FormatName, FormatVersion, "a text classifier", "custos train", "train the model again");

    /// <summary>Its bytes, and its id.</summary>
    public static (byte[] Bytes, string Id) Write(TextFeatures features, IReadOnlyList<TextClassifierLabel> labels, JsonObject metadata, long modelBytes, string modelSha256)
    {
        var content = features.Vocabulary.Content;
        var isLogarithmic = features.TermFrequency == TermFrequency.Logarithmic;
        var described = new JsonObject
        {
            ["columns"] = features.Count,
            ["word_ngrams"] = RangeOf(content.WordNgrams),
            ["character_ngrams"] = content.CharacterNgrams is { } range ? RangeOf(range) : null,
            ["unicode"] = FoldTable.Version,
        };
        if (isLogarithmic)
        {
            described["term_frequency"] = "logarithmic";
        }

        if (features.Lexicon is { } lexicon)
        {
            described["lexicon"] = new JsonObject { ["name"] = lexicon.Name, ["sha256"] = lexicon.Sha256, ["themes"] = new JsonArray([.. lexicon.Themes.Select(theme => JsonValue.Create(theme.Name))]) };
        }

        return SealedManifest.Write(new JsonObject
        {
            ["format"] = FormatName,
            ["version"] = features.Lexicon is not null ? LexiconSince : isLogarithmic ? LogarithmicSince : 1,
            ["created_by"] = $"Custos {typeof(ClassifierManifest).Assembly.GetName().Version!.ToString(3)}",
            ["model"] = new JsonObject { ["file"] = TextClassifierFolder.ModelName, ["bytes"] = modelBytes, ["sha256"] = modelSha256 },
            ["features"] = described,
            ["labels"] = new JsonArray([.. labels.Select(NodeOf)]),
            ["training"] = metadata.DeepClone(),
        });
    }

    public static ClassifierManifest Read(byte[] bytes, string path) => SealedManifest.Read(bytes, path, Format, root =>
    {
        CheckUnicode(root, path);
        var model = root["model"]!;
        return new ClassifierManifest(
            (string)root["id"]!,
            (long)model["bytes"]!,
            (string)model["sha256"]!,
            [.. root["labels"]!.AsArray().Select(label => LabelOf(label!))],
            (JsonObject)root["training"]!.DeepClone());
    }).Said;

    private static void CheckUnicode(JsonObject root, string path)
    {
        if ((int)root["features"]!["unicode"]! != FoldTable.Version)
        {
            throw new BadInputException(
                string.Create(CultureInfo.InvariantCulture, $"The model tells words apart by Unicode {(int)root["features"]!["unicode"]!}, and this Custos by {FoldTable.Version}."),
                "Train the model again with this Custos.",
                path);
        }
    }

    private static JsonArray RangeOf((int Min, int Max) range) => [range.Min, range.Max];

    private static JsonNode NodeOf(TextClassifierLabel label) => new JsonObject
    {
        ["name"] = label.Name,
        ["intercept"] = label.Intercept,
        ["calibration"] = CalibrationJson.Write(label.Calibration),
        ["threshold"] = label.Threshold,
        ["certified"] = label.Certified,
        ["empirical_threshold"] = label.EmpiricalThreshold,
        ["target_fpr"] = label.TargetFpr,
        ["conformal"] = ConformalBandJson.Write(label.Bands),
    };

    private static TextClassifierLabel LabelOf(JsonNode label) => new()
    {
        Name = (string)label["name"]!,
        Weights = ReadOnlyMemory<double>.Empty,
        Intercept = (double)label["intercept"]!,
        Calibration = CalibrationJson.Read(label["calibration"]!),
        Threshold = (double)label["threshold"]!,
        Certified = (bool)label["certified"]!,
        EmpiricalThreshold = (double)label["empirical_threshold"]!,
        TargetFpr = (double)label["target_fpr"]!,
        Bands = ConformalBandJson.Read(label["conformal"]),
    };
}
