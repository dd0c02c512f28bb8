using System.CommandLine;
using System.Globalization;
using Custos.App.Annotating;
using Custos.Records;
using Custos.Store;

namespace Custos.App.Cli;

/// <summary><c>custos annotate</c>: what do the recorded texts themselves tell: did the answer decline, which language is it?</summary>
internal static class Annotate
{
    private static readonly string[] Names = ["refusal", "language"];

    private static readonly Argument<string[]> What = MakeWhat();

    private static readonly Option<string> DataDirectoryOption = StoreOptions.DataDirectory();

    private static readonly Option<string?> Model = new("--model") { Description = "The folder of a classifier of your own with a label 'refusal', for refusals; without it the one that comes with the program.", HelpName = "folder" };

    public static Command Verb()
    {
        var verb = new Command("annotate", "Look at recorded texts and keep what they tell beside their exchanges, for reports: refusals in answers, the language of questions. Goes on where it was.")
        {
            What, DataDirectoryOption, Model,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "custos annotate refusal --data-dir data",
            "custos annotate refusal language --data-dir data --json",
            "custos annotate refusal --model models/refusals --data-dir data");
    }

    private static Argument<string[]> MakeWhat()
    {
        var what = new Argument<string[]>("what") { Description = $"{string.Join(", ", Names)}; one or more.", Arity = ArgumentArity.OneOrMore };
        what.AcceptOnlyFromAmong(Names);
        return what;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var directory = new DataDirectory(parsed.GetValue(DataDirectoryOption)!);
        if (!EmbeddedStore.Exists(directory)) throw new BadInputException("There is no store here.", "Give its folder with --data-dir.", directory.Path);
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = directory });
        foreach (var name in parsed.GetValue(What)!.Distinct())
        {
            var (version, annotated) = await RunAsync(terminal, store, name, parsed.GetValue(Model), cancellationToken);
            if (terminal.WantsJson) terminal.WriteJson(new { name, version, annotated });
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"annotate {name}: {annotated:N0} texts annotated, version {version}."));
        }

        return ExitCode.Done;
    }

    private static async Task<(string Version, long Annotated)> RunAsync(Terminal terminal, EmbeddedStore store, string name, string? model, CancellationToken cancellationToken)
    {
        var progress = new ProgressLine(terminal, !Console.IsErrorRedirected, TimeProvider.System);
        try
        {
            if (name == "language")
            {
                return (LanguageAnnotator.Version, await store.Annotations.RunAsync(name, LanguageAnnotator.Version, Direction.Input, LanguageAnnotator.Annotate, Show, cancellationToken));
            }

            var detector = model is null ? RefusalDetector.Learn(cancellationToken) : RefusalDetector.Load(model);
            return (detector.Version, await store.Annotations.RunAsync(name, detector.Version, Direction.Output, detector.Annotate, Show, cancellationToken));
        }
        finally
        {
            progress.End();
        }

        void Show(long at, long last) => progress.Report(_ => string.Create(CultureInfo.InvariantCulture, $"annotate {name}: {100.0 * at / last:F1} %"));
    }
}
