using System.Net;
using System.Net.Sockets;
using Custos.App.Api.Logging;
using Custos.Gate;
using Custos.Records;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Custos.App.Api;

/// <summary>Where and how does the server listen? Read and checked once, at start-up.</summary>
internal sealed record ServerOptions
{
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>0 for any free port.</summary>
    public int Port { get; init; } = 5080;

    public RequestLimits Limits { get; init; } = new();

    /// <summary>How long requests in flight may take to end once the server drains.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>The HTTP server, put together.</summary>
internal static class Server
{
    private const int MaxConnections = 10_000;

    // A body over our own limit is refused unread; up to this size the rest is then read and dropped, so that its sender sees the answer.
    private const int DiscardedBodyBytes = 64 * 1024 * 1024;

    /// <param name="options">Where and how to listen.</param>
    /// <param name="gatekeeper">What decides.</param>
    /// <param name="recorder">What keeps the decisions.</param>
    /// <param name="access">Who may ask.</param>
    /// <param name="mapMore">Further addresses, of other stages.</param>
    public static WebApplication Build(ServerOptions options, Gatekeeper gatekeeper, DecisionRecorder recorder, AccessRules access, Action<IEndpointRouteBuilder>? mapMore = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = ServerLog.FormatterName).AddConsoleFormatter<ServerLog, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = DiscardedBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Listen(options.Host, options.Port);
        });

        var app = builder.Build();
        app.UseMiddleware<FailureBoundary>();
        app.UseMiddleware<Access>(access);
        app.UseRouting();
        HealthApi.Map(app, app.Lifetime.ApplicationStopping);
        new GateApi(gatekeeper, recorder, options.Limits, TimeProvider.System).Map(app);
        mapMore?.Invoke(app);
        return app;
    }

    /// <summary>Starts to listen.</summary>
    /// <returns>The address that clients use, for instance <c>http://127.0.0.1:5080</c>.</returns>
    /// <exception cref="BadInputException">The port is taken or not allowed.</exception>
    public static async Task<Uri> StartAsync(WebApplication app, ServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new BadInputException($"Port {options.Port} on {options.Host} is in use.", "Stop what listens there, or choose another port with --port (0 takes any free one).", innerException: taken);
        }
        catch (SocketException refused)
        {
            throw new BadInputException($"Cannot listen on {options.Host} port {options.Port}: {refused.SocketErrorCode}.", "Choose another with --host or --port; ports below 1024 need rights.", innerException: refused);
        }

        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
