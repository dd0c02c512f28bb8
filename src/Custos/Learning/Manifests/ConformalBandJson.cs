using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Custos.Statistics.Conformal;

namespace Custos.Learning.Manifests;

/// <summary>How do a label's conformal bands stand in a manifest? Every number reads back as the same.</summary>
public static class ConformalBandJson
{
    public static JsonArray Write(ImmutableArray<ConformalBand> bands) => new([.. bands.Select(band => (JsonNode)new JsonObject
    {
        ["coverage"] = band.Coverage,
        ["low"] = band.Low,
        ["high"] = band.High,
        ["positives"] = band.Positives,
        ["negatives"] = band.Negatives,
    })]);

    /// <summary>None where the manifest says nothing of bands, as those of before there were such.</summary>
    /// <exception cref="FormatException">A number leaves its range, or a coverage stands twice.</exception>
    /// <exception cref="InvalidOperationException">What should be a number is none.</exception>
    /// <exception cref="NullReferenceException">A part is missing.</exception>
    public static ImmutableArray<ConformalBand> Read(JsonNode? node)
    {
        if (node is null || node.AsArray().Count == 0) return [];
        var bands = node.AsArray().Select(band => new ConformalBand((double)band!["coverage"]!, (double)band["low"]!, (double)band["high"]!, (long)band["positives"]!, (long)band["negatives"]!)).ToImmutableArray();
        return AreSound(bands) ? bands : throw new FormatException("A conformal band leaves its range, or stands twice.");
    }

    /// <summary>Are coverages, scores and counts in their ranges, and no coverage twice?</summary>
    internal static bool AreSound(ImmutableArray<ConformalBand> bands) =>
        bands.All(band => band is { Coverage: > 0 and < 1, Low: >= 0 and <= 1, High: >= 0 and <= 1, Positives: > 0, Negatives: > 0 })
        && bands.Select(band => band.Coverage).Distinct().Count() == bands.Length;
}
