namespace Custos.App.Api;

/// <summary>Is the process alive, and should traffic come to it?</summary>
internal static class HealthApi
{
    /// <param name="routes">Where to answer.</param>
    /// <param name="stopping">Cancelled when the server drains: it is alive, and no longer ready.</param>
    public static void Map(IEndpointRouteBuilder routes, CancellationToken stopping)
    {
        routes.MapGet("/healthz", static context => context.Response.WriteAsync("""{"status":"alive"}"""));
        routes.MapGet("/readyz", context =>
        {
            var draining = stopping.IsCancellationRequested;
            context.Response.StatusCode = draining ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return context.Response.WriteAsync(draining ? """{"status":"draining"}""" : """{"status":"ready"}""");
        });
    }
}
