using System.CommandLine;
using Custos.Statistics.Calls;

namespace Custos.App.Cli;

/// <summary><c>custos stats</c>: what does the statistics library answer?</summary>
internal static class Stats
{
    public static Command Verb()
    {
        var verb = new Command("stats", "Statistical answers: one question each, with its interval, its assumptions and what it means.");
        verb.Subcommands.Add(Call());
        return verb;
    }

    private static Command Call()
    {
        var list = new Option<bool>("--list") { Description = "List the functions by name, then stop." };
        var call = new Command("call", "Answer questions as JSON Lines: {\"id\"?, \"fn\", \"inputs\"} a line on standard input, {\"id\"?, \"results\"} or {\"id\"?, \"error\"} on standard output, in order.") { list };
        call.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(list))
            {
                ListFunctions(CommandLine.TerminalOf(parsed));
                return ExitCode.Done;
            }

            await using var requests = Console.OpenStandardInput();
            await using var answers = Console.OpenStandardOutput();
            await CallLines.AnswerAllAsync(requests, answers, cancellationToken);
            return ExitCode.Done;
        });
        return call;
    }

    private static void ListFunctions(Terminal terminal)
    {
        var names = StatisticsCalls.All.Select(call => call.Name).Order();
        if (terminal.WantsJson)
        {
            terminal.WriteJson(names);
            return;
        }

        foreach (var name in names)
        {
            terminal.Output.WriteLine(name);
        }
    }
}
