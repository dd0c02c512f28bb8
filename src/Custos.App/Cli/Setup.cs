using System.CommandLine;
using Custos.Providers.Onnx.Runtime;
using Custos.Records;

namespace Custos.App.Cli;

/// <summary><c>custos setup</c>: what does only a part of the users need, and so is fetched only when asked for?</summary>
internal static class Setup
{
    private static readonly Option<string?> To = new("--to")
    {
        Description = $"The folder to put the library into; without it, one of this user's own data. Programs find it where {RuntimeLibrary.FolderVariable} names the folder, too.",
        HelpName = "FOLDER",
    };

    public static Command Verb() => new("setup", "Fetch what only a part of the users need.") { Onnx() };

    private static Command Onnx()
    {
        var command = new Command("onnx", "Fetch ONNX Runtime's native library from npm, for classifiers as ONNX files. About 110 MB are read, 45 MB stay.") { To };
        command.SetAction(RunAsync);
        return command.WithExamples("custos setup onnx", "custos setup onnx --to native");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var there = parsed.GetValue(To) is null ? RuntimeLibrary.Find() : null;
        if (there is null)
        {
            var folder = parsed.GetValue(To) ?? RuntimeLibrary.UsualFolder
                ?? throw new BadInputException("This user has no folder for data of their own.", $"Name one with --to, and in {RuntimeLibrary.FolderVariable} when Custos runs.", isUsage: true);
            terminal.Say($"custos: fetching ONNX Runtime {RuntimeLibrary.Version} for {RuntimeLibrary.Platform} from npm …");
            there = await RuntimePackage.InstallAsync(folder, cancellationToken);
        }

        if (terminal.WantsJson) terminal.WriteJson(new { library = there, version = RuntimeLibrary.Version, platform = RuntimeLibrary.Platform });
        else terminal.Output.WriteLine(there);
        return ExitCode.Done;
    }
}
