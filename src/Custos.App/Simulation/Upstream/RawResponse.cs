using System.IO.Pipelines;
using System.Text;
using Custos.App.Simulation.Replies;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Custos.App.Simulation.Upstream;

/// <summary>How is a response sent whose Content-Length is a lie? Past the server, which would not let it out, on its own connection.</summary>
internal static class RawResponse
{
    private const int Difference = 64;

    public static async Task WriteAsync(HttpContext context, string contentType, byte[] body, FaultKind kind, CancellationToken cancellationToken)
    {
        var length = kind == FaultKind.LengthTooLong ? body.Length + Difference : Math.Max(0, body.Length - Difference);
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {length}\r\n\r\n");
        var output = context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        await output.WriteAsync(head, cancellationToken);
        await output.WriteAsync(body, cancellationToken);
        await CloseAsync(output);
    }

    private static async Task CloseAsync(PipeWriter output) => await output.CompleteAsync();
}
