using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Custos.Records;
using Custos.Records.Json;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>In which tables lies how a decision came about: what each policy said, the tiers, what was observed?</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class HowTables(Connection connection) : IDisposable
{
    private readonly Appender _findings = connection.Append("decision_findings");
    private readonly Appender _tiers = connection.Append("decision_tiers");
    private readonly Appender _observations = connection.Append("decision_observations");

    public void Add(Decision decision, long sequence)
    {
        if (decision.Verdict is not Verdict.Allow) AddFinding(decision, sequence, 0, decision.Verdict);
        for (var i = 0; i < decision.Findings.Length; i++) AddFinding(decision, sequence, i + 1, decision.Findings[i]);
        for (var i = 0; i < decision.Tiers.Length; i++)
        {
            _tiers.Add(sequence).Add(decision.Id).Add(i).Add(Words.Of(decision.Tiers[i].Tier)).Add(decision.Tiers[i].Microseconds).EndRow();
        }

        for (var i = 0; i < decision.Observations.Length; i++)
        {
            _observations.Add(sequence).Add(decision.Id).Add(i).Add(decision.Observations[i].Of).Add(decision.Observations[i].Value).EndRow();
        }
    }

    public void Flush()
    {
        _findings.Flush();
        _tiers.Flush();
        _observations.Flush();
    }

    public void Dispose()
    {
        _findings.Dispose();
        _tiers.Dispose();
        _observations.Dispose();
    }

    private void AddFinding(Decision decision, long sequence, int place, Verdict verdict)
    {
        var unknown = verdict as Verdict.Unknown;
        _findings.Add(sequence).Add(decision.Id).Add(place).Add(verdict.Because?.Policy).Add(verdict.Because?.Rule).Add(verdict.Name)
            .Add(unknown is null ? null : Words.Of(unknown.Cause)).Add(unknown is null ? null : Words.Of(unknown.Fallback))
            .Add(Written(json => EvidenceJson.Write(json, verdict.Because?.Evidence ?? [])))
            .Add(verdict is Verdict.Redact redact ? Written(json => WriteStretches(json, redact.Stretches)) : null).EndRow();
    }

    private static void WriteStretches(Utf8JsonWriter json, ImmutableArray<Stretch> stretches)
    {
        json.WriteStartArray();
        foreach (var stretch in stretches)
        {
            json.WriteStartArray();
            json.WriteNumberValue(stretch.Start);
            json.WriteNumberValue(stretch.Length);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes)) write(json);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
