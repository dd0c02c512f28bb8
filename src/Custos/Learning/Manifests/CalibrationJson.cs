using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Custos.Learning.Manifests;

/// <summary>How does a calibration stand in a manifest? Every number reads back as the same double.</summary>
public static class CalibrationJson
{
    public static JsonObject Write(Calibration calibration) => calibration switch
    {
        Calibration.Platt platt => new JsonObject { ["kind"] = "platt", ["a"] = platt.A, ["b"] = platt.B },
        Calibration.Isotonic isotonic => new JsonObject
        {
            ["kind"] = "isotonic",
            ["decisions"] = ArrayOf(isotonic.Decisions),
            ["probabilities"] = ArrayOf(isotonic.Probabilities),
            ["rise"] = Write(isotonic.Rise),
        },
        var other => throw new UnreachableException(other.GetType().Name),
    };

    /// <exception cref="FormatException">The kind is not known.</exception>
    /// <exception cref="ArgumentException">The numbers are no curve.</exception>
    /// <exception cref="InvalidOperationException">What should be a number is none.</exception>
    /// <exception cref="NullReferenceException">A part is missing.</exception>
    public static Calibration Read(JsonNode node) => (string?)node["kind"] switch
    {
        "platt" => PlattOf(node),
        "isotonic" => new Calibration.Isotonic(DoublesOf(node["decisions"]!), DoublesOf(node["probabilities"]!), PlattOf(node["rise"]!)),
        _ => throw new FormatException("A calibration is platt or isotonic."),
    };

    private static Calibration.Platt PlattOf(JsonNode node) => new((double)node["a"]!, (double)node["b"]!);

    private static double[] DoublesOf(JsonNode node) => [.. node.AsArray().Select(value => (double)value!)];

    private static JsonArray ArrayOf(ReadOnlySpan<double> values)
    {
        var array = new JsonArray();
        foreach (var value in values)
        {
            array.Add(value);
        }

        return array;
    }
}
