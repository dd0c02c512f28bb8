using System.CommandLine;
using Custos.App.Api;
using Custos.App.Api.Bundles;
using Custos.Gate;
using Custos.Gate.Replay;
using Custos.Records;
using Custos.Store;
using Custos.Store.Report;

namespace Custos.App.Cli.Replaying;

/// <summary><c>custos replay</c>: would the decisions on record come out the same, and what would another bundle have said?</summary>
internal static class Replay
{
    private static readonly Option<string[]> Models = new("--model") { Description = "A folder that 'custos train' wrote; may be given more than once.", HelpName = "folder" };
    private static readonly Option<string?> Policies = new("--policies") { Description = "The folder of the policies to decide by; without it each label's own threshold blocks.", HelpName = "folder" };
    private static readonly Option<string> DataDirectoryOption = StoreOptions.DataDirectory();
    private static readonly Option<string?> From = StoreOptions.Time("--from", "Replay what was decided from this time on.");
    private static readonly Option<string?> To = StoreOptions.Time("--to", "Replay what was decided before this time.");
    private static readonly Option<int> Threads = new("--threads") { Description = "Processor threads; they change the time, never a byte.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<Fallback> OnTimeout = Serve.FallbackOption("--on-timeout", "the deadline comes first");
    private static readonly Option<Fallback> OnError = Serve.FallbackOption("--on-error", "a signal fails");
    private static readonly Option<Fallback> OnOverload = Serve.FallbackOption("--on-overload", "there is no room for the request");

    public static Command Verb()
    {
        var verb = new Command("replay", "Make the decisions on record again: by the same bundle nothing may differ; another bundle shows which verdicts change.")
        {
            DataDirectoryOption, Policies, Models, From, To, Threads, OnTimeout, OnError, OnOverload,
        };
        verb.SetAction((parsed, cancellationToken) => Task.Run(() => RunAsync(parsed, cancellationToken), cancellationToken));
        return verb.WithExamples(
            "custos replay --policies policies --data-dir data",
            "custos replay --policies policies.new --model models/mine --data-dir data --from 2026-03-01 --to 2026-03-08",
            "custos replay --model models/candidate --data-dir data --threads 8 --json");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        var threads = parsed.GetValue(Threads);
        if (threads < 1) throw new BadInputException("--threads is at least 1.", "Give a larger number.", isUsage: true);
        var directory = new DataDirectory(parsed.GetValue(DataDirectoryOption)!);
        var bundle = BundleOf(parsed, directory);
        var period = new ReportPeriod(StoreOptions.TimeOf(parsed, From), StoreOptions.TimeOf(parsed, To));
        var tally = new ReplayTally();
        await using (var store = Open(directory))
        {
            var progress = new ReplayProgress(terminal, !Console.IsErrorRedirected, TimeProvider.System);
            await foreach (var one in new DecisionReplay(bundle, threads).RunAsync(store.Log.ReadAsync(period, long.MaxValue, cancellationToken), cancellationToken))
            {
                tally.Add(one);
                progress.Report(one.Then.At, tally.Decisions);
            }

            progress.End();
        }

        if (terminal.WantsJson) ReplayAnswer.WriteJson(terminal, bundle, tally);
        else ReplayAnswer.Write(terminal, bundle, tally);
        return tally.Different == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    // The same way as a server comes by its bundle, so that the same files make the same.
    private static Bundle BundleOf(ParseResult parsed, DataDirectory directory)
    {
        var (models, policies) = (parsed.GetValue(Models) ?? [], parsed.GetValue(Policies));
        if (models.Length == 0 && policies is null) throw new BadInputException("There is nothing to decide by.", "Give --policies with a folder of policies, or --model with a trained classifier, or both.", isUsage: true);
        var (source, bundle) = BundleSource.Open(
            new GateServerOptions
            {
                Models = models,
                Policies = policies,
                DataDirectory = directory,
                Fallbacks = new Dictionary<FailureClass, Fallback>
                {
                    [FailureClass.Timeout] = parsed.GetValue(OnTimeout),
                    [FailureClass.Error] = parsed.GetValue(OnError),
                    [FailureClass.Overload] = parsed.GetValue(OnOverload),
                },
            },
            TimeProvider.System);
        source.Dispose();
        return bundle;
    }

    private static EmbeddedStore Open(DataDirectory directory)
    {
        if (!EmbeddedStore.Exists(directory)) throw new BadInputException("There is no store here.", "Give its folder with --data-dir; custos serve and custos import make one.", directory.Path);
        return EmbeddedStore.TryOpen(new EventLogOptions { DataDirectory = directory }, out var server) ?? throw new BadInputException(
            $"A server at {server!.Url} (process {server.ProcessId}) holds the store, and texts are not read out of it over HTTP.",
            "Stop the server first, or copy the folder while it is stopped and replay the copy.",
            directory.Path);
    }
}
