using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Custos.Records;

namespace Custos.App.Api;

/// <summary>What does the caller of <c>POST /v1/decisions</c> read?</summary>
internal static class DecisionResponse
{
    public static void Write(IBufferWriter<byte> output, Decision decision, Recorded recorded)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("id", decision.Id);
        json.WriteString("exchange_id", decision.ExchangeId);
        json.WriteString("at", decision.At);
        WriteVerdict(json, decision.Verdict);
        json.WriteStartArray("buckets");
        foreach (var bucket in decision.Buckets)
        {
            json.WriteStartObject();
            json.WriteString("bucket", bucket.Bucket);
            json.WriteNumber("score", bucket.Score.Value);
            json.WriteNumber("threshold", bucket.Threshold.Value);
            json.WriteBoolean("certified", bucket.Certified);
            json.WriteBoolean("flagged", bucket.Flagged);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("direction", NameOf(decision.Direction));
        json.WriteString("bundle_id", decision.BundleId);
        json.WriteNumber("elapsed_microseconds", decision.ElapsedMicroseconds);
        json.WriteNumber("deadline_ms", decision.DeadlineMilliseconds);
        json.WriteString("recorded", NameOf(recorded));
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteString("verdict", verdict.Name);
        switch (verdict)
        {
            case Verdict.Allow:
                json.WriteString("why", "no bucket reached its threshold");
                break;
            case Verdict.Block block:
                WriteReason(json, block.Because);
                break;
            case Verdict.Hold hold:
                WriteReason(json, hold.Because);
                break;
            case Verdict.Unknown unknown:
                json.WriteString("why", $"could not tell: {NameOf(unknown.Cause)}; do as 'fallback' says");
                json.WriteString("cause", NameOf(unknown.Cause));
                json.WriteString("fallback", NameOf(unknown.Fallback));
                break;
            default:
                throw new UnreachableException(verdict.GetType().Name);
        }
    }

    private static void WriteReason(Utf8JsonWriter json, Reason reason)
    {
        json.WriteString("why", FormattableString.Invariant($"{reason.Bucket}: score {reason.Score.Value:G6} reached its threshold {reason.Threshold.Value:G6}"));
        json.WriteStartObject("reason");
        json.WriteString("bucket", reason.Bucket);
        json.WriteNumber("score", reason.Score.Value);
        json.WriteNumber("threshold", reason.Threshold.Value);
        json.WriteEndObject();
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
