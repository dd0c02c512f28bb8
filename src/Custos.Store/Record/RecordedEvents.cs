using System.Collections.Immutable;
using Custos.Records;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>Which events does the database hold? Read back in the order in which they were kept, a stretch of numbers at a time.</summary>
internal static class RecordedEvents
{
    // About 60 MB of texts in memory, and one of any length.
    private const long CharactersAtOnce = 16 << 20;

    /// <summary>Up to which number may be read at once, so that the texts in memory stay within a bound?</summary>
    public static long EndOfStretch(Connection connection, long after, long last, CancellationToken cancellationToken)
    {
        using var statement = connection.Prepare(SqlFile.Load("Record/Stretch")).Bind(1, after).Bind(2, last).Bind(3, CharactersAtOnce);
        using var rows = statement.Query(cancellationToken);
        rows.NextChunk();
        return rows[0].ReadInt64(0);
    }

    /// <summary>The numbers of the first and the last decision of a period; null when there is none.</summary>
    public static (long First, long Last)? NumbersOf(Connection connection, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        using var statement = connection.Prepare(SqlFile.Load("Record/Period")).Bind(1, from).Bind(2, to);
        using var rows = statement.Query(cancellationToken);
        return rows.NextChunk() && !rows[0].IsNull(0) ? (rows[0].ReadInt64(0), rows[1].ReadInt64(0)) : null;
    }

    /// <summary>The events numbered above <paramref name="after"/> up to <paramref name="last"/>, in order.</summary>
    /// <remarks>O(n log n) in the stretch's events, all of which are in memory at once.</remarks>
    public static IReadOnlyList<Event> Read(Connection connection, long after, long last, CancellationToken cancellationToken)
    {
        var found = new List<(long Sequence, Event Event)>();
        ReadExchanges(connection, after, last, found, cancellationToken);
        ReadDecisions(connection, after, last, ReadBuckets(connection, after, last, cancellationToken), found, cancellationToken);
        OpinionTables.Read(connection, after, last, (sequence, opinion) => found.Add((sequence, opinion)), cancellationToken);
        TelemetryTables.Read(connection, after, last, (sequence, signal) => found.Add((sequence, signal)), cancellationToken);
        found.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        return [.. found.Select(item => item.Event)];
    }

    private static void ReadExchanges(Connection connection, long after, long last, List<(long, Event)> found, CancellationToken cancellationToken)
    {
        using var statement = connection.Prepare(SqlFile.Load("Record/Exchanges")).Bind(1, after).Bind(2, last);
        using var rows = statement.Query(cancellationToken);
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++)
            {
                found.Add((rows[0].ReadInt64(row), new Exchange(rows[1].ReadGuid(row), rows[2].ReadTimestamp(row))
                {
                    Endpoint = rows[3].ReadString(row),
                    Organisation = TextOrNull(rows[4], row),
                    User = TextOrNull(rows[5], row),
                    Conversation = TextOrNull(rows[6], row),
                    Tier = TextOrNull(rows[7], row),
                    Region = TextOrNull(rows[8], row),
                    Model = TextOrNull(rows[9], row),
                    Input = TextOrNull(rows[10], row),
                    Output = TextOrNull(rows[11], row),
                    Address = TextOrNull(rows[12], row),
                    Tool = TextOrNull(rows[13], row),
                    Tokens = rows[14].IsNull(row) ? null : rows[14].ReadInt32(row),
                    Arguments = TextOrNull(rows[15], row),
                    Parent = rows[16].IsNull(row) ? null : rows[16].ReadGuid(row),
                    Call = CallColumns.Read(rows, 17, row),
                    Source = TextOrNull(rows[31], row),
                    ExternalKey = TextOrNull(rows[32], row),
                    Language = TextOrNull(rows[33], row),
                    Domain = TextOrNull(rows[34], row),
                    Attributes = TextOrNull(rows[35], row),
                }));
            }
        }
    }

    private static Dictionary<long, ImmutableArray<BucketScore>.Builder> ReadBuckets(Connection connection, long after, long last, CancellationToken cancellationToken)
    {
        var buckets = new Dictionary<long, ImmutableArray<BucketScore>.Builder>();
        using var statement = connection.Prepare(SqlFile.Load("Record/Buckets")).Bind(1, after).Bind(2, last);
        using var rows = statement.Query(cancellationToken);
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var sequence = rows[0].ReadInt64(row);
                if (!buckets.TryGetValue(sequence, out var scores)) buckets.Add(sequence, scores = ImmutableArray.CreateBuilder<BucketScore>());
                scores.Add(new BucketScore(
                    rows[1].ReadString(row), new Probability(rows[2].ReadDouble(row)), new Probability(rows[3].ReadDouble(row)), rows[4].ReadBoolean(row)));
            }
        }

        return buckets;
    }

    private static void ReadDecisions(
        Connection connection, long after, long last, Dictionary<long, ImmutableArray<BucketScore>.Builder> buckets, List<(long, Event)> found, CancellationToken cancellationToken)
    {
        var how = RecordedHow.Read(connection, after, last, cancellationToken);
        using var statement = connection.Prepare(SqlFile.Load("Record/Decisions")).Bind(1, after).Bind(2, last);
        using var rows = statement.Query(cancellationToken);
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var sequence = rows[0].ReadInt64(row);
                var decision = new Decision(rows[1].ReadGuid(row), rows[2].ReadTimestamp(row))
                {
                    ExchangeId = rows[3].ReadGuid(row),
                    Direction = Words.DirectionOf(rows[4].ReadString(row)),
                    Verdict = VerdictOf(rows, row),
                    Buckets = buckets.TryGetValue(sequence, out var scores) ? scores.ToImmutable() : [],
                    BundleId = rows[11].ReadString(row),
                    ElapsedMicroseconds = rows[12].ReadInt64(row),
                    DeadlineMilliseconds = rows[13].ReadInt32(row),
                    Of = rows[16].IsNull(row) ? null : new Stretch(rows[16].ReadInt32(row), rows[17].ReadInt32(row)),
                };
                found.Add((sequence, how.AddTo(decision, sequence)));
            }
        }
    }

    // Its reason stands with the findings, unless it was decided before there were any.
    private static Verdict VerdictOf(Rows rows, int row) => rows[5].ReadString(row) switch
    {
        "block" => new Verdict.Block(ReasonOf(rows, row)),
        "hold" => new Verdict.Hold(ReasonOf(rows, row)),
        "unknown" => new Verdict.Unknown(Words.FailureOf(rows[9].ReadString(row)), Words.FallbackOf(rows[10].ReadString(row))),
        _ => new Verdict.Allow(),
    };

    private static Reason ReasonOf(Rows rows, int row) => rows[6].IsNull(row)
        ? new Reason(rows[14].ReadString(row), rows[15].ReadString(row), [])
        : new Reason(rows[14].ReadString(row), rows[15].ReadString(row), [new Evidence.Score(rows[6].ReadString(row), new Probability(rows[7].ReadDouble(row)), rows[8].IsNull(row) ? null : new Probability(rows[8].ReadDouble(row)), Certified: false)]);

    private static string? TextOrNull(Vector vector, int row) => vector.IsNull(row) ? null : vector.ReadString(row);
}
