using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using Custos.Learning;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.App.Cli;

/// <summary><c>custos score</c>: how likely does each row's text bear each label?</summary>
internal static class Score
{
    // Bounds what is in memory, and is enough work for every thread.
    private const int RowsAtOnce = 4096;

    private static readonly Option<string> Model = new("--model") { Description = "A folder that 'custos train' wrote.", Required = true, HelpName = "folder" };
    private static readonly Option<string> Data = TableSource.Data("The texts: CSV, TSV, JSON Lines or Parquet.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> Text = TableSource.Text();
    private static readonly Option<string?> Id = new("--id") { Description = "The column to repeat as \"id\"; 'id' where the file has it.", HelpName = "column" };
    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads; they change the time, never a byte.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Verb()
    {
        var verb = new Command("score", "Score every row's text: one JSON object a line on standard output, {\"id\"?, \"scores\": {label: probability}}, in order.") { Model, Data, Format, Text, Id, Threads };
        verb.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
        return verb;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var threads = parsed.GetValue(Threads);
        if (threads < 1)
        {
            throw new BadInputException("--threads is below 1.", "Give at least one.", isUsage: true);
        }

        var classifier = TextClassifier.Load(parsed.GetValue(Model)!);
        using var table = TableSource.Open(parsed.GetValue(Data)!, parsed.GetValue(Format));
        string[] required = parsed.GetValue(Id) is { } id ? [parsed.GetValue(Text)!, id] : [parsed.GetValue(Text)!];
        table.Select(required, parsed.GetValue(Id) is null ? ["id"] : []);
        using var output = Console.OpenStandardOutput();
        var scorer = new Batch(classifier, threads);
        while (table.Read())
        {
            scorer.Add(table[0].GetString() ?? "", table[1]);
            if (scorer.Count == RowsAtOnce)
            {
                scorer.WriteTo(output, cancellationToken);
            }
        }

        scorer.WriteTo(output, cancellationToken);
        return ExitCode.Done;
    }

    private sealed class Batch(TextClassifier classifier, int threads)
    {
        private readonly List<string> _texts = new(RowsAtOnce);
        private readonly List<(CellKind Kind, string? Text)> _ids = new(RowsAtOnce);
        private readonly ArrayBufferWriter<byte> _line = new();

        public int Count => _texts.Count;

        public void Add(string text, Cell id)
        {
            _texts.Add(text);
            _ids.Add((id.Kind, id.Kind == CellKind.Missing ? null : id.GetString()));
        }

        public void WriteTo(Stream output, CancellationToken cancellationToken)
        {
            var scores = classifier.ScoreAll(_texts, threads, cancellationToken);
            _line.ResetWrittenCount();
            for (var row = 0; row < _texts.Count; row++)
            {
                using (var json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = Terminal.Json.Encoder }))
                {
                    WriteRow(json, _ids[row], scores.AsSpan(row * classifier.Labels.Count, classifier.Labels.Count));
                }

                _line.Write("\n"u8);
            }

            output.Write(_line.WrittenSpan);
            _texts.Clear();
            _ids.Clear();
        }

        private void WriteRow(Utf8JsonWriter json, (CellKind Kind, string? Text) id, ReadOnlySpan<double> scores)
        {
            json.WriteStartObject();
            switch (id.Kind)
            {
                case CellKind.Missing:
                    break;
                case CellKind.Text:
                    json.WriteString("id", id.Text);
                    break;
                default:
                    // A number or a truth value of JSON stays as it was written.
                    json.WritePropertyName("id");
                    json.WriteRawValue(id.Text!);
                    break;
            }

            json.WriteStartObject("scores");
            for (var label = 0; label < scores.Length; label++)
            {
                json.WriteNumber(classifier.Labels[label].Name, scores[label]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
