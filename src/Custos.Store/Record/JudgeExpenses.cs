using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>What did a judge spend, by the record?</summary>
/// <param name="Judge">Its name.</param>
/// <param name="Tokens">Of questions and answers, as far as they were counted.</param>
/// <param name="Money">In the currency of its prices, as far as they were known.</param>
public sealed record JudgeExpenses(string Judge, long Tokens, double Money)
{
    internal static IReadOnlyList<JudgeExpenses> Read(Connection connection, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var found = new List<JudgeExpenses>();
        using var statement = connection.Prepare(SqlFile.Load("Record/JudgeExpenses")).Bind(1, from);
        using var rows = statement.Query(cancellationToken);
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++) found.Add(new JudgeExpenses(rows[0].ReadString(row), rows[1].ReadInt64(row), rows[2].ReadDouble(row)));
        }

        return found;
    }
}
