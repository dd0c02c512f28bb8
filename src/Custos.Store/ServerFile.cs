using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Custos.Store;

/// <summary>Which server holds a store, and with which token do local verbs ask it? Written to <c>server.json</c>, readable by its owner alone.</summary>
/// <param name="ProcessId">The server's process.</param>
/// <param name="Url">Its address, for instance <c>http://127.0.0.1:5080</c>.</param>
/// <param name="Token">256 random bits, new at every start; it opens the administrative endpoints and is sent as <c>Authorization: Bearer</c>.</param>
public sealed record ServerFile(
    [property: JsonPropertyName("pid")] int ProcessId,
    [property: JsonPropertyName("url")] string Url,
    [property: JsonPropertyName("token")] string Token)
{
    /// <summary>The server that says it holds the store; null when none says so. It may have died since: then nobody answers.</summary>
    public static ServerFile? TryRead(DataDirectory directory)
    {
        try
        {
            return JsonSerializer.Deserialize<ServerFile>(File.ReadAllBytes(directory.Server));
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Is this the server's token? Takes equally long whatever is asked.</summary>
    public bool Admits(string token) =>
        CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(token), System.Text.Encoding.UTF8.GetBytes(Token));

    internal static ServerFile Write(DataDirectory directory, Uri url)
    {
        var server = new ServerFile(Environment.ProcessId, url.ToString().TrimEnd('/'), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        Remove(directory);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(directory.Server, options);
        JsonSerializer.Serialize(file, server);
        return server;
    }

    internal static void Remove(DataDirectory directory) => File.Delete(directory.Server);
}
