using System.Globalization;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>What became of rows that came from outside? Added to their day's account, in the connection's transaction.</summary>
internal static class IntakeTables
{
    public static void Add(Connection connection, DateOnly day, string source, string signal, long received, long stored, long duplicates)
    {
        using var account = connection.Prepare(SqlFile.Load("Record/Account"));
        account.Bind(1, TextOf(day)).Bind(2, source).Bind(3, signal).Bind(4, received).Bind(5, stored).Bind(6, duplicates).Execute(CancellationToken.None);
    }

    /// <summary>Adds rows that were not taken.</summary>
    public static void Reject(Connection connection, DateOnly day, string source, string signal, string reason, long rows)
    {
        using var rejection = connection.Prepare(SqlFile.Load("Record/Rejection"));
        rejection.Bind(1, TextOf(day)).Bind(2, source).Bind(3, signal).Bind(4, reason).Bind(5, rows).Execute(CancellationToken.None);
    }

    private static string TextOf(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
