using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Custos.App.Simulation.Traffic;
using Custos.Store;
using Custos.Store.Record;

namespace Custos.App.Cli.Simulating;

/// <summary><c>custos simulate traffic</c>: what would a month of model calls look like in the store? As many as asked for.</summary>
internal static class TrafficSimulation
{
    private static readonly Option<long> Exchanges = new("--exchanges") { Description = "How many model calls.", Required = true, HelpName = "number" };

    private static readonly Option<string> DataDirectoryOption = StoreOptions.DataDirectory();

    private static readonly Option<ulong> SeedOption = new("--seed") { Description = "Another seed, other traffic.", DefaultValueFactory = _ => 1, HelpName = "number" };

    private static readonly Option<string?> From = StoreOptions.Time("--from", "When it begins; 2026-10-01 unless said.");

    private static readonly Option<int> Days = new("--days") { Description = "Over how many days.", DefaultValueFactory = _ => 30, HelpName = "number" };

    private static readonly Option<int?> Users = new("--users") { Description = "How many users; one in a hundred exchanges unless said, at most 200,000.", HelpName = "number" };

    private static readonly Option<int?> Organisations = new("--organisations") { Description = "How many organisations; one in fifty users unless said.", HelpName = "number" };

    public static Command Command()
    {
        var command = new Command("traffic", "Seeded model calls straight into a store: users, talks, tokens, latencies, costs, verdicts, texts and feedback, shaped like real traces.")
        {
            Exchanges, DataDirectoryOption, SeedOption, From, Days, Users, Organisations,
        };
        command.SetAction(RunAsync);
        return command.WithExamples(
            "custos simulate traffic --exchanges 1000000 --data-dir data",
            "custos simulate traffic --exchanges 200000 --data-dir data --seed 7 --from 2026-11-01 --days 14 --users 5000 --json");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var options = new TrafficOptions
        {
            Exchanges = parsed.GetValue(Exchanges),
            Seed = parsed.GetValue(SeedOption),
            Days = parsed.GetValue(Days),
            Users = parsed.GetValue(Users),
            Organisations = parsed.GetValue(Organisations),
        };
        options = (StoreOptions.TimeOf(parsed, From) is { } from ? options with { From = from } : options).Checked();
        using var record = await BulkRecord.OpenAsync(new DataDirectory(parsed.GetValue(DataDirectoryOption)!));
        var began = Stopwatch.GetTimestamp();
        var writing = new TrafficWriting(new SimulatedTraffic(options), record);
        await ShowAsync(terminal, writing, options, writing.RunAsync(Environment.ProcessorCount, cancellationToken));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (terminal.WantsJson) terminal.WriteJson(new { exchanges = options.Exchanges, written = writing.Written, there_already = writing.Present, seconds = Math.Round(seconds, 3) });
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"simulate traffic: {writing.Written:N0} exchanges written in {seconds:F1} s{(writing.Present > 0 ? $", {writing.Present:N0} were there already" : "")}."));
        return ExitCode.Done;
    }

    private static async Task ShowAsync(Terminal terminal, TrafficWriting writing, TrafficOptions options, Task work)
    {
        var progress = new ProgressLine(terminal, !Console.IsErrorRedirected, TimeProvider.System);
        while (await Task.WhenAny(work, Task.Delay(200)) != work)
        {
            progress.Report(elapsed => string.Create(CultureInfo.InvariantCulture, $"simulate traffic: {writing.Present + writing.Written:N0} of {options.Exchanges:N0} exchanges, {writing.Written / elapsed.TotalSeconds:N0} a second"));
        }

        progress.End();
        await work;
    }
}
