using System.CommandLine;
using System.Net;
using Custos.App.Api;
using Custos.App.Cli.Serving;
using Custos.Gate;
using Custos.Records;
using Custos.Store;

namespace Custos.App.Cli;

/// <summary><c>custos serve</c>: decides on live traffic over HTTP and records every decision.</summary>
internal static class Serve
{
    private static readonly Option<string[]> Models = new("--model")
    {
        Description = "A folder that 'custos train' or 'custos model add' wrote, or a name of 'custos model list'; may be given more than once.",
        HelpName = "folder",
    };

    private static readonly Option<string?> Policies = new("--policies")
    {
        Description = "A folder of policies, which choose their own fallbacks; a change of a file serves within a second. Without it each label's own threshold blocks.",
        HelpName = "folder",
    };

    private static readonly Option<string> DataDirectoryOption = StoreOptions.DataDirectory();

    private static readonly Option<int> Port = new("--port") { Description = "The port to listen on; 0 takes any free one.", DefaultValueFactory = _ => 5080 };

    private static readonly Option<string> Host = new("--host") { Description = "The address to listen on; from other machines a key is always needed.", DefaultValueFactory = _ => "127.0.0.1" };

    private static readonly Option<Durability> DurabilityOption = new("--durability")
    {
        Description = "commit: answer once the record is synced to disk; async: answer at once, a crash loses at most the last 50 ms.",
        DefaultValueFactory = _ => Durability.Commit,
    };

    // A thousand streams that begin at once are a thousand calls that wait, where callers of the gate alone would have been told to come back.
    private const int UsualBeforeModels = 4096;

    private static readonly Option<int?> InFlight = new("--in-flight")
    {
        Description = $"How many decisions may be made and wait at once; beyond them the policies' fallback for overload answers at once. 128 for each processor unless said; with --upstream at least {UsualBeforeModels}.",
    };

    private static readonly Option<int> CacheMebibytes = new("--cache")
    {
        Description = "How many MiB of verdicts are remembered, and as many of scores; 0 for none.",
        DefaultValueFactory = _ => 64,
    };

    private static readonly Option<Fallback> OnTimeout = FallbackOption("--on-timeout", "the deadline comes first");
    private static readonly Option<Fallback> OnError = FallbackOption("--on-error", "a signal fails");
    private static readonly Option<Fallback> OnOverload = FallbackOption("--on-overload", "there is no room for the request");

    public static Command Verb()
    {
        var command = new Command("serve", "Decide on live traffic over HTTP, and record every decision.")
        {
            Models, Policies, DataDirectoryOption, Port, Host, DurabilityOption, InFlight, CacheMebibytes, OnTimeout, OnError, OnOverload,
        };
        ProxyFlags.AddTo(command);
        command.SetAction(RunAsync);
        return command.WithExamples(
            "custos serve --model models/mine --data-dir data --port 5080",
            "custos serve --model models/mine --policies policies",
            "custos serve --policies policies --upstream https://api.openai.com --prices prices.yaml",
            "custos serve --model models/mine --model models/other --durability async --on-timeout block");
    }

    /// <summary>What callers should do in one case, where there are no policies.</summary>
    public static Option<Fallback> FallbackOption(string name, string when) => new(name)
    {
        Description = $"What callers should do when {when}, where there are no policies: allow, flag, hold or block.",
        DefaultValueFactory = _ => Fallback.Hold,
    };

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        await using var server = await GateServer.StartAsync(OptionsOf(parsed), cancellationToken);
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new { url = server.Url.ToString().TrimEnd('/'), bundle_id = server.Bundle.Id, pid = Environment.ProcessId });
            await terminal.Output.FlushAsync(cancellationToken);
        }

        foreach (var warning in server.Bundle.Signals.SelectMany(signal => signal.Warnings)) terminal.Warn(warning);
        if (server.TakenUp is { } past) terminal.Say($"custos: {past}");
        terminal.Say($"custos: listening on {server.Url.ToString().TrimEnd('/')}, bundle {server.Bundle.Id[..12]}; Ctrl-C drains and stops.");
        await server.WaitForShutdownAsync(cancellationToken);
        terminal.Say("custos: drained.");
        return ExitCode.Done;
    }

    private static GateServerOptions OptionsOf(ParseResult parsed)
    {
        var port = parsed.GetValue(Port);
        if (port is < 0 or > 65_535)
        {
            throw new BadInputException($"Port {port} does not exist.", "Choose one from 1 to 65535, or 0 for any free one.", isUsage: true);
        }

        var (models, policies) = (parsed.GetValue(Models) ?? [], parsed.GetValue(Policies));
        if (models.Length == 0 && policies is null)
        {
            throw new BadInputException("There is nothing to decide by.", "Give --model with a trained classifier, or --policies with a folder of policies, or both.", isUsage: true);
        }

        var proxy = ProxyFlags.Read(parsed);
        var inFlight = parsed.GetValue(InFlight) ?? (proxy is null ? Admission.Usual : Math.Max(Admission.Usual, UsualBeforeModels));
        var cache = parsed.GetValue(CacheMebibytes);
        if (inFlight < 1) throw new BadInputException("A server that admits no decision answers nothing.", "Give --in-flight 1 or more.", isUsage: true);
        if (cache < 0) throw new BadInputException("There is no cache of less than nothing.", "Give --cache in MiB, or 0 for none.", isUsage: true);
        return new GateServerOptions
        {
            Models = models,
            Policies = policies,
            DataDirectory = new DataDirectory(parsed.GetValue(DataDirectoryOption)!),
            Durability = parsed.GetValue(DurabilityOption),
            MostInFlight = inFlight,
            CacheBytes = (long)cache << 20,
            Fallbacks = new Dictionary<FailureClass, Fallback>
            {
                [FailureClass.Timeout] = parsed.GetValue(OnTimeout),
                [FailureClass.Error] = parsed.GetValue(OnError),
                [FailureClass.Overload] = parsed.GetValue(OnOverload),
            },
            Proxy = proxy,
            Server = new ServerOptions { Host = AddressOf(parsed.GetValue(Host)!), Port = port },
        };
    }

    private static IPAddress AddressOf(string host) =>
        host == "localhost" ? IPAddress.Loopback :
        IPAddress.TryParse(host, out var address) ? address :
        throw new BadInputException($"'{host}' is not an IP address.", "Give one, for instance 127.0.0.1, or 0.0.0.0 for every interface.", isUsage: true);
}
