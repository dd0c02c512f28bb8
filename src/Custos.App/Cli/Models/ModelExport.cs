using System.CommandLine;
using System.Text.Json;
using Custos.App.Api.Bundles;
using Custos.Learning;
using Custos.Providers.Onnx;
using Custos.Providers.Onnx.Graphs;
using Custos.Records;

namespace Custos.App.Cli.Models;

/// <summary><c>custos model export</c>: a classifier that was trained here, as an ONNX file that scores the same elsewhere.</summary>
internal static class ModelExport
{
    private static readonly JsonSerializerOptions Indented = new(Terminal.Json) { WriteIndented = true, NewLine = "\n" };

    private static readonly Argument<string> Model = ModelVerb.Model();
    private static readonly Option<string> Out = new("--out") { Description = "The ONNX file to write; its columns are written beside it, as FILE.columns.json.", HelpName = "FILE", Required = true };

    public static Command Command()
    {
        var command = new Command("export", "Write a trained classifier as an ONNX file, which takes the counts of its columns and scores the same to 1e-5.") { Model, Out };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed), cancellationToken));
        return command.WithExamples("custos model export posts --out posts.onnx", "custos model export models/posts --out posts.onnx --json");
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var folder = ModelSignals.FolderOf(parsed.GetValue(Model)!);
        if (OnnxClassifier.IsIn(folder)) throw new BadInputException("The model was brought as an ONNX file, which stands in its folder as model.onnx.", "Copy that; only what 'custos train' made is exported.", folder, isUsage: true);
        var classifier = TextClassifier.Load(folder);
        if (classifier.Features.Lexicon is { } lexicon) throw new BadInputException($"The model looks for the themes of the lexicon {lexicon.Name}, which an ONNX file that takes the counts of columns cannot.", "Train it without --lexicon to export it.", folder, isUsage: true);
        var path = parsed.GetValue(Out)!;
        var columns = path + ".columns.json";
        WholeFile.WriteBytes(columns, ColumnsOf(classifier));
        WholeFile.WriteBytes(path, LinearGraph.Write(classifier));
        if (terminal.WantsJson) terminal.WriteJson(new { id = classifier.Id, onnx = path, columns });
        else terminal.Output.WriteLine(path);
        return ExitCode.Done;
    }

    private static byte[] ColumnsOf(TextClassifier classifier)
    {
        var columns = new { model = classifier.Id, labels = classifier.Labels.Select(label => label.Name), word_columns = classifier.Features.WordColumns, columns = classifier.Features.Names };
        return [.. JsonSerializer.SerializeToUtf8Bytes(columns, Indented), (byte)'\n'];
    }
}
