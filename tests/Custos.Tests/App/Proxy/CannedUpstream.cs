using System.Text;
using Custos.App.Proxy.Upstream;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Custos.Tests.App.Proxy;

/// <summary>A model's server that says what it was told to say, on a free loopback port.</summary>
internal sealed class CannedUpstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<(string Path, Dictionary<string, string> Headers, byte[] Body)> _asked = [];

    private CannedUpstream(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            context.Request.Body = new MemoryStream(body.ToArray());
            lock (_asked) _asked.Add((context.Request.Path + context.Request.QueryString, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            await answer(context);
        });
    }

    /// <summary>Every request, in the order in which it came.</summary>
    public IReadOnlyList<(string Path, Dictionary<string, string> Headers, byte[] Body)> Asked
    {
        get
        {
            lock (_asked) return [.. _asked];
        }
    }

    public UpstreamAddress Address => new(new Uri(_app.Urls.First()), null);

    public static async Task<CannedUpstream> StartAsync(Func<HttpContext, Task> answer)
    {
        var upstream = new CannedUpstream(answer);
        await upstream._app.StartAsync();
        return upstream;
    }

    public static Task<CannedUpstream> SayingAsync(string body, string type = "application/json", int status = 200) => StartAsync(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.Headers["x-model-request"] = "req_1";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    });

    /// <summary>The connection is cut after what was said.</summary>
    public static Task<CannedUpstream> BreakingOffAsync(string body, string type) => StartAsync(async context =>
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length + 1000;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        await context.Response.Body.FlushAsync();
        context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();
    });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
