using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Learning.Manifests;
using Custos.Records;

namespace Custos.Providers.Http;

/// <summary>What does <c>manifest.json</c> say of a classifier behind an address?</summary>
/// <param name="Url">Where texts are sent, as <c>POST</c>.</param>
/// <param name="Model">The model that is asked for there; null for the server's own choice.</param>
/// <param name="KeyVariable">The environment variable that holds the server's key; null where it needs none. The key itself stands nowhere.</param>
/// <param name="Categories">For each label, what the server calls it.</param>
/// <param name="Labels">In the order in which they are shown.</param>
/// <param name="Measured">How the labels were calibrated and certified; empty where they were not.</param>
internal sealed record HttpManifest(Uri Url, string? Model, string? KeyVariable, IReadOnlyList<string> Categories, IReadOnlyList<ScoreLabel> Labels, JsonObject Measured)
{
    public const string FileName = "manifest.json";

    private const string Format = "custos-http-classifier";
    private const int FormatVersion = 1;

    private static readonly ManifestFormat Written = new(Format, FormatVersion, "a model that was brought", "custos model add", "add the model again");

    /// <summary>Is it the manifest of such a classifier?</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\"format\": \"custos-http-classifier\""u8) >= 0;

    /// <summary>The manifest's bytes, and the id that is the SHA-256 of them with zeros in its place.</summary>
    public (byte[] Bytes, string Id) Write() => SealedManifest.Write(new JsonObject
    {
        ["format"] = Format,
        ["version"] = FormatVersion,
        ["url"] = Url.AbsoluteUri,
        ["model"] = Model,
        ["key_variable"] = KeyVariable,
        ["labels"] = new JsonArray([.. Labels.Select((label, number) => WithCategory(label, Categories[number]))]),
        ["measured"] = Measured.DeepClone(),
    });

    /// <exception cref="BadInputException">It is none, of a newer version, or was changed.</exception>
    public static (HttpManifest Manifest, string Id) Read(byte[] bytes, string place) => SealedManifest.Read(bytes, place, Written, root =>
        new HttpManifest(new Uri((string)root["url"]!), (string?)root["model"], (string?)root["key_variable"], [.. root["labels"]!.AsArray().Select(label => (string)label!["category"]!)], [.. root["labels"]!.AsArray().Select(label => ScoreLabelJson.Read(label!))], (JsonObject)root["measured"]!.DeepClone()));

    private static JsonNode WithCategory(ScoreLabel label, string category)
    {
        var node = ScoreLabelJson.Write(label);
        node["category"] = category;
        return node;
    }
}
