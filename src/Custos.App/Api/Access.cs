using System.Net;
using Custos.Store;

namespace Custos.App.Api;

/// <summary>May this caller ask this?</summary>
/// <remarks>
/// Health needs nothing. The gate needs an API key as soon as one exists, and always from another machine; until then it serves loopback, for
/// requests that name this machine as their host and come from no foreign web page. The store's own addresses need the local token.
/// </remarks>
internal sealed class Access(RequestDelegate next, AccessRules rules)
{
    public Task InvokeAsync(HttpContext context) => Refusal(context) is { } problem ? problem.WriteAsync(context) : next(context);

    /// <summary>The key that the caller has shown; null where none was needed.</summary>
    public static ApiKey? KeyOf(HttpContext context) => context.Features.Get<ApiKey>();

    private Problem? Refusal(HttpContext context)
    {
        var path = context.Request.Path;
        if (path == "/healthz" || path == "/readyz")
        {
            return null;
        }

        var key = PresentedKey(context.Request);
        if (key is not null && rules.FindKey(key) is { } known)
        {
            context.Features.Set(known);
        }

        if (path.StartsWithSegments("/v1/reports", StringComparison.Ordinal) || path.StartsWithSegments("/v1/import", StringComparison.Ordinal) || path.StartsWithSegments("/v1/keys", StringComparison.Ordinal) || path.StartsWithSegments("/v1/bundle", StringComparison.Ordinal))
        {
            return key is not null && rules.IsLocalToken(key) ? null : Unauthorized(context);
        }

        if (KeyOf(context) is not null)
        {
            return null;
        }

        if (rules.AnyKeyExists() || context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
        {
            return Unauthorized(context);
        }

        return IsFromHere(context.Request)
            ? null
            : new Problem(StatusCodes.Status403Forbidden, "foreign_origin", "Without a key, only this machine may ask.", "Make a key with 'custos key create' and send it as 'Authorization: Bearer KEY'.");
    }

    private static Problem Unauthorized(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problem.Unauthorized;
    }

    private static string? PresentedKey(HttpRequest request)
    {
        const string scheme = "Bearer ";

        // A client whose own header bears the key of the model's server shows ours beside it; Anthropic's clients have a header of their own.
        foreach (var name in (ReadOnlySpan<string>)["custos-key", "x-api-key"])
        {
            if (request.Headers.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } key) return key;
        }

        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? authorization[scheme.Length..].Trim() : null;
    }

    // A web page on another site can make a browser ask loopback (by form, or by a name it re-points); it cannot hide its origin or host.
    private static bool IsFromHere(HttpRequest request)
    {
        var host = request.Host.Host;
        var isLocalName = host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        var origin = request.Headers.Origin.ToString();
        return isLocalName && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host.Value}");
    }
}
