using System.CommandLine;
using Custos.App.Api.Bundles;
using Custos.Learning;
using Custos.Providers.Brought;

namespace Custos.App.Cli.Models;

/// <summary><c>custos model show</c>: what does a model score, from which thresholds on, and how fast is it here?</summary>
internal static class ModelShow
{
    private static readonly Argument<string> Model = ModelVerb.Model();

    public static Command Command()
    {
        var command = new Command("show", "Show a model's labels, thresholds and settings; one that was brought is measured on this machine.") { Model };
        command.SetAction((parsed, cancellationToken) => Task.Run(() => Run(parsed), cancellationToken));
        return command.WithExamples("custos model show my-guard", "custos model show models/posts --json");
    }

    private static int Run(ParseResult parsed)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var folder = ModelSignals.FolderOf(parsed.GetValue(Model)!);
        if (BroughtFolder.KindOf(folder) is null)
        {
            ModelWords.Write(terminal, folder, TextClassifier.Load(folder));
        }
        else
        {
            using var model = BroughtFolder.Load(folder);
            ModelWords.Write(terminal, folder, model);
        }

        return ExitCode.Done;
    }
}
