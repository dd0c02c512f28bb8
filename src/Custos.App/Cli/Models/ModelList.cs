using System.CommandLine;
using Custos.Learning;
using Custos.Providers.Brought;
using Custos.Records;

namespace Custos.App.Cli.Models;

/// <summary><c>custos model list</c>: which models stand in a folder?</summary>
internal static class ModelList
{
    private static readonly Option<string> Models = ModelVerb.Models();

    public static Command Command()
    {
        var command = new Command("list", "List the models of a folder.") { Models };
        command.SetAction(Run);
        return command.WithExamples("custos model list", "custos model list --models models --json");
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var folder = parsed.GetValue(Models)!;
        if (!Directory.Exists(folder)) throw new BadInputException("There is no such folder of models.", "'custos train' and 'custos model add' make models; --models names another folder.", folder, isUsage: true);
        var found = Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Where(model => File.Exists(Path.Combine(model, "manifest.json"))).Select(Look).ToList();
        if (terminal.WantsJson)
        {
            terminal.WriteJson(found.Select(model => new { name = model.Name, kind = model.Kind, id = model.Id, labels = model.Labels, problem = model.Problem }));
            return ExitCode.Done;
        }

        var table = new AlignedTable().Column("model").Column("kind").Column("id").Column("labels");
        foreach (var model in found) table.Row(model.Name, model.Kind, model.Id?[..12] ?? "", model.Problem ?? string.Join(", ", model.Labels));
        terminal.Output.Write(table);
        return ExitCode.Done;
    }

    private static Listed Look(string folder)
    {
        var name = Path.GetFileName(folder);
        var kind = BroughtFolder.KindOf(folder) ?? "linear";
        try
        {
            if (kind != "linear")
            {
                var (id, labels) = BroughtFolder.Look(folder);
                return new Listed(name, kind, id, [.. labels.Select(label => label.Name)], null);
            }

            var classifier = TextClassifier.Load(folder);
            return new Listed(name, kind, classifier.Id, [.. classifier.Labels.Select(label => label.Name)], null);
        }
        catch (BadInputException damaged)
        {
            return new Listed(name, kind, null, [], damaged.Problem);
        }
    }

    /// <param name="Name">Of its folder.</param>
    /// <param name="Kind">linear, onnx or http.</param>
    /// <param name="Id">Null where it cannot be read.</param>
    /// <param name="Labels">In their order.</param>
    /// <param name="Problem">Why it cannot be read; null where it can.</param>
    private sealed record Listed(string Name, string Kind, string? Id, string[] Labels, string? Problem);
}
