using System.CommandLine;
using System.Text;
using Custos.App.Cli.Policies;
using Custos.Records;
using Spectre.Console;

namespace Custos.App.Cli;

/// <summary>Which verb was asked for, and how did it end?</summary>
internal static class CommandLine
{
    // A server drains for up to thirty seconds; after this the process ends whatever it is doing.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(40);

    /// <summary>On every verb: one JSON document on standard output.</summary>
    public static Option<bool> JsonOption { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output (JSON Lines for streams).",
        Recursive = true,
    };

    /// <summary>Every verb, in the order in which the loop runs.</summary>
    public static IReadOnlyList<Func<Command>> Verbs { get; } =
    [
        Demo.Verb,
        Curating.Curate.Verb,
        Training.Train.Verb,
        Training.Score.Verb,
        Models.ModelVerb.Verb,
        Explain.Verb,
        Serve.Verb,
        Key.Verb,
        Importing.Import.Verb,
        Annotate.Verb,
        Reporting.Report.Verb,
        Replaying.Replay.Verb,
        Judging.JudgeVerb.Verb,
        Keywords.Verb,
        LogsAnswer.Logs.Verb,
        PolicyVerb.Verb,
        Sampling.Sample.Verb,
        Setup.Verb,
        Stats.Verb,
        Tokenizing.TokensVerb.Verb,
        Simulating.SimulateVerb.Verb,
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if ("\uFB01".Normalize(NormalizationForm.FormKC) != "fi")
        {
            // Without it, full-width and ligature text would pass every rule, unseen.
            await Console.Error.WriteLineAsync(
                "custos: Unicode normalisation does not work in this process. Install ICU (Debian: libicu72) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, then try again.");
            return ExitCode.Failed;
        }

        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // The parser names the assembly where the user typed the script's name.
            await using var usage = new StringWriter();
            await parsed.InvokeAsync(new InvocationConfiguration { Output = usage });
            await Console.Error.WriteAsync(usage.ToString().Replace("Custos.App ", "custos ", StringComparison.Ordinal));
            return ExitCode.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TerminationTimeout });
        }
        catch (BadInputException bad)
        {
            await Console.Error.WriteLineAsync($"custos: {bad.Message}");
            return bad.IsUsage ? ExitCode.WrongUsage : ExitCode.Failed;
        }
        catch (IOException broken)
        {
            // The system's words name the file and the cause: a full disk, a closed pipe.
            await Console.Error.WriteLineAsync($"custos: reading or writing failed: {broken.Message.TrimEnd('.')}. Free space or choose another place, then run it again.");
            return ExitCode.Failed;
        }
        catch (UnauthorizedAccessException denied)
        {
            await Console.Error.WriteLineAsync($"custos: {denied.Message} Choose another place, or mend its permissions.");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("custos: stopped before it was done.");
            return ExitCode.Failed;
        }
    }

    /// <summary>The whole command line, to be parsed.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Custos: one oversight loop for deployed language models.") { JsonOption };
        foreach (var verb in Verbs)
        {
            root.Subcommands.Add(verb());
        }

        Examples.ShowInHelpOf(root);
        return root;
    }

    /// <summary>The terminal that a verb writes to.</summary>
    public static Terminal TerminalOf(ParseResult parsed) => new()
    {
        Output = Console.Out,
        Error = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Ansi = Console.IsErrorRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = Console.IsErrorRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        }),
        WantsJson = parsed.GetValue(JsonOption),
    };
}
