using System.Globalization;
using System.Text.Json;
using Custos.Text.Tables;

namespace Custos.Store.Import;

/// <summary>How do a file's rows go to the server that holds the store? As JSON Lines of the table's columns, whatever the file was.</summary>
public static class ImportLines
{
    private const int FlushBytes = 1 << 16;

    /// <summary>Writes the rows that can be taken, in bounded memory; the others are passed over.</summary>
    /// <param name="table">One of <see cref="Imports.Tables"/>.</param>
    /// <param name="rows">The file, none of it read yet.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task WriteAsync(string table, Table rows, Stream output, CancellationToken cancellationToken)
    {
        var target = ImportTarget.Of(table);
        var reader = new ImportReader(target, rows);
        using var buffer = new MemoryStream();
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        while (reader.Next(out var row, out _))
        {
            if (row is null) continue;
            Write(json, target, row);
            json.Flush();
            json.Reset();
            buffer.WriteByte((byte)'\n');
            if (buffer.Length >= FlushBytes) await FlushAsync(buffer, output, cancellationToken);
        }

        await FlushAsync(buffer, output, cancellationToken);
    }

    private static async Task FlushAsync(MemoryStream buffer, Stream output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
        buffer.SetLength(0);
    }

    private static void Write(Utf8JsonWriter json, ImportTarget target, ImportedRow row)
    {
        json.WriteStartObject();
        for (var i = 0; i < row.Count; i++)
        {
            if (row[i] is not { } value) continue;
            json.WritePropertyName(target.Columns[i].Name);
            switch (value)
            {
                case DateTimeOffset at: json.WriteStringValue(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)); break;
                case double number: json.WriteNumberValue(number); break;
                case long whole: json.WriteNumberValue(whole); break;
                case int small: json.WriteNumberValue(small); break;
                case bool truth: json.WriteBooleanValue(truth); break;
                default: json.WriteStringValue(value.ToString()); break;
            }
        }

        json.WriteEndObject();
    }
}
