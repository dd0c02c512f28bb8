using System.Text.Json;
using Custos.Store.DuckDb;

namespace Custos.Store.Report;

/// <summary>What kind of values does a report's column hold?</summary>
public enum ReportType
{
    Text,

    /// <summary>A whole number, as <see cref="long"/>.</summary>
    Integer,

    /// <summary>Any number, as <see cref="double"/>.</summary>
    Number,

    Boolean,

    /// <summary>A day, as the text <c>2026-03-01</c>.</summary>
    Date,

    /// <summary>A UTC time, as the text <c>2026-03-01T12:00:00.000000Z</c>.</summary>
    Time,
}

/// <summary>How is a column of a report called, and what does it hold?</summary>
public sealed record ReportColumn(string Name, ReportType Type);

/// <summary>What did a report answer? Columns, and rows of as many values; null where there is nothing to say.</summary>
/// <param name="Columns">In the order of the SQL.</param>
/// <param name="Rows">Each value is null, a <see cref="bool"/>, a <see cref="long"/>, a <see cref="double"/> or a <see cref="string"/>.</param>
public sealed record ReportTable(IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>As JSON: <c>{"columns":[{"name","type"}],"rows":[[…]]}</c>, the form in which a server answers.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteColumns(json);
        json.WriteStartArray("rows");
        foreach (var row in Rows)
        {
            json.WriteStartArray();
            foreach (var value in row) WriteValue(json, value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>As JSON for whoever asked: <c>{"report","columns":[{"name","type"}],"rows":[{column: value}]}</c>.</summary>
    public void WriteNamedTo(Utf8JsonWriter json, string report)
    {
        json.WriteStartObject();
        json.WriteString("report", report);
        WriteColumns(json);
        json.WriteStartArray("rows");
        foreach (var row in Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Count; i++)
            {
                json.WritePropertyName(Columns[i].Name);
                WriteValue(json, row[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static ReportTable ReadFrom(JsonElement json)
    {
        try
        {
            var columns = json.GetProperty("columns").EnumerateArray()
                .Select(column => new ReportColumn(column.GetProperty("name").GetString()!, Enum.Parse<ReportType>(column.GetProperty("type").GetString()!, ignoreCase: true)))
                .ToList();
            var rows = json.GetProperty("rows").EnumerateArray()
                .Select(row => (IReadOnlyList<object?>)[.. row.EnumerateArray().Select((value, i) => ReadValue(value, columns[i].Type))])
                .ToList();
            return new ReportTable(columns, rows);
        }
        catch (Exception other) when (other is KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new JsonException("This is not a report.", other);
        }
    }

    /// <summary>The same table with another name for one column, where it has that; null leaves it as it is.</summary>
    internal ReportTable Renamed(string column, string? name) =>
        name is null ? this : this with { Columns = [.. Columns.Select(listed => listed.Name == column ? listed with { Name = name } : listed)] };

    internal static ReportTable Of(Rows rows)
    {
        var columns = rows.Columns.Select(column => new ReportColumn(column.Name, TypeOf(column.Type))).ToList();
        var read = new List<IReadOnlyList<object?>>();
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var values = new object?[columns.Count];
                for (var i = 0; i < values.Length; i++) values[i] = Plain(rows[i].ReadAny(row));
                read.Add(values);
            }
        }

        return new ReportTable(columns, read);
    }

    private static ReportType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Boolean => ReportType.Boolean,
        ColumnType.Int8 or ColumnType.Int16 or ColumnType.Int32 or ColumnType.Int64 => ReportType.Integer,
        ColumnType.Float or ColumnType.Double or ColumnType.Decimal or ColumnType.HugeInt => ReportType.Number,
        ColumnType.Date => ReportType.Date,
        ColumnType.Timestamp => ReportType.Time,
        _ => ReportType.Text,
    };

    private static object? Plain(object? value) => value switch
    {
        null or bool or long or double or string => value,
        decimal number => (double)number,
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private void WriteColumns(Utf8JsonWriter json)
    {
        json.WriteStartArray("columns");
        foreach (var column in Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case long whole:
                json.WriteNumberValue(whole);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    private static object? ReadValue(JsonElement value, ReportType type) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when type == ReportType.Integer => (object)value.GetInt64(),
        JsonValueKind.Number => (object)value.GetDouble(),
        _ => value.GetString(),
    };
}
