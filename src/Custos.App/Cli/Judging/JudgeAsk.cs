using System.CommandLine;
using System.Globalization;
using Custos.Policy.Conditions;
using Custos.Policy.Judging;
using Custos.Records;
using Custos.Records.Opinions;

namespace Custos.App.Cli.Judging;

/// <summary><c>custos judge ask</c>: what does a judge say of one text?</summary>
internal static class JudgeAsk
{
    private static readonly Argument<string> JudgeAt = JudgeSources.File();
    private static readonly Option<string> Text = new("--text") { Description = "The text to judge; - reads it from standard input.", Required = true, HelpName = "text" };
    private static readonly Option<string> DirectionOption = JudgeSources.Direction();
    private static readonly Option<string?> Record = JudgeSources.Record();
    private static readonly Option<string?> Replay = JudgeSources.Replay();

    public static Command Command()
    {
        var command = new Command("ask", "Ask a judge about one text; nothing is put on record.") { JudgeAt, Text, DirectionOption, Record, Replay };
        command.SetAction(RunAsync);
        return command.WithExamples(
            "custos judge ask samples/policies/advice/judges/dangerous-advice.yaml --text \"Mix bleach with ammonia for a better clean.\"",
            "custos judge ask policies/judges/tone.yaml --text - --direction output --record answers --json");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var document = JudgeFile.Load(parsed.GetValue(JudgeAt)!).Judge;
        var judge = JudgeSources.Open(document, parsed.GetValue(Record), parsed.GetValue(Replay));
        var text = parsed.GetValue(Text)! is "-" ? await Console.In.ReadToEndAsync(cancellationToken) : parsed.GetValue(Text)!;
        var judged = new JudgedText(Guid.CreateVersion7(), null, JudgeSources.DirectionOf(parsed.GetValue(DirectionOption)!), text);
        var opinion = await judge.AskAsync(judged, null, cancellationToken);
        if (JudgeWords.FailureOf(opinion.Because, document.Model) is var (problem, remedy)) throw new BadInputException(problem, remedy, document.File);
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new
            {
                judge = opinion.Judge,
                version = opinion.Version,
                model = opinion.Model,
                answer = SnakeCase.Of(opinion.Answer.ToString()),
                no_answer = opinion.Because is { } because ? SnakeCase.Of(because.ToString()) : null,
                votes = opinion.Votes.Select(Json),
                cost = document.Prices is null ? null : opinion.Cost,
                elapsed_microseconds = opinion.ElapsedMicroseconds,
            });
            return ExitCode.Done;
        }

        var table = new AlignedTable().Column("vote", isNumber: true).Column("answer").Column("repaired").Column("ms", isNumber: true).Column("said");
        for (var i = 0; i < opinion.Votes.Length; i++)
        {
            var vote = opinion.Votes[i];
            table.Row($"{i + 1}", JudgeWords.Of(vote.Answer, vote.Because), vote.WasRepaired ? "yes" : "no", (vote.DurationMicroseconds / 1000.0).ToString("N1", CultureInfo.InvariantCulture), vote.Said?.ReplaceLineEndings(" ") ?? "");
        }

        terminal.Output.Write(table);
        terminal.Say($"{document.Question} {JudgeWords.Of(opinion.Answer, opinion.Because)}. It took {JudgeWords.Of(judge.Spending.State, document)}.");
        return ExitCode.Done;
    }

    private static object Json(Vote vote) => new
    {
        answer = SnakeCase.Of(vote.Answer.ToString()),
        no_answer = vote.Because is { } because ? SnakeCase.Of(because.ToString()) : null,
        said = vote.Said,
        repaired = vote.WasRepaired,
        input_tokens = vote.InputTokens,
        output_tokens = vote.OutputTokens,
        cost = vote.Cost,
        duration_microseconds = vote.DurationMicroseconds,
    };
}
