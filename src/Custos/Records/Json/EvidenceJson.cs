using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;

namespace Custos.Records.Json;

/// <summary>How is evidence written as JSON, for callers and for the store, and read back bit for bit?</summary>
public static class EvidenceJson
{
    /// <summary>Writes an array with one object for each piece.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<Evidence> evidence)
    {
        json.WriteStartArray();
        foreach (var piece in evidence)
        {
            json.WriteStartObject();
            WriteFields(json, piece);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static ImmutableArray<Evidence> Read(JsonElement array)
    {
        try
        {
            return [.. array.EnumerateArray().Select(ReadPiece)];
        }
        catch (Exception broken) when (broken is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The evidence of a decision cannot be read.", broken);
        }
    }

    private static void WriteFields(Utf8JsonWriter json, Evidence piece)
    {
        switch (piece)
        {
            case Evidence.Score score:
                json.WriteString("kind", "score");
                json.WriteString("label", score.Label);
                json.WriteNumber("score", score.Value.Value);
                if (score.Threshold is { } threshold) json.WriteNumber("threshold", threshold.Value);
                json.WriteBoolean("certified", score.Certified);
                break;
            case Evidence.Match match:
                json.WriteString("kind", match.Kind);
                json.WriteString("name", match.Name);
                json.WriteNumber("entry", match.Entry);
                json.WriteString("view", match.View);
                json.WriteNumber("start", match.Start);
                json.WriteNumber("length", match.Length);
                break;
            case Evidence.Count count:
                json.WriteString("kind", "count");
                json.WriteString("counter", count.Counter);
                json.WriteNumber("value", count.Value);
                json.WriteNumber("low", count.Low);
                json.WriteNumber("high", count.High);
                break;
            case Evidence.Call call:
                json.WriteString("kind", "call");
                json.WriteString("path", call.Path);
                json.WriteString("problem", call.Problem);
                break;
            default:
                throw new UnreachableException(piece.GetType().Name);
        }
    }

    private static Evidence ReadPiece(JsonElement piece)
    {
        var kind = TextOf(piece, "kind");
        return kind switch
        {
            "score" => new Evidence.Score(
                TextOf(piece, "label"),
                new Probability(NumberOf(piece, "score")),
                piece.TryGetProperty("threshold", out var threshold) ? new Probability(threshold.GetDouble()) : null,
                piece.GetProperty("certified").GetBoolean()),
            "count" => new Evidence.Count(TextOf(piece, "counter"), NumberOf(piece, "value"), NumberOf(piece, "low"), NumberOf(piece, "high")),
            "call" => new Evidence.Call(TextOf(piece, "path"), TextOf(piece, "problem")),
            _ => new Evidence.Match(kind, TextOf(piece, "name"), WholeOf(piece, "entry"), TextOf(piece, "view"), WholeOf(piece, "start"), WholeOf(piece, "length")),
        };
    }

    private static string TextOf(JsonElement piece, string name) => piece.GetProperty(name).GetString() ?? throw new FormatException(name);

    private static double NumberOf(JsonElement piece, string name) => piece.GetProperty(name).GetDouble();

    private static int WholeOf(JsonElement piece, string name) => piece.GetProperty(name).GetInt32();
}
