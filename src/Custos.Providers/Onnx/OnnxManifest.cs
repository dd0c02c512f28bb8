using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Learning.Manifests;
using Custos.Records;

namespace Custos.Providers.Onnx;

/// <summary>What does <c>manifest.json</c> say of a model that was brought?</summary>
/// <param name="ModelSha256">Of <c>model.onnx</c>, in lower-case hexadecimal digits.</param>
/// <param name="TokenizerSha256">Of <c>tokenizer.json</c>.</param>
/// <param name="Settings">How it is asked.</param>
/// <param name="Labels">In the order of its output.</param>
/// <param name="Measured">How the labels were calibrated and certified; empty where they were not.</param>
internal sealed record OnnxManifest(string ModelSha256, string TokenizerSha256, OnnxSettings Settings, IReadOnlyList<ScoreLabel> Labels, JsonObject Measured)
{
    public const string Format = "custos-onnx-classifier";

    private const int FormatVersion = 1;

    private static readonly ManifestFormat Written = new(Format, FormatVersion, "a model that was brought", "custos model add", "add the model again");

    /// <summary>The manifest's bytes, and the id that is the SHA-256 of them with zeros in its place: it covers both files, every setting and every threshold.</summary>
    public (byte[] Bytes, string Id) Write() => SealedManifest.Write(new JsonObject
    {
        ["format"] = Format,
        ["version"] = FormatVersion,
        ["model"] = new JsonObject { ["file"] = OnnxFolder.ModelName, ["sha256"] = ModelSha256 },
        ["tokenizer"] = new JsonObject { ["file"] = OnnxFolder.TokenizerName, ["sha256"] = TokenizerSha256 },
        ["settings"] = NodeOf(Settings),
        ["labels"] = new JsonArray([.. Labels.Select(ScoreLabelJson.Write)]),
        ["measured"] = Measured.DeepClone(),
    });

    /// <summary>Is it the manifest of a model that was brought?</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\"format\": \"custos-onnx-classifier\""u8) >= 0;

    /// <exception cref="BadInputException">It is none, of a newer version, or was changed.</exception>
    public static (OnnxManifest Manifest, string Id) Read(byte[] bytes, string place) => SealedManifest.Read(bytes, place, Written, root =>
        new OnnxManifest((string)root["model"]!["sha256"]!, (string)root["tokenizer"]!["sha256"]!, SettingsOf(root["settings"]!), [.. root["labels"]!.AsArray().Select(label => ScoreLabelJson.Read(label!))], (JsonObject)root["measured"]!.DeepClone()));

    private static JsonObject NodeOf(OnnxSettings settings) => new()
    {
        ["activation"] = SnakeCase(settings.Activation),
        ["join"] = SnakeCase(settings.Join),
        ["max_tokens"] = settings.MaxTokens,
        ["overlap"] = settings.Overlap,
        ["pad_id"] = settings.PadId,
        ["most_together"] = settings.MostTogether,
        ["threads"] = settings.Threads,
        ["output"] = settings.Output,
    };

    private static OnnxSettings SettingsOf(JsonNode node) => new()
    {
        Activation = Enum.Parse<Activation>((string)node["activation"]!, ignoreCase: true),
        Join = Enum.Parse<ChunkJoin>((string)node["join"]!, ignoreCase: true),
        MaxTokens = (int)node["max_tokens"]!,
        Overlap = (int)node["overlap"]!,
        PadId = (int)node["pad_id"]!,
        MostTogether = (int)node["most_together"]!,
        Threads = (int)node["threads"]!,
        Output = (string)node["output"]!,
    };

    private static string SnakeCase<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
