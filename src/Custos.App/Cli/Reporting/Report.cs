using System.CommandLine;
using System.Text.Json;
using Custos.Records;
using Custos.Store;
using Custos.Store.Report;

namespace Custos.App.Cli.Reporting;

/// <summary><c>custos report</c>: what does the record say?</summary>
internal static class Report
{
    private static readonly Argument<string?> Name = new("name")
    {
        Description = "The report; --list names them all.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> List = new("--list") { Description = "List the reports with the question that each answers, or what can be chosen of the one named, then stop." };

    private static readonly Option<string> DataDirectoryOption = StoreOptions.DataDirectory();

    private static readonly Option<string?> Format = FormatOption();

    public static Command Verb()
    {
        var verb = new Command("report", "Answer a question from the record: each report is one SQL file.") { Name, List, DataDirectoryOption, Format };
        foreach (var option in ReportOptions.All) verb.Add(option);
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "custos report --list",
            "custos report decisions-by-bucket --data-dir data",
            "custos report sessions --list",
            "custos report latency --data-dir data --from 2026-03-01 --to 2026-03-08 --format csv > latency.csv",
            "custos report latency-by-tier --last 30d --where model=m-2 --compare model=m-1",
            "custos report sessions --last 4w --time-zone Europe/Berlin --set gap_minutes=20 --compare previous");
    }

    private static Option<string?> FormatOption()
    {
        var format = new Option<string?>("--format") { Description = "table (for the eye, on standard error), csv or json (on standard output); table unless said.", HelpName = "table|csv|json" };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        return format;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        if (parsed.GetValue(List))
        {
            if (parsed.GetValue(Name) is { } one) ReportText.WriteDescription(Reports.Require(one), terminal);
            else WriteList(terminal);
            return ExitCode.Done;
        }

        var name = parsed.GetValue(Name) ?? throw new BadInputException("Which report?", "Give its name; custos report --list names them all.", isUsage: true);
        var table = await AskAsync(new DataDirectory(parsed.GetValue(DataDirectoryOption)!), name, ReportOptions.RequestOf(parsed), cancellationToken);
        switch (terminal.WantsJson ? "json" : parsed.GetValue(Format))
        {
            case "json":
                WriteJson(terminal, name, table);
                break;
            case "csv":
                ReportText.WriteCsv(table, terminal.Output);
                break;
            default:
                WriteTable(terminal, table);
                break;
        }

        return ExitCode.Done;
    }

    private static async Task<ReportTable> AskAsync(DataDirectory directory, string name, ReportRequest request, CancellationToken cancellationToken)
    {
        Reports.Require(name);
        if (!EmbeddedStore.Exists(directory)) throw new BadInputException("There is no store here.", "Give its folder with --data-dir; custos serve and custos import make one.", directory.Path);
        var store = EmbeddedStore.TryOpen(new EventLogOptions { DataDirectory = directory }, out var server);
        if (store is null)
        {
            using var client = new StoreServer(server!);
            return await client.ReportAsync(name, request, cancellationToken);
        }

        await using (store) return await store.Reports.RunAsync(name, request, cancellationToken);
    }

    private static void WriteList(Terminal terminal)
    {
        if (terminal.WantsJson)
        {
            terminal.WriteJson(Reports.All);
            return;
        }

        var width = Reports.All.Max(report => report.Name.Length);
        foreach (var report in Reports.All) terminal.Output.WriteLine($"{report.Name.PadRight(width)}  {report.Question}");
    }

    private static void WriteJson(Terminal terminal, string name, ReportTable table)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Terminal.Json.Encoder }))
        {
            table.WriteNamedTo(json, name);
        }

        terminal.Output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>Draws a report for the eye.</summary>
    public static void WriteTable(Terminal terminal, ReportTable table)
    {
        if (table.Rows.Count == 0)
        {
            terminal.Say("Nothing is on record for this period.");
            return;
        }

        var drawn = new AlignedTable();
        var columns = ReportText.ColumnsForTheEye(table);
        foreach (var column in columns) drawn.Column(column.Header, column.IsNumber);
        foreach (var row in table.Rows) drawn.Row(columns.Select(column => column.Cell(row)));
        terminal.Say($"\n{drawn}");
    }
}
