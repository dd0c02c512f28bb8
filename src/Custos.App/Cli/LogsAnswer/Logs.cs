using System.CommandLine;
using System.Globalization;
using Custos.App.Inputs;
using Custos.Records;
using Custos.Text.Json;
using Custos.Text.Logs;

namespace Custos.App.Cli.LogsAnswer;

/// <summary><c>custos logs</c>: what do lines of JSON say, however many they are?</summary>
internal static class Logs
{
    private static readonly Argument<string[]> Files = new("file")
    {
        Description = "JSON Lines, plain or compressed with gzip or zstd (told by content), read one after another; - is standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string[]> GroupBy = new("--group-by") { Description = "Fields to group by, with commas between them: model, usage.tier for a field inside an object, choices.0.finish_reason inside an array, a\\.b for a key that has a dot itself.", HelpName = "fields" };
    private static readonly Option<string[]> Measure = new("--measure") { Description = "What to measure in each group, with commas between: count, count(field), mean(field), sum(field), min(field), max(field), rate(condition), quantile(field, 0.95), distinct(field).", HelpName = "measures" };
    private static readonly Option<string[]> Where = new("--where") { Description = "Only rows for which this holds: status >= 500, model = \"m-1\" and not cached, user in (a, b), text contains \"x\", error exists. A row that lacks the field is left out and counted.", HelpName = "condition" };
    private static readonly Option<string> Format = FormatOption();
    private static readonly Option<string> Sort = new("--sort") { Description = "Order of the groups: rows or a measure as it was given (greatest first), or group (by name).", DefaultValueFactory = _ => "rows", HelpName = "by" };
    private static readonly Option<int?> Top = new("--top") { Description = "Show only the first groups of that order.", HelpName = "n" };
    private static readonly Option<int?> MaxGroups = new("--max-groups") { Description = "Groups kept apart, which bounds memory: 100,000, or fewer with quantile and distinct; rows of those that come later are counted together, and said.", HelpName = "n" };
    private static readonly Option<int> Places = new("--places") { Description = "Damaged lines whose places are listed; all are counted.", DefaultValueFactory = _ => new LogOptions().PlaceLimit, HelpName = "n" };
    private static readonly Option<bool> Strict = new("--strict") { Description = "Exit with 1 if a line is damaged or an input breaks off; the answer is printed all the same." };
    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads; they change the time, never the answer.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "n" };

    public static Command Verb()
    {
        var verb = new Command("logs", "Ask JSON Lines of any size for counts, means, rates and quantiles by group, each with its interval, in bounded memory. Damaged lines are counted and their places listed.")
        {
            Files, GroupBy, Measure, Where, Format, Sort, Top, MaxGroups, Places, Strict, Threads,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "custos logs traffic.jsonl --group-by category --measure \"mean(usage.output_tokens)\"",
            "custos logs day1.jsonl.gz day2.jsonl.zst --group-by model --measure \"rate(status >= 500), quantile(latency_ms, 0.95), distinct(user)\" --format csv > errors.csv",
            "custos logs - --where \"user exists\" --group-by user --measure count --top 20 --json < traffic.jsonl");
    }

    private static Option<string> FormatOption()
    {
        var format = new Option<string>("--format") { Description = "table (for the eye, on standard error), csv or json (on standard output).", DefaultValueFactory = _ => "table", HelpName = "table|csv|json" };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        return format;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var question = QuestionOf(parsed);
        var options = OptionsOf(parsed);
        var order = new LogOrder(question, parsed.GetValue(Sort)!);
        var answer = await AskAsync(terminal, question, options, parsed.GetValue(Files)!, cancellationToken);
        var groups = order.Apply(answer.Groups).Take(parsed.GetValue(Top) ?? int.MaxValue).ToList();
        var warnings = LogWords.Warnings(question, answer).ToList();
        switch (terminal.WantsJson ? "json" : parsed.GetValue(Format))
        {
            case "json":
                terminal.WriteJson(LogJson.Of(question, answer, groups, warnings));
                break;
            case "csv":
                LogTables.WriteCsv(question, groups, answer.Rest, terminal.Output);
                break;
            default:
                terminal.Say($"\n{LogTables.ForTheEye(question, groups, answer.Rest)}");
                break;
        }

        Tell(terminal, answer, groups.Count, warnings);
        return parsed.GetValue(Strict) && (answer.DamagedLines > 0 || answer.Breaks.Count > 0) ? ExitCode.Failed : ExitCode.Done;
    }

    private static LogQuestion QuestionOf(ParseResult parsed) => new()
    {
        GroupBy = [.. (parsed.GetValue(GroupBy) ?? []).SelectMany(fields => fields.Split(',', StringSplitOptions.TrimEntries)).Select(JsonPath.Parse)],
        Measures = [.. (parsed.GetValue(Measure) ?? []).SelectMany(LogMeasure.ParseAll)],
        Where = (parsed.GetValue(Where) ?? []).Select(LogCondition.Parse).Aggregate((LogCondition?)null, (all, one) => all is null ? one : new LogCondition.And(all, one)),
    };

    private static LogOptions OptionsOf(ParseResult parsed)
    {
        if (parsed.GetValue(MaxGroups) < 1 || parsed.GetValue(Threads) < 1 || parsed.GetValue(Top) < 1 || parsed.GetValue(Places) < 0)
        {
            throw new BadInputException("--max-groups, --threads and --top are at least 1, --places at least 0.", "Give a larger number.", isUsage: true);
        }

        return new LogOptions { GroupLimit = parsed.GetValue(MaxGroups), PlaceLimit = parsed.GetValue(Places), Threads = parsed.GetValue(Threads) };
    }

    private static async Task<LogAnswer> AskAsync(Terminal terminal, LogQuestion question, LogOptions options, string[] files, CancellationToken cancellationToken)
    {
        if (files.Count(file => file == InputFile.StandardInput) > 1) throw new BadInputException("Standard input is named twice.", "It can be read once.", isUsage: true);
        long ended = 0;
        CountedStream? open = null;
        var inputs = files.Select(file => new LogInput(InputFile.NameOf(file), () =>
        {
            ended += open?.Bytes ?? 0;
            open = new CountedStream(InputFile.Open(file));
            return Decompression.Open(open, InputFile.NameOf(file));
        }));

        var sizes = files.Select(InputFile.BytesOf).ToList();
        var line = new LogProgressLine(terminal, !Console.IsErrorRedirected, sizes.Contains(null) ? null : sizes.Sum(), () => ended + (open?.Bytes ?? 0), TimeProvider.System);
        try
        {
            return await LogInquiry.AskAsync(question, inputs, options, line, cancellationToken);
        }
        finally
        {
            line.End();
        }
    }

    private static void Tell(Terminal terminal, LogAnswer answer, int shown, IReadOnlyList<string> warnings)
    {
        if (shown < answer.Groups.Count) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{shown:N0} of {answer.Groups.Count:N0} groups are shown."));
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{answer.Lines:N0} lines read, {answer.Rows:N0} rows counted, {answer.LeftOut + answer.Untold:N0} left out by --where, {answer.BlankLines:N0} blank, {answer.DamagedLines:N0} damaged."));
        foreach (var line in answer.Damaged)
        {
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"damaged: {line.Source}, line {line.Line:N0} (byte offset {line.Offset:N0}), byte {line.Column:N0}: {LogWords.Of(line.Damage)}."));
        }

        if (answer.Damaged.Count > 0 && answer.Damaged.Count < answer.DamagedLines) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"damaged: and {answer.DamagedLines - answer.Damaged.Count:N0} more."));
        foreach (var warning in warnings) terminal.Warn(warning);
    }
}
