using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Providers.Brought;
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
    public static (HttpManifest Manifest, string Id) Read(byte[] bytes, string place)
    {
        try
        {
            var root = JsonNode.Parse(bytes)!.AsObject();
            if ((string?)root["format"] != Format) throw new BadInputException("It is not the manifest of a classifier behind an address.", "Give a folder that 'custos model add --url' wrote.", place);
            if ((int)root["version"]! > FormatVersion)
            {
                throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"The model is of format {(int)root["version"]!}, and this Custos reads up to {FormatVersion}."), "Use a newer Custos, or add the model again with this one.", place);
            }

            var id = (string)root["id"]!;
            if (SealedManifest.IdOf(bytes) != id) throw new BadInputException("The manifest is not the one that its id was made of: a byte was changed.", "Restore the folder from a copy, or add the model again.", place);
            var labels = root["labels"]!.AsArray();
            return (new HttpManifest(new Uri((string)root["url"]!), (string?)root["model"], (string?)root["key_variable"], [.. labels.Select(label => (string)label!["category"]!)], [.. labels.Select(label => ScoreLabelJson.Read(label!))], (JsonObject)root["measured"]!.DeepClone()), id);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or NullReferenceException or FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            // Whatever JSON or a wrong type in it can throw: the file is not what was written.
            throw new BadInputException("It is not the manifest that was written: it cannot be read.", "Restore the folder from a copy, or add the model again.", place, innerException: cause);
        }
    }

    private static JsonNode WithCategory(ScoreLabel label, string category)
    {
        var node = ScoreLabelJson.Write(label);
        node["category"] = category;
        return node;
    }
}
