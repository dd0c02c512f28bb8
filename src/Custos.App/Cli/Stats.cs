using System.CommandLine;
using Custos.App.Cli.StatsPlans;
using Custos.App.Cli.StatsQuestions;
using Custos.App.Cli.StatsStudies;
using Custos.Statistics.Calls;

namespace Custos.App.Cli;

/// <summary><c>custos stats</c>: what does the statistics library answer?</summary>
internal static class Stats
{
    /// <summary>Every question, group by group; a new group is one more line here.</summary>
    public static IReadOnlyList<StatsQuestion> Questions { get; } =
    [
        .. RatePlans.All,
        .. OneRatePlans.All,
        .. MeanPlans.All,
        .. PairedPlans.All,
        .. NonInferiorityPlans.All,
        .. RarePlans.All,
        .. RatioPlans.All,
        .. RateQuestions.All,
        .. AdjustedRateQuestions.All,
        .. ScoreQuestions.All,
        .. ClassQuestions.All,
        .. ModelQuestions.All,
        .. RewardQuestions.All,
        .. PreferenceQuestions.All,
        .. SkewedQuestions.All,
        .. ResamplingQuestions.All,
        .. MeanQuestions.All,
        .. ComparisonQuestions.All,
        .. ExperimentQuestions.All,
        .. AnyTimeQuestions.All,
        .. CausalQuestions.All,
        .. ConfounderQuestions.All,
        .. PeopleQuestions.All,
        .. RaterQuestions.All,
        .. ScalingQuestions.All,
        .. WatchQuestions.All,
        .. VectorQuestions.All,
    ];

    public static Command Verb()
    {
        var verb = new Command("stats", "Statistical answers: one question each, with its interval, its assumptions and what it means.");
        verb.Subcommands.Add(Call());
        foreach (var question in Questions)
        {
            FamilyOf(verb, question).Subcommands.Add(question.ToCommand());
        }

        return verb;
    }

    // "sample-size proportions" is the command proportions under the command sample-size.
    private static Command FamilyOf(Command verb, StatsQuestion question)
    {
        var words = question.Name.Split(' ');
        if (words.Length == 1)
        {
            return verb;
        }

        var family = verb.Subcommands.FirstOrDefault(command => command.Name == words[0]);
        if (family is null)
        {
            family = new Command(words[0], $"Questions about {words[0].Replace('-', ' ')}.");
            verb.Subcommands.Add(family);
        }

        return family;
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
        return call.WithExamples("custos stats call --list", "custos stats call < requests.jsonl > answers.jsonl");
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
