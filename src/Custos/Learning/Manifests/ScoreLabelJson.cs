using System.Text.Json.Nodes;

namespace Custos.Learning.Manifests;

/// <summary>How does a label of a classifier that was brought stand in its manifest? Every number reads back as the same.</summary>
public static class ScoreLabelJson
{
    public static JsonObject Write(ScoreLabel label) => new()
    {
        ["name"] = label.Name,
        ["calibration"] = CalibrationJson.Write(label.Calibration),
        ["threshold"] = label.Threshold,
        ["certified"] = label.Certified,
        ["empirical_threshold"] = label.EmpiricalThreshold,
        ["target_fpr"] = label.TargetFpr,
        ["conformal"] = ConformalBandJson.Write(label.Bands),
    };

    /// <exception cref="FormatException">It is none; other exceptions of JSON, likewise.</exception>
    public static ScoreLabel Read(JsonNode node) => new()
    {
        Name = (string)node["name"]!,
        Calibration = CalibrationJson.Read(node["calibration"]!),
        Threshold = (double)node["threshold"]!,
        Certified = (bool)node["certified"]!,
        EmpiricalThreshold = (double?)node["empirical_threshold"],
        TargetFpr = (double?)node["target_fpr"],
        Bands = ConformalBandJson.Read(node["conformal"]),
    };
}
