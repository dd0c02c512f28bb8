using System.CommandLine;
using Custos.App.Api.Bundles;
using Custos.Learning;
using Custos.Providers.Brought;
using Custos.Records;

namespace Custos.App.Cli.Training;

/// <summary><c>custos score</c>: how likely does each row of a file bear each label?</summary>
internal static class Score
{
    private static readonly Option<string> Model = new("--model") { Description = "The folder of the model, or its name of 'custos model list'.", HelpName = "FOLDER", Required = true };
    private static readonly Option<string> Source = TableSource.Data("The texts: CSV, TSV or JSON Lines.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> Text = TableSource.Text();
    private static readonly Option<string?> Id = new("--id") { Description = "The column that names a row; id is used where it exists.", HelpName = "COLUMN" };
    private static readonly Option<string?> Out = new("--out") { Description = "Write here instead of to standard output; the file appears once it is whole.", HelpName = "FILE" };
    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads; they change the time, never a byte.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Verb()
    {
        var verb = new Command("score", "Score every row of a file: one JSON object a line, in the file's order.") { Model, Source, Format, Text, Id, Out, Threads };
        verb.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed, cancellationToken), cancellationToken));
        return verb.WithExamples(
            "custos score --model models/posts --data more.jsonl --text text > scores.jsonl",
            "custos score --model models/posts --data more.csv --text body --id post_id --out scores.jsonl");
    }

    private static int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var threads = parsed.GetValue(Threads);
        if (threads < 1)
        {
            throw new BadInputException("--threads is at least 1.", "Give a larger number.", isUsage: true);
        }

        var folder = ModelSignals.FolderOf(parsed.GetValue(Model)!);
        using var brought = BroughtFolder.KindOf(folder) is null ? null : BroughtFolder.Load(folder, measure: false);
        var (modelId, lines) = brought is null ? Trained(TextClassifier.Load(folder), threads) : Brought(brought, threads);
        using var table = TableSource.Open(parsed.GetValue(Source)!, parsed.GetValue(Format));
        var id = parsed.GetValue(Id);
        var text = parsed.GetValue(Text)!;
        if (id is null)
        {
            table.Select([text], ["id"]);
        }
        else
        {
            table.Select([text, id], []);
        }

        long rows;
        if (parsed.GetValue(Out) is { } path)
        {
            rows = WholeFile.Write(path, file => lines.Write(table, file, cancellationToken));
        }
        else
        {
            rows = lines.Write(table, terminal.Output, cancellationToken);
        }

        terminal.Say($"{rows} rows scored by model {modelId[..12]}.");
        return ExitCode.Done;
    }

    private static (string Id, ScoreLines Lines) Trained(TextClassifier classifier, int threads) =>
        (classifier.Id, new ScoreLines(classifier.Labels.Select(label => label.Name), (texts, stop) => classifier.ScoreAll(texts, threads, stop)));

    private static (string Id, ScoreLines Lines) Brought(BroughtClassifier model, int threads) =>
        (model.Id, new ScoreLines(model.ScoreLabels.Select(label => label.Name), (texts, stop) =>
        {
            var scores = new double[texts.Count][];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop };
            try
            {
                Parallel.For(0, texts.Count, parallel, text => scores[text] = model.ProbabilitiesAsync(texts[text], stop).GetAwaiter().GetResult());
            }
            catch (AggregateException failed) when (failed.Flatten().InnerExceptions.OfType<InvalidOperationException>().FirstOrDefault() is { } first)
            {
                throw new BadInputException($"The model fails on a text of the file. {first.Message}", "See that its tokenizer and settings are those it was exported with.", innerException: first);
            }

            return [.. scores.SelectMany(row => row)];
        }));
}
