using System.Diagnostics;
using Custos.Records.Telemetry;
using Custos.Store.DuckDb;

namespace Custos.Store.Record;

/// <summary>In which table and columns does lie what came from outside? Sequence, id, time and source, then the record's own fields.</summary>
/// <remarks>A table's appender is opened with its first row. Not thread-safe.</remarks>
internal sealed class TelemetryTables(Connection connection) : IDisposable
{
    private const int OwnFields = 4;

    private readonly Dictionary<string, Appender> _appenders = [];

    public void Add(TelemetryEvent item, long sequence)
    {
        var table = TableOf(item);
        if (!_appenders.TryGetValue(table, out var row)) _appenders.Add(table, row = connection.Append(table));
        row.Add(sequence).Add(item.Id).Add(item.At).Add(item.Source ?? throw new InvalidDataException("A row from outside does not say where it came from."));
        item.WriteTo(ref row);
        row.EndRow();
    }

    public void Flush()
    {
        foreach (var appender in _appenders.Values) appender.Flush();
    }

    public void Dispose()
    {
        foreach (var appender in _appenders.Values) appender.Dispose();
    }

    /// <summary>Reads a stretch of numbers back, and gives each record with its number.</summary>
    public static void Read(Connection connection, long after, long last, Action<long, TelemetryEvent> take, CancellationToken cancellationToken)
    {
        Read(connection, "Record/Feedback", after, last, take, static (id, at, fields) => Feedback.ReadFrom(id, at, ref fields), cancellationToken);
        Read(connection, "Record/Evaluations", after, last, take, static (id, at, fields) => Evaluation.ReadFrom(id, at, ref fields), cancellationToken);
        Read(connection, "Record/Retrievals", after, last, take, static (id, at, fields) => Retrieval.ReadFrom(id, at, ref fields), cancellationToken);
        Read(connection, "Record/Spans", after, last, take, static (id, at, fields) => ProgramSpan.ReadFrom(id, at, ref fields), cancellationToken);
        Read(connection, "Record/LogRecords", after, last, take, static (id, at, fields) => ProgramLog.ReadFrom(id, at, ref fields), cancellationToken);
        Read(connection, "Record/MetricPoints", after, last, take, static (id, at, fields) => MetricPoint.ReadFrom(id, at, ref fields), cancellationToken);
    }

    private static void Read(Connection connection, string file, long after, long last, Action<long, TelemetryEvent> take, Func<Guid, DateTimeOffset, RowFields, TelemetryEvent> read, CancellationToken cancellationToken)
    {
        using var statement = connection.Prepare(SqlFile.Load(file)).Bind(1, after).Bind(2, last);
        using var rows = statement.Query(cancellationToken);
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var item = read(rows[1].ReadGuid(row), rows[2].ReadTimestamp(row), new RowFields(rows, OwnFields, row));
                take(rows[0].ReadInt64(row), item with { Source = rows[3].ReadString(row) });
            }
        }
    }

    private static string TableOf(TelemetryEvent item) => item switch
    {
        Feedback => "feedback",
        Evaluation => "evaluations",
        Retrieval => "retrievals",
        ProgramSpan => "spans",
        ProgramLog => "log_records",
        MetricPoint => "metric_points",
        _ => throw new UnreachableException(item.GetType().Name),
    };
}
