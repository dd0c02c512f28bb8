using Custos.Records.Calls;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>In which columns of an exchange lies how the model was called? All null where only a text was shown to the gate.</summary>
internal static class CallColumns
{
    private const int Columns = 14;

    /// <summary>Adds them to the row, in the table's order.</summary>
    public static void Add(Appender row, ModelCall? call)
    {
        if (call is null)
        {
            for (var i = 0; i < Columns; i++) row.AddNull();
            return;
        }

        row.Add(call.Protocol).Add(Words.Of(call.Outcome));
        AddNumber(row, call.Status);
        row.Add(call.IsStreamed).Add(call.StopReason);
        if (call.Refused is { } refused) row.Add(refused);
        else row.AddNull();
        AddNumber(row, call.InputTokens);
        AddNumber(row, call.CachedTokens);
        AddNumber(row, call.OutputTokens);
        row.Add(call.TokensAreEstimated);
        if (call.FirstTokenMicroseconds is { } first) row.Add(first);
        else row.AddNull();
        row.Add(call.DurationMicroseconds);
        if (call.Cost is { } cost) row.Add(cost);
        else row.AddNull();
        row.Add(call.Key);
    }

    /// <summary>Reads them back from the column with this number on.</summary>
    public static ModelCall? Read(Rows rows, int first, int row) => rows[first].IsNull(row) ? null : new ModelCall
    {
        Protocol = rows[first].ReadString(row),
        Outcome = Words.OutcomeOf(rows[first + 1].ReadString(row)),
        Status = NumberOrNull(rows[first + 2], row),
        IsStreamed = rows[first + 3].ReadBoolean(row),
        StopReason = rows[first + 4].IsNull(row) ? null : rows[first + 4].ReadString(row),
        Refused = rows[first + 5].IsNull(row) ? null : rows[first + 5].ReadBoolean(row),
        InputTokens = NumberOrNull(rows[first + 6], row),
        CachedTokens = NumberOrNull(rows[first + 7], row),
        OutputTokens = NumberOrNull(rows[first + 8], row),
        TokensAreEstimated = rows[first + 9].ReadBoolean(row),
        FirstTokenMicroseconds = rows[first + 10].IsNull(row) ? null : rows[first + 10].ReadInt64(row),
        DurationMicroseconds = rows[first + 11].ReadInt64(row),
        Cost = rows[first + 12].IsNull(row) ? null : rows[first + 12].ReadDouble(row),
        Key = rows[first + 13].IsNull(row) ? null : rows[first + 13].ReadString(row),
    };

    private static void AddNumber(Appender row, int? number)
    {
        if (number is { } known) row.Add(known);
        else row.AddNull();
    }

    private static int? NumberOrNull(Vector vector, int row) => vector.IsNull(row) ? null : vector.ReadInt32(row);
}
