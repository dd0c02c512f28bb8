using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Custos.App.Api;
using Custos.Records;
using Custos.Store;

namespace Custos.App.Cli;

/// <summary><c>custos key</c>: who may ask a server from now on?</summary>
internal static class Key
{
    private static readonly Option<string> DataDirectoryOption = StoreOptions.DataDirectory();

    private static readonly Option<int?> Requests = new("--requests-per-minute") { Description = "How many model calls the key may make a minute; the server's own limit unless said.", HelpName = "number" };

    private static readonly Option<int?> Tokens = new("--tokens-per-minute") { Description = "How many tokens, asked and answered, the key may use a minute; the server's own limit unless said.", HelpName = "number" };

    public static Command Verb() => new("key", "Make, limit, list and revoke the API keys of a store's server.") { Create(), Limit(), List(), Revoke() };

    private static Command Create()
    {
        var name = new Option<string>("--name") { Description = "What the key is for; shown in the list.", DefaultValueFactory = _ => "default" };
        var command = new Command("create", "Make a key and show it, once; the store keeps its hash alone. From now on the gate asks for a key.") { name, Requests, Tokens, DataDirectoryOption };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var made = await AskAsync(
                parsed,
                store =>
                {
                    var (key, text) = store.Keys.Create(parsed.GetValue(name)!, LimitsOf(parsed));
                    return JsonOf(json => RecordApi.WriteKey(json, key, text));
                },
                server => server.SendAsync(HttpMethod.Post, $"v1/keys?name={Uri.EscapeDataString(parsed.GetValue(name)!)}&{QueryOf(LimitsOf(parsed))}", cancellationToken));
            var terminal = CommandLine.TerminalOf(parsed);
            terminal.Output.WriteLine(terminal.WantsJson ? made.RootElement.GetRawText() : made.RootElement.GetProperty("key").GetString());
            terminal.Say("custos: keep this key; it is not shown again. Clients send it as 'Authorization: Bearer KEY'.");
            return ExitCode.Done;
        });
        return command.WithExamples("custos key create --name my-service --data-dir data", "custos key create --name batch-jobs --requests-per-minute 60 --tokens-per-minute 200000 --data-dir data");
    }

    private static Command Limit()
    {
        var id = Id();
        var command = new Command("limit", "Say how much a key may ask of models a minute, from now on, also of a server that runs; what is left out is the server's own limit.") { id, Requests, Tokens, DataDirectoryOption };
        command.SetAction((parsed, cancellationToken) =>
        {
            var (which, limits) = (parsed.GetValue(id)!, LimitsOf(parsed));
            return ChangeAsync(
                parsed,
                "limited",
                store => store.Keys.Limit(which, limits),
                server => server.SendAsync(HttpMethod.Put, $"v1/keys/{Uri.EscapeDataString(which)}/limits?{QueryOf(limits)}", cancellationToken),
                $"custos: key {which} may use {Of(limits.RequestsPerMinute, "requests")} and {Of(limits.TokensPerMinute, "tokens")} a minute.");
        });
        return command.WithExamples("custos key limit 1a2b3c4d --requests-per-minute 600 --data-dir data");

        static string Of(int? limit, string what) => limit is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}") : $"as many {what} as the server lets every key";
    }

    private static Command List()
    {
        var command = new Command("list", "List the keys, without their secrets.") { DataDirectoryOption };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var keys = await AskAsync(
                parsed,
                store => JsonOf(json =>
                {
                    json.WriteStartArray();
                    foreach (var key in store.Keys.List())
                    {
                        RecordApi.WriteKey(json, key, text: null);
                    }

                    json.WriteEndArray();
                }),
                server => server.SendAsync(HttpMethod.Get, "v1/keys", cancellationToken));
            var terminal = CommandLine.TerminalOf(parsed);
            if (terminal.WantsJson)
            {
                terminal.Output.WriteLine(keys.RootElement.GetRawText());
                return ExitCode.Done;
            }

            foreach (var key in keys.RootElement.EnumerateArray())
            {
                var revoked = key.GetProperty("revoked_at").GetString();
                terminal.Say($"{key.GetProperty("id").GetString()}  {key.GetProperty("created_at").GetString()}  {(revoked is null ? "valid" : "revoked")}  {key.GetProperty("name").GetString()}{Limits(key)}");
            }

            return ExitCode.Done;
        });
        return command.WithExamples("custos key list --data-dir data");

        static string Limits(JsonElement key) => LimitOf(key, "requests_per_minute", "requests") + LimitOf(key, "tokens_per_minute", "tokens");

        static string LimitOf(JsonElement key, string name, string what) =>
            key.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? string.Create(CultureInfo.InvariantCulture, $", {number.GetInt32():N0} {what} a minute") : "";
    }

    private static Command Revoke()
    {
        var id = Id();
        var command = new Command("revoke", "Let a key admit nobody from now on.") { id, DataDirectoryOption };
        command.SetAction((parsed, cancellationToken) =>
        {
            var which = parsed.GetValue(id)!;
            return ChangeAsync(
                parsed,
                "revoked",
                store => store.Keys.Revoke(which),
                server => server.SendAsync(HttpMethod.Delete, $"v1/keys/{Uri.EscapeDataString(which)}", cancellationToken),
                $"custos: key {which} is revoked.");
        });
        return command.WithExamples("custos key revoke 1a2b3c4d --data-dir data");
    }

    private static Argument<string> Id() => new("id") { Description = "The key's id, as 'custos key list' shows it." };

    private static KeyLimits LimitsOf(ParseResult parsed) => new(parsed.GetValue(Requests), parsed.GetValue(Tokens));

    private static string QueryOf(KeyLimits limits) => string.Create(CultureInfo.InvariantCulture, $"requests_per_minute={limits.RequestsPerMinute}&tokens_per_minute={limits.TokensPerMinute}");

    private static async Task<int> ChangeAsync(ParseResult parsed, string done, Func<EmbeddedStore, bool> open, Func<StoreServer, Task<JsonDocument>> held, string said)
    {
        using var answer = await AskAsync(parsed, store => JsonOf(json => RecordApi.WriteDone(json, done, open(store))), held);
        if (!answer.RootElement.GetProperty(done).GetBoolean())
        {
            throw new BadInputException("There is no valid key of this id.", "See 'custos key list'.", isUsage: true);
        }

        var terminal = CommandLine.TerminalOf(parsed);
        if (terminal.WantsJson) terminal.Output.WriteLine(answer.RootElement.GetRawText());
        terminal.Say(said);
        return ExitCode.Done;
    }

    private static async Task<JsonDocument> AskAsync(ParseResult parsed, Func<EmbeddedStore, JsonDocument> open, Func<StoreServer, Task<JsonDocument>> held)
    {
        var directory = new DataDirectory(parsed.GetValue(DataDirectoryOption)!);
        var store = EmbeddedStore.TryOpen(new EventLogOptions { DataDirectory = directory }, out var holder);
        if (store is null)
        {
            using var server = new StoreServer(holder!);
            return await held(server);
        }

        await using (store)
        {
            return open(store);
        }
    }

    private static JsonDocument JsonOf(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
