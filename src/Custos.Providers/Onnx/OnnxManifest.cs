using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Custos.Learning;
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

    private static readonly string NoId = new('0', 64);

    private static ReadOnlySpan<byte> Opening => "{\n  \"id\": \""u8;

    /// <summary>The manifest's bytes, and the id that is the SHA-256 of them with zeros in its place: it covers both files, every setting and every threshold.</summary>
    public (byte[] Bytes, string Id) Write()
    {
        var node = new JsonObject
        {
            ["id"] = NoId,
            ["format"] = Format,
            ["version"] = FormatVersion,
            ["model"] = new JsonObject { ["file"] = OnnxFolder.ModelName, ["sha256"] = ModelSha256 },
            ["tokenizer"] = new JsonObject { ["file"] = OnnxFolder.TokenizerName, ["sha256"] = TokenizerSha256 },
            ["settings"] = NodeOf(Settings),
            ["labels"] = new JsonArray([.. Labels.Select(NodeOf)]),
            ["measured"] = Measured.DeepClone(),
        };
        var bytes = Encoding.UTF8.GetBytes(node.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
        var id = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Encoding.ASCII.GetBytes(id, bytes.AsSpan(Opening.Length, id.Length));
        return (bytes, id);
    }

    /// <summary>Is it the manifest of a model that was brought?</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\"format\": \"custos-onnx-classifier\""u8) >= 0;

    /// <exception cref="BadInputException">It is none, of a newer version, or was changed.</exception>
    public static (OnnxManifest Manifest, string Id) Read(byte[] bytes, string place)
    {
        try
        {
            var root = JsonNode.Parse(bytes)!.AsObject();
            if ((string?)root["format"] != Format) throw new BadInputException("It is not the manifest of a model that was brought.", "Give a folder that 'custos model add' wrote.", place);
            if ((int)root["version"]! > FormatVersion)
            {
                throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"The model is of format {(int)root["version"]!}, and this Custos reads up to {FormatVersion}."), "Use a newer Custos, or add the model again with this one.", place);
            }

            var id = (string)root["id"]!;
            if (IdOf(bytes) != id) throw new BadInputException("The manifest is not the one that its id was made of: a byte was changed.", "Restore the folder from a copy, or add the model again.", place);
            return (new OnnxManifest((string)root["model"]!["sha256"]!, (string)root["tokenizer"]!["sha256"]!, SettingsOf(root["settings"]!), [.. root["labels"]!.AsArray().Select(label => LabelOf(label!))], (JsonObject)root["measured"]!.DeepClone()), id);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or NullReferenceException or FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            // Whatever JSON or a wrong type in it can throw: the file is not what was written.
            throw new BadInputException("It is not the manifest that was written: it cannot be read.", "Restore the folder from a copy, or add the model again.", place, innerException: cause);
        }
    }

    private static string IdOf(byte[] bytes)
    {
        var zeroed = (byte[])bytes.Clone();
        if (zeroed.Length > Opening.Length + NoId.Length) Encoding.ASCII.GetBytes(NoId, zeroed.AsSpan(Opening.Length, NoId.Length));
        return Convert.ToHexStringLower(SHA256.HashData(zeroed));
    }

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

    private static JsonNode NodeOf(ScoreLabel label) => new JsonObject
    {
        ["name"] = label.Name,
        ["calibration"] = CalibrationJson.Write(label.Calibration),
        ["threshold"] = label.Threshold,
        ["certified"] = label.Certified,
        ["empirical_threshold"] = label.EmpiricalThreshold,
        ["target_fpr"] = label.TargetFpr,
        ["conformal"] = ConformalBandJson.Write(label.Bands),
    };

    private static ScoreLabel LabelOf(JsonNode node) => new()
    {
        Name = (string)node["name"]!,
        Calibration = CalibrationJson.Read(node["calibration"]!),
        Threshold = (double)node["threshold"]!,
        Certified = (bool)node["certified"]!,
        EmpiricalThreshold = (double?)node["empirical_threshold"],
        TargetFpr = (double?)node["target_fpr"],
        Bands = ConformalBandJson.Read(node["conformal"]),
    };

    private static string SnakeCase<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
