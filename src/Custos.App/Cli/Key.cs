using System.CommandLine;
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

    public static Command Verb() => new("key", "Make, list and revoke the API keys of a store's server.") { Create(), List(), Revoke() };

    private static Command Create()
    {
        var name = new Option<string>("--name") { Description = "What the key is for; shown in the list.", DefaultValueFactory = _ => "default" };
        var command = new Command("create", "Make a key and show it, once; the store keeps its hash alone. From now on the gate asks for a key.") { name, DataDirectoryOption };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var made = await AskAsync(
                parsed,
                store =>
                {
                    var (key, text) = store.Keys.Create(parsed.GetValue(name)!);
                    return JsonOf(json => RecordApi.WriteKey(json, key, text));
                },
                server => server.SendAsync(HttpMethod.Post, $"v1/keys?name={Uri.EscapeDataString(parsed.GetValue(name)!)}", cancellationToken));
            var terminal = CommandLine.TerminalOf(parsed);
            terminal.Output.WriteLine(terminal.WantsJson ? made.RootElement.GetRawText() : made.RootElement.GetProperty("key").GetString());
            terminal.Say("custos: keep this key; it is not shown again. Clients send it as 'Authorization: Bearer KEY'.");
            return ExitCode.Done;
        });
        return command.WithExamples("custos key create --name my-service --data-dir data");
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
                terminal.Say($"{key.GetProperty("id").GetString()}  {key.GetProperty("created_at").GetString()}  {(revoked is null ? "valid" : "revoked")}  {key.GetProperty("name").GetString()}");
            }

            return ExitCode.Done;
        });
        return command.WithExamples("custos key list --data-dir data");
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("id") { Description = "The key's id, as 'custos key list' shows it." };
        var command = new Command("revoke", "Let a key admit nobody from now on.") { id, DataDirectoryOption };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var which = parsed.GetValue(id)!;
            using var answer = await AskAsync(
                parsed,
                store =>
                {
                    var revoked = store.Keys.Revoke(which);
                    return JsonOf(json =>
                    {
                        json.WriteStartObject();
                        json.WriteBoolean("revoked", revoked);
                        json.WriteEndObject();
                    });
                },
                server => server.SendAsync(HttpMethod.Delete, $"v1/keys/{Uri.EscapeDataString(which)}", cancellationToken));
            if (!answer.RootElement.GetProperty("revoked").GetBoolean())
            {
                throw new BadInputException("There is no valid key of this id.", "See 'custos key list'.", isUsage: true);
            }

            var terminal = CommandLine.TerminalOf(parsed);
            if (terminal.WantsJson)
            {
                terminal.Output.WriteLine(answer.RootElement.GetRawText());
            }

            terminal.Say($"custos: key {which} is revoked.");
            return ExitCode.Done;
        });
        return command.WithExamples("custos key revoke 1a2b3c4d --data-dir data");
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
