using System.CommandLine;
using System.Net;
using Custos.App.Simulation.Replies;
using Custos.App.Simulation.Scripts;
using Custos.App.Simulation.Upstream;
using Custos.Records;

namespace Custos.App.Cli.Simulating;

/// <summary><c>custos simulate upstream</c>: a model provider that says what it is told to, and fails as it is told to.</summary>
internal static class UpstreamSimulation
{
    private static readonly Option<int> Port = new("--port") { Description = "The port to listen on; 0 takes any free one.", DefaultValueFactory = _ => 5090 };

    private static readonly Option<string> Host = new("--host") { Description = "The address to listen on.", DefaultValueFactory = _ => "127.0.0.1" };

    private static readonly Option<string[]> Scripts = new("--script") { Description = "A file of personas of your own; may be given more than once.", HelpName = "file" };

    private static readonly Option<string?> Key = new("--key") { Description = "The key that requests must bear; every one is admitted without it." };

    private static readonly Option<string?> Otherwise = new("--otherwise") { Description = "The persona of models that nobody plays; without it there is no such model.", HelpName = "persona" };

    private static readonly Option<bool> List = new("--list") { Description = "Print the personas, and listen to nobody." };

    public static Command Command()
    {
        var command = new Command("upstream", "A simulated provider: OpenAI's and Anthropic's protocols, scripted personas, refusals, leaks, slow and broken streams.")
        {
            Port, Host, Scripts, Key, Otherwise, List,
        };
        command.SetAction(RunAsync);
        return command.WithExamples(
            "custos simulate upstream --port 5090",
            "custos simulate upstream --list",
            "custos simulate upstream --script personas.yaml --key secret --otherwise helpful");
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var terminal = CommandLine.TerminalOf(parsed);
        IReadOnlyList<Persona> personas = [.. (parsed.GetValue(Scripts) ?? []).SelectMany(PersonaScript.Read)];
        if (parsed.GetValue(List))
        {
            Print(terminal, new Cast(personas, parsed.GetValue(Otherwise)).All);
            return ExitCode.Done;
        }

        var port = parsed.GetValue(Port);
        if (port is < 0 or > 65_535) throw new BadInputException($"Port {port} does not exist.", "Choose one from 1 to 65535, or 0 for any free one.", isUsage: true);
        var host = parsed.GetValue(Host)!;
        await using var upstream = await SimulatedUpstream.StartAsync(
            new SimulatedUpstreamOptions
            {
                Host = host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host, out var address) ? address : throw new BadInputException($"'{host}' is not an IP address.", "Give one, for instance 127.0.0.1.", isUsage: true),
                Port = port,
                Key = parsed.GetValue(Key),
                Personas = personas,
                Otherwise = parsed.GetValue(Otherwise),
                KeptRequests = 0,
            },
            cancellationToken);
        var url = upstream.Url.ToString().TrimEnd('/');
        if (terminal.WantsJson)
        {
            terminal.WriteJson(new { url, pid = Environment.ProcessId });
            await terminal.Output.FlushAsync(cancellationToken);
        }

        terminal.Say($"custos: a simulated upstream listens on {url}; the model's name chooses the persona, for instance echo. Ctrl-C stops it.");
        await upstream.WaitForShutdownAsync(cancellationToken);
        terminal.Say($"custos: {upstream.Requests.Seen:N0} requests, {upstream.Requests.Left:N0} of them left by their client.");
        return ExitCode.Done;
    }

    private static void Print(Terminal terminal, IReadOnlyCollection<Persona> personas)
    {
        if (terminal.WantsJson)
        {
            terminal.WriteJson(personas.Select(persona => new { name = persona.Name, description = persona.Description }));
            return;
        }

        var table = new AlignedTable().Column("persona").Column("what it does");
        foreach (var persona in personas) table.Row(persona.Name, persona.Description);
        terminal.Say(table.ToString().TrimEnd());
    }
}
