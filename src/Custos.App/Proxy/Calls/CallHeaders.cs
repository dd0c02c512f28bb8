using Custos.Records;

namespace Custos.App.Proxy.Calls;

/// <summary>What do clients tell Custos beside the request that goes on? Headers that begin with <c>custos-</c>; they go no further.</summary>
internal static class CallHeaders
{
    public const string Prefix = "custos-";

    private const int LongestName = 512;

    /// <summary>A key of Custos, for a client whose own header bears the key of the model's server.</summary>
    public const string Key = "custos-key";

    /// <summary>Who asks, and where from.</summary>
    /// <exception cref="Api.ProblemException">A name is too long.</exception>
    public static Message Read(HttpRequest request, string endpoint) => new()
    {
        Text = "",
        Endpoint = endpoint,
        Organisation = Text(request, "custos-organisation"),
        User = Text(request, "custos-user"),
        Conversation = Text(request, "custos-conversation"),
        Tier = Text(request, "custos-tier"),
        Region = Text(request, "custos-region"),
        Address = Text(request, "custos-address"),
    };

    private static string? Text(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text
        ? text.Length <= LongestName ? text : throw new Api.ProblemException(Api.Problem.BadRequest($"The header '{name}' is longer than {LongestName} characters."))
        : null;
}
