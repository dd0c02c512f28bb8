using System.CommandLine;
using System.Globalization;
using Custos.Policy.Judging;
using Custos.Records;

namespace Custos.App.Cli.Judging;

/// <summary><c>custos judge test</c>: how far does a judge agree with people on labelled texts, and may policies act on it?</summary>
internal static class JudgeTest
{
    private const long ProgressEvery = 100;

    private static readonly Argument<string> JudgeAt = JudgeSources.File();
    private static readonly Option<string> Data = TableSource.Data("Texts that people labelled: CSV, TSV, JSON Lines or Parquet.");
    private static readonly Option<string?> Format = TableSource.Format();
    private static readonly Option<string> TextColumn = TableSource.Text();
    private static readonly Option<string> Label = new("--label") { Description = "The column with 1 where people say yes to the judge's question, 0 where they say no, empty where nobody knows.", HelpName = "column", Required = true };
    private static readonly Option<string> DirectionOption = JudgeSources.Direction();
    private static readonly Option<string?> Record = JudgeSources.Record();
    private static readonly Option<string?> Replay = JudgeSources.Replay();

    public static Command Command()
    {
        var command = new Command("test", "Ask a judge about labelled texts, tell its agreement with people, and write it beside the judge's file, where policies find it.") { JudgeAt, Data, Format, TextColumn, Label, DirectionOption, Record, Replay };
        command.SetAction(RunAsync);
        return command.WithExamples(
            "custos judge test policies/judges/dangerous-advice.yaml --data labelled.jsonl --text text --label dangerous",
            "custos judge test policies/judges/tone.yaml --data labelled.csv --label rude --record answers");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var path = parsed.GetValue(JudgeAt)!;
        var document = JudgeFile.Load(path).Judge;
        var judge = JudgeSources.Open(document, parsed.GetValue(Record), parsed.GetValue(Replay));
        using var table = TableSource.Open(parsed.GetValue(Data)!, parsed.GetValue(Format));
        table.Select([parsed.GetValue(TextColumn)!, parsed.GetValue(Label)!], []);
        using var tally = new AgreementTally(judge, JudgeSources.DirectionOf(parsed.GetValue(DirectionOption)!));
        await tally.AddAsync(table, parsed.GetValue(Label)!, done =>
        {
            if (done > 0 && done % ProgressEvery == 0) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"custos: {done:N0} texts judged …"));
        }, cancellationToken);
        var agreement = tally.Agreement;
        if (agreement.N == 0) throw new BadInputException("No labelled text was judged.", tally.Unasked > 0 ? "The day's budget does not hold one question: raise it." : "Give texts with a label of 1 or 0.", parsed.GetValue(Data)!);
        var beside = JudgeFile.AgreementPathOf(path);
        WholeFile.Write(beside, writer =>
        {
            writer.Write(agreement.ToJson());
            return true;
        });
        var standing = JudgeStanding.Of(document, agreement);
        Report(terminal, judge, tally, agreement, standing, beside);
        return standing.MayAct || document.MinAgreement is null ? ExitCode.Done : ExitCode.NotCertified;
    }

    private static void Report(Terminal terminal, Judge judge, AgreementTally tally, JudgeAgreement agreement, JudgeStanding standing, string beside)
    {
        var spent = judge.Spending.State;
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new
            {
                judge = judge.Document.Name,
                version = judge.Document.Version,
                n = agreement.N,
                raw_agreement = Json(agreement.Raw),
                kappa = Json(agreement.Kappa),
                labelled_yes = agreement.Yes,
                labelled_no = agreement.No,
                unlabelled = tally.Unlabelled,
                unasked = tally.Unasked,
                may_act = standing.MayAct,
                standing = standing.Words,
                tokens = spent.Tokens,
                money = judge.Document.Prices is null ? (double?)null : spent.Money,
                written = beside,
            });
            return;
        }

        var table = new AlignedTable().Column("people said").Column("judge: yes", isNumber: true).Column("no", isNumber: true).Column("unknown", isNumber: true);
        table.Row("yes", $"{agreement.Yes.Yes:N0}", $"{agreement.Yes.No:N0}", $"{agreement.Yes.Unknown:N0}");
        table.Row("no", $"{agreement.No.Yes:N0}", $"{agreement.No.No:N0}", $"{agreement.No.Unknown:N0}");
        terminal.Output.Write(table);
        terminal.Say($"Agreement {agreement.Raw!.ToPercentText()}; Cohen's kappa {(agreement.Kappa is { } kappa ? kappa.ToString() : "cannot be told: people and judge say the same of every text")}.");
        terminal.Say($"{judge.Document.Name}: {standing.Words}");
        if (tally.Unlabelled > 0) terminal.Say($"{tally.Unlabelled:N0} rows without a label were left out.");
        if (tally.Unasked > 0) terminal.Warn($"{tally.Unasked:N0} rows were not judged: the budget of {judge.Document.Name} is spent.");
        terminal.Say($"It took {JudgeWords.Of(spent, judge.Document)}. Written: {beside}");
    }

    private static object? Json(Estimate? estimate) => estimate is null ? null : new { value = estimate.Value, lower95 = estimate.Interval.Lower, upper95 = estimate.Interval.Upper, n = estimate.N };
}
