using System.CommandLine;
using System.Globalization;
using Custos.Records;
using Custos.Store;
using Custos.Store.Import;

namespace Custos.App.Cli.Importing;

/// <summary><c>custos import</c>: how do records that were made elsewhere get into the store?</summary>
internal static class Import
{
    private static readonly Argument<string> Table = new("table") { Description = string.Join("; ", Imports.Tables.Select(table => $"{table} ({Imports.ColumnsOf(table)})")) + "." };

    private static readonly Argument<string> RowsFile = new("file") { Description = "CSV, TSV, JSON Lines (also gzip or zstd) or Parquet with the table's columns; those in brackets may be absent, others are passed over." };

    private static readonly Option<string> DataDirectoryOption = StoreOptions.DataDirectory();

    private static readonly Option<string?> Format = MakeFormat();

    private static readonly Option<bool> SkipBad = new("--skip-bad") { Description = "Take the rows that are right and list the others with their places and reasons; without it a wrong row stops the import before anything is taken." };

    private static readonly Option<string?> RejectedFile = new("--rejected") { Description = "Where --skip-bad lists them; FILE.rejected.csv unless said.", HelpName = "file" };

    public static Command Verb()
    {
        var verb = new Command("import", "Bring records that were made elsewhere into the store. A row whose key is there already is not added again; an import that was broken off goes on where it was.")
        {
            Table, RowsFile, DataDirectoryOption, Format, SkipBad, RejectedFile,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "custos import report_events reports.csv --data-dir data",
            "custos import exchanges traffic.jsonl.gz --data-dir data --skip-bad",
            "custos import ratings ratings.parquet --data-dir data --json",
            "custos import jobs sacct.txt --format sacct --data-dir data");
    }

    private static Option<string?> MakeFormat()
    {
        var format = new Option<string?>("--format") { Description = $"How the rows are written: {string.Join(", ", ImportFile.Formats)}; by the file's extension unless said.", HelpName = "format" };
        format.AcceptOnlyFromAmong([.. ImportFile.Formats]);
        return format;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var (table, path) = (parsed.GetValue(Table)!, parsed.GetValue(RowsFile)!);
        Imports.Require(table);
        var file = ImportFile.Of(path, parsed.GetValue(Format));
        var rejectedFile = parsed.GetValue(SkipBad) ? parsed.GetValue(RejectedFile) ?? $"{path}.rejected.csv" : null;
        var progress = new ProgressLine(terminal, !Console.IsErrorRedirected, TimeProvider.System);
        try
        {
            // Looked through first: a file that is wrong must not make a store, nor leave half of itself in one.
            var survey = await Task.Run(() => RejectedRows.Survey(terminal, table, file, rejectedFile, cancellationToken), cancellationToken);
            var run = new ImportRun
            {
                FileHash = await file.HashAsync(cancellationToken),
                Rejected = survey.Rejected,
                SkipsBad = true,
                Progress = count => progress.Report(_ => string.Create(CultureInfo.InvariantCulture, $"import {table}: {count.Rows:N0} of {survey.Rows:N0} rows")),
            };
            var count = await StoreAsync(table, path, file, run, new DataDirectory(parsed.GetValue(DataDirectoryOption)!), cancellationToken);
            progress.End();
            Tell(terminal, table, count, rejectedFile);
            return ExitCode.Done;
        }
        catch (InvalidDataException damaged)
        {
            throw new BadInputException(damaged.Message, "Fetch or compress the file again.", path, innerException: damaged);
        }
    }

    private static async Task<ImportCount> StoreAsync(string table, string path, ImportFile file, ImportRun run, DataDirectory directory, CancellationToken cancellationToken)
    {
        using var rows = file.Open();
        var store = EmbeddedStore.TryOpen(new EventLogOptions { DataDirectory = directory }, out var server);
        if (store is null)
        {
            using var client = new StoreServer(server!);
            return await client.ImportAsync(table, path, rows, run, cancellationToken);
        }

        await using (store) return await Task.Run(() => store.Imports.RunAsync(table, rows, run, cancellationToken), cancellationToken);
    }

    private static void Tell(Terminal terminal, string table, ImportCount count, string? rejectedFile)
    {
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new
            {
                table, rows = count.Rows, added = count.Added, already_there = count.AlreadyThere, conflicts = count.Conflicts, rejected = count.Rejected, resumed = count.Resumed,
                rejected_file = count.Rejected > 0 ? rejectedFile : null,
            });
        }

        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{table}: {count.Rows} rows read, {count.Added} added, {count.AlreadyThere} there already or repeated, {count.Conflicts} in conflict, {count.Rejected} rejected."));
        if (count.Resumed > 0) terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{count.Resumed} of the rows were brought by an earlier run that was broken off."));
        if (count.Conflicts > 0) terminal.Warn("rows in conflict have the key of a row that is there with other content; what was there stays.");
        if (count.Rejected > 0) terminal.Warn($"the rejected rows stand in {rejectedFile}, with their places and reasons.");
    }
}
