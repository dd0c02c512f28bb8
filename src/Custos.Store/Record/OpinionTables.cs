using System.Collections.Immutable;
using Custos.Records.Opinions;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>In which tables and columns does a judge's opinion lie?</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class OpinionTables(Connection connection) : IDisposable
{
    private readonly Appender _opinions = connection.Append("opinions");
    private readonly Appender _votes = connection.Append("opinion_votes");

    public void Add(Opinion opinion, long sequence)
    {
        _opinions.Add(sequence).Add(opinion.Id).Add(opinion.At).Add(opinion.ExchangeId);
        if (opinion.DecisionId is { } decision) _opinions.Add(decision);
        else _opinions.AddNull();
        _opinions.Add(Words.Of(opinion.Direction)).Add(opinion.Judge).Add(opinion.Version).Add(opinion.Model).Add(Words.Of(opinion.Answer)).Add(Words.Of(opinion.Because)).Add(opinion.ElapsedMicroseconds).EndRow();
        for (var i = 0; i < opinion.Votes.Length; i++)
        {
            var vote = opinion.Votes[i];
            _votes.Add(sequence).Add(opinion.Id).Add(i).Add(Words.Of(vote.Answer)).Add(Words.Of(vote.Because)).Add(vote.Said).Add(vote.WasRepaired);
            AddNumber(vote.InputTokens);
            AddNumber(vote.OutputTokens);
            if (vote.Cost is { } cost) _votes.Add(cost);
            else _votes.AddNull();
            _votes.Add(vote.DurationMicroseconds).EndRow();
        }
    }

    public void Flush()
    {
        _opinions.Flush();
        _votes.Flush();
    }

    public void Dispose()
    {
        _opinions.Dispose();
        _votes.Dispose();
    }

    /// <summary>Reads a stretch of numbers back, and gives each opinion with its number.</summary>
    public static void Read(Connection connection, long after, long last, Action<long, Opinion> take, CancellationToken cancellationToken)
    {
        var votes = ReadVotes(connection, after, last, cancellationToken);
        using var statement = connection.Prepare(SqlFile.Load("Record/Opinions")).Bind(1, after).Bind(2, last);
        using var rows = statement.Query(cancellationToken);
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var sequence = rows[0].ReadInt64(row);
                take(sequence, new Opinion(rows[1].ReadGuid(row), rows[2].ReadTimestamp(row))
                {
                    ExchangeId = rows[3].ReadGuid(row),
                    DecisionId = rows[4].IsNull(row) ? null : rows[4].ReadGuid(row),
                    Direction = Words.DirectionOf(rows[5].ReadString(row)),
                    Judge = rows[6].ReadString(row),
                    Version = rows[7].ReadString(row),
                    Model = rows[8].ReadString(row),
                    Answer = Words.AnswerOf(rows[9].ReadString(row)),
                    Because = ReasonOf(rows[10], row),
                    ElapsedMicroseconds = rows[11].ReadInt64(row),
                    Votes = votes.TryGetValue(sequence, out var given) ? given.ToImmutable() : [],
                });
            }
        }
    }

    private static Dictionary<long, ImmutableArray<Vote>.Builder> ReadVotes(Connection connection, long after, long last, CancellationToken cancellationToken)
    {
        var votes = new Dictionary<long, ImmutableArray<Vote>.Builder>();
        using var statement = connection.Prepare(SqlFile.Load("Record/Votes")).Bind(1, after).Bind(2, last);
        using var rows = statement.Query(cancellationToken);
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var sequence = rows[0].ReadInt64(row);
                if (!votes.TryGetValue(sequence, out var given)) votes.Add(sequence, given = ImmutableArray.CreateBuilder<Vote>());
                given.Add(new Vote
                {
                    Answer = Words.AnswerOf(rows[1].ReadString(row)),
                    Because = ReasonOf(rows[2], row),
                    Said = rows[3].IsNull(row) ? null : rows[3].ReadString(row),
                    WasRepaired = rows[4].ReadBoolean(row),
                    InputTokens = rows[5].IsNull(row) ? null : rows[5].ReadInt32(row),
                    OutputTokens = rows[6].IsNull(row) ? null : rows[6].ReadInt32(row),
                    Cost = rows[7].IsNull(row) ? null : rows[7].ReadDouble(row),
                    DurationMicroseconds = rows[8].ReadInt64(row),
                });
            }
        }

        return votes;
    }

    private static NoAnswer? ReasonOf(Vector words, int row) => words.IsNull(row) ? null : Words.NoAnswerOf(words.ReadString(row));

    private void AddNumber(int? number)
    {
        if (number is { } known) _votes.Add(known);
        else _votes.AddNull();
    }
}
