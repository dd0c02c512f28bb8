using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Custos.Policy.Conditions;
using Custos.Records;
using Custos.Records.Json;

namespace Custos.App.Api;

/// <summary>What does the caller of <c>POST /v1/decisions</c> read?</summary>
internal static class DecisionResponse
{
    public static void Write(IBufferWriter<byte> output, Decision decision, Recorded recorded)
    {
        using var json = new Utf8JsonWriter(output);
        WriteDecision(json, decision, recorded);
    }

    /// <summary>One decision as an object; how safely it is on record only where it is.</summary>
    public static void WriteDecision(Utf8JsonWriter json, Decision decision, Recorded? recorded = null)
    {
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
        WriteFindings(json, decision.Findings);
        json.WriteStartArray("tiers");
        foreach (var (tier, microseconds) in decision.Tiers)
        {
            json.WriteStartObject();
            json.WriteString("tier", NameOf(tier));
            json.WriteNumber("microseconds", microseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("direction", NameOf(decision.Direction));
        json.WriteString("bundle_id", decision.BundleId);
        json.WriteNumber("elapsed_microseconds", decision.ElapsedMicroseconds);
        json.WriteNumber("deadline_ms", decision.DeadlineMilliseconds);
        if (recorded is { } safely) json.WriteString("recorded", NameOf(safely));
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, ImmutableArray<Verdict> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            WriteVerdict(json, finding);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteVerdict(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteString("verdict", verdict.Name);
        json.WriteString("why", WhyOf(verdict));
        if (verdict is Verdict.Unknown unknown)
        {
            json.WriteString("cause", NameOf(unknown.Cause));
            json.WriteString("fallback", NameOf(unknown.Fallback));
        }

        if (verdict is Verdict.Redact redact)
        {
            json.WriteStartArray("redact");
            foreach (var stretch in redact.Stretches)
            {
                json.WriteStartObject();
                json.WriteNumber("start", stretch.Start);
                json.WriteNumber("length", stretch.Length);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (verdict.Because is not { } reason) return;
        json.WriteStartObject("reason");
        json.WriteString("policy", reason.Policy);
        json.WriteString("rule", reason.Rule);
        json.WritePropertyName("evidence");
        EvidenceJson.Write(json, reason.Evidence);
        json.WriteEndObject();
    }

    /// <summary>The reason in a sentence.</summary>
    public static string WhyOf(Verdict verdict) => (verdict, verdict.Because) switch
    {
        (Verdict.Allow, _) => "no policy has anything against it",
        (Verdict.Unknown { Cause: var cause, Because: { } reason }, _) => $"could not tell: {NameOf(cause)}, at rule {reason.Rule} of policy {reason.Policy}; do as 'fallback' says",
        (Verdict.Unknown { Cause: var cause }, _) => $"could not tell: {NameOf(cause)}; do as 'fallback' says",
        (_, { } reason) => $"rule {reason.Rule} of policy {reason.Policy}{Grounds(reason)}",
        _ => throw new UnreachableException(verdict.GetType().Name),
    };

    private static string Grounds(Reason reason) => reason.Evidence.FirstOrDefault() switch
    {
        Evidence.Score { Threshold: { } threshold } score => FormattableString.Invariant($": {score.Label} scored {score.Value.Value:G6}, threshold {threshold.Value:G6}"),
        Evidence.Score score => FormattableString.Invariant($": {score.Label} scored {score.Value.Value:G6}"),
        Evidence.Match match => FormattableString.Invariant($": {match.Kind} {match.Name} at {match.Start}, read as {match.View}"),
        Evidence.Count count => FormattableString.Invariant($": {count.Counter} is {count.Value:G6}"),
        Evidence.Call call => $": {call.Problem}",
        _ => "",
    };

    private static string NameOf<T>(T value)
        where T : struct, Enum => SnakeCase.Of(value.ToString());
}
