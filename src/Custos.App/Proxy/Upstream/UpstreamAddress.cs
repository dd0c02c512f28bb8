using Custos.Records;

namespace Custos.App.Proxy.Upstream;

/// <summary>Where is a model's server, and with which key is it asked?</summary>
/// <param name="Base">Without the version: <c>https://api.openai.com</c>.</param>
/// <param name="Key">The server's own key, read once at start-up; null where the client's own goes on to it.</param>
internal sealed record UpstreamAddress(Uri Base, string? Key)
{
    /// <summary>Reads an address as people write it, with or without <c>/v1</c> at its end.</summary>
    /// <exception cref="BadInputException">It is no address of a server.</exception>
    public static Uri Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.UserInfo.Length > 0)
        {
            throw new BadInputException($"'{text}' is not the address of a model's server.", "Give one like https://api.openai.com; keys come from the environment, never from the address.", isUsage: true);
        }

        var path = url.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/v1", StringComparison.Ordinal)) path = path[..^3];
        return new UriBuilder(url) { Path = path }.Uri;
    }

    /// <summary>The address for a path that clients ask for.</summary>
    public Uri At(string pathAndQuery) => new(Base.AbsoluteUri.TrimEnd('/') + pathAndQuery);

    /// <summary>The key is never printed.</summary>
    public override string ToString() => Base.ToString();
}
