using System.Buffers;
using System.Text;
using System.Text.Json;
using Custos.Text.Tables;

namespace Custos.App.Cli.Training;

/// <summary>How is a table scored row by row in bounded memory? Runs of rows are read, scored by several threads and written in the table's order.</summary>
/// <param name="labels">In the order of the scores.</param>
/// <param name="scoreAll">The scores of texts, text after text.</param>
internal sealed class ScoreLines(IEnumerable<string> labels, Func<IReadOnlyList<string>, CancellationToken, double[]> scoreAll)
{
    private const int RowsAtOnce = 4096;
    private const int CharsAtOnce = 8 << 20;

    private static readonly JsonWriterOptions Options = new() { Encoder = Terminal.Json.Encoder };

    private readonly List<string> _texts = [];
    private readonly List<(CellKind Kind, string Value)> _ids = [];
    private readonly JsonEncodedText[] _labels = [.. labels.Select(label => JsonEncodedText.Encode(label, Terminal.Json.Encoder))];

    /// <summary>Scores the column selected first; the second names the row.</summary>
    /// <returns>The number of rows.</returns>
    public long Write(Table table, TextWriter output, CancellationToken cancellationToken)
    {
        long rows = 0;
        while (ReadRun(table, cancellationToken))
        {
            var scores = scoreAll(_texts, cancellationToken);
            output.Write(LinesOf(scores));
            rows += _texts.Count;
        }

        output.Flush();
        return rows;
    }

    private bool ReadRun(Table table, CancellationToken cancellationToken)
    {
        _texts.Clear();
        _ids.Clear();
        var chars = 0;
        while (_texts.Count < RowsAtOnce && chars < CharsAtOnce && table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = table[0].GetString();
            chars += text.Length;
            _texts.Add(text);
            _ids.Add((table[1].Kind, table[1].GetString()));
        }

        return _texts.Count > 0;
    }

    private string LinesOf(double[] scores)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Options);
        for (var row = 0; row < _texts.Count; row++)
        {
            json.WriteStartObject();
            WriteId(json, _ids[row]);
            json.WriteStartObject("scores"u8);
            for (var label = 0; label < _labels.Length; label++)
            {
                json.WriteNumber(_labels[label], scores[row * _labels.Length + label]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            bytes.Write("\n"u8);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteId(Utf8JsonWriter json, (CellKind Kind, string Value) id)
    {
        switch (id.Kind)
        {
            case CellKind.Missing:
                break;
            case CellKind.Number:
                json.WritePropertyName("id"u8);
                json.WriteRawValue(id.Value);
                break;
            case CellKind.Boolean:
                json.WriteBoolean("id"u8, id.Value == "true");
                break;
            default:
                json.WriteString("id"u8, id.Value);
                break;
        }
    }
}
