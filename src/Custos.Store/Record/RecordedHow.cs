using System.Collections.Immutable;
using System.Text.Json;
using Custos.Records;
using Custos.Records.Json;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>How did decisions come about? Read back from <see cref="HowTables"/> for a stretch of numbers.</summary>
internal sealed class RecordedHow
{
    private readonly Dictionary<long, List<(int Place, Verdict Verdict)>> _findings = [];
    private readonly Dictionary<long, List<TierTime>> _tiers = [];
    private readonly Dictionary<long, List<Observation>> _observations = [];

    public static RecordedHow Read(Connection connection, long after, long last, CancellationToken cancellationToken)
    {
        var how = new RecordedHow();
        EachRow(connection, SqlFile.Load("Record/Findings"), after, last, (rows, row) => Put(how._findings, rows[0].ReadInt64(row), (rows[1].ReadInt32(row), VerdictOf(rows, row))), cancellationToken);
        EachRow(connection, SqlFile.Load("Record/Tiers"), after, last, (rows, row) => Put(how._tiers, rows[0].ReadInt64(row), new TierTime(Words.TierOf(rows[1].ReadString(row)), rows[2].ReadInt64(row))), cancellationToken);
        EachRow(connection, SqlFile.Load("Record/Observations"), after, last, (rows, row) => Put(how._observations, rows[0].ReadInt64(row), new Observation(rows[1].ReadString(row), rows[2].ReadString(row))), cancellationToken);
        return how;
    }

    /// <summary>The decision with its findings, tiers and observations, and with the whole of its verdict.</summary>
    public Decision AddTo(Decision decision, long sequence)
    {
        var findings = _findings.GetValueOrDefault(sequence) ?? [];
        return decision with
        {
            Verdict = findings is [(0, var verdict), ..] ? verdict : decision.Verdict,
            Findings = [.. findings.Where(finding => finding.Place > 0).Select(finding => finding.Verdict)],
            Tiers = [.. _tiers.GetValueOrDefault(sequence) ?? []],
            Observations = [.. _observations.GetValueOrDefault(sequence) ?? []],
        };
    }

    private static void Put<T>(Dictionary<long, List<T>> to, long sequence, T item)
    {
        if (!to.TryGetValue(sequence, out var list)) to.Add(sequence, list = []);
        list.Add(item);
    }

    private static void EachRow(Connection connection, SqlFile question, long after, long last, Action<Rows, int> take, CancellationToken cancellationToken)
    {
        using var statement = connection.Prepare(question).Bind(1, after).Bind(2, last);
        using var rows = statement.Query(cancellationToken);
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++) take(rows, row);
        }
    }

    private static Verdict VerdictOf(Rows rows, int row)
    {
        var reason = rows[2].IsNull(row) ? null : new Reason(rows[2].ReadString(row), rows[3].ReadString(row), EvidenceOf(rows[7].ReadString(row)));
        return (rows[4].ReadString(row), reason) switch
        {
            ("unknown", _) => new Verdict.Unknown(Words.FailureOf(rows[5].ReadString(row)), Words.FallbackOf(rows[6].ReadString(row)), reason),
            ("flag", { } because) => new Verdict.Flag(because),
            ("redact", { } because) => new Verdict.Redact(because, StretchesOf(rows[8].ReadString(row))),
            ("hold", { } because) => new Verdict.Hold(because),
            ("block", { } because) => new Verdict.Block(because),
            _ => throw new InvalidDataException("The store holds a verdict that this program does not know."),
        };
    }

    private static ImmutableArray<Evidence> EvidenceOf(string written)
    {
        using var document = JsonDocument.Parse(written);
        return EvidenceJson.Read(document.RootElement);
    }

    private static ImmutableArray<Stretch> StretchesOf(string written)
    {
        using var document = JsonDocument.Parse(written);
        return [.. document.RootElement.EnumerateArray().Select(pair => new Stretch(pair[0].GetInt32(), pair[1].GetInt32()))];
    }
}
