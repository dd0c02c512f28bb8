using System.CommandLine;
using Custos.Records;
using Custos.Store;
using Custos.Store.Import;
using Custos.Text.Tables;

namespace Custos.App.Cli;

/// <summary><c>custos import</c>: how do records that were made elsewhere get into the store?</summary>
internal static class Import
{
    private static readonly Argument<string> Table = new("table") { Description = string.Join("; ", Imports.Tables.Select(table => $"{table} ({Imports.ColumnsOf(table)})")) + "." };

    private static readonly Argument<string> RowsFile = new("file") { Description = "CSV, TSV or JSON Lines with the table's columns; those in brackets may be absent, others are passed over." };

    private static readonly Option<string> DataDirectoryOption = StoreOptions.DataDirectory();

    public static Command Verb()
    {
        var verb = new Command("import", "Bring records that were made elsewhere into the store: all rows of a file, or none; rows that are there already are not added again.") { Table, RowsFile, DataDirectoryOption };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "custos import report_events reports.csv --data-dir data",
            "custos import moderation_actions actions.jsonl --data-dir data --json");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var table = parsed.GetValue(Table)!;
        var count = await RunAsync(table, parsed.GetValue(RowsFile)!, new DataDirectory(parsed.GetValue(DataDirectoryOption)!), cancellationToken);
        if (terminal.WantsJson) terminal.WriteJson(new { table, rows = count.Rows, added = count.Added, already_there = count.AlreadyThere });
        terminal.Say($"{table}: {count.Rows} rows read, {count.Added} added, {count.AlreadyThere} there already or repeated.");
        return ExitCode.Done;
    }

    private static async Task<ImportCount> RunAsync(string table, string file, DataDirectory directory, CancellationToken cancellationToken)
    {
        Imports.Require(table);
        var format = TableFormats.OfFile(file);
        if (format == TableFormat.Parquet) throw new BadInputException("Parquet files are not imported.", "Write the rows as CSV.", file, isUsage: true);

        // Opened first: a file that cannot be read must not make a store.
        using var rows = TextTable.Open(file, format);
        var store = EmbeddedStore.TryOpen(new EventLogOptions { DataDirectory = directory }, out var server);
        if (store is null)
        {
            using var client = new StoreServer(server!);
            await using var content = File.OpenRead(file);
            return await client.ImportAsync(table, file, format.ToString().ToLowerInvariant(), content, cancellationToken);
        }

        await using (store) return await Task.Run(() => store.Imports.Run(table, rows, cancellationToken), cancellationToken);
    }
}
