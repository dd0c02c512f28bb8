using System.Buffers;
using System.Text.Json;
using Custos.Records;

namespace Custos.App.Api;

/// <summary>What does the caller of <c>POST /v1/moderations</c> read? OpenAI's moderation object.</summary>
/// <remarks>
/// The format has no place for "not looked at", so every category of OpenAI's stands in every result; one that the bundle does not cover is
/// false and 0, and its list in <c>category_applied_input_types</c> is empty, which is that format's own way to say that nothing was scored.
/// </remarks>
internal static class ModerationResponse
{
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<Decision> decisions)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("id", $"modr-{decisions[0].Id:N}");
        json.WriteString("model", $"custos-{decisions[0].BundleId[..12]}");
        json.WriteStartArray("results");
        foreach (var decision in decisions)
        {
            WriteResult(json, decision);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Decision decision)
    {
        var categories = new List<(string Name, BucketScore? Score)>(ModerationCategories.All.Count);
        foreach (var bucket in decision.Buckets)
        {
            categories.Add((ModerationCategories.WireName(bucket.Bucket), bucket));
        }

        foreach (var name in ModerationCategories.All)
        {
            if (!categories.Exists(category => category.Name == name))
            {
                categories.Add((name, null));
            }
        }

        json.WriteStartObject();
        json.WriteBoolean("flagged", IsFlagged(decision));
        json.WriteStartObject("categories");
        foreach (var (name, score) in categories)
        {
            json.WriteBoolean(name, score is { Flagged: true });
        }

        json.WriteEndObject();
        json.WriteStartObject("category_scores");
        foreach (var (name, score) in categories)
        {
            json.WriteNumber(name, score?.Score.Value ?? 0);
        }

        json.WriteEndObject();
        json.WriteStartObject("category_applied_input_types");
        foreach (var (name, score) in categories)
        {
            json.WriteStartArray(name);
            if (score is not null)
            {
                json.WriteStringValue("text");
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The format knows yes and no: an unknown is flagged unless the policy's fallback for it lets it pass.
    private static bool IsFlagged(Decision decision) => decision.Verdict switch
    {
        Verdict.Allow or Verdict.Flag => false,
        Verdict.Unknown unknown => unknown.Fallback is not (Fallback.Allow or Fallback.Flag),
        _ => true,
    };
}
