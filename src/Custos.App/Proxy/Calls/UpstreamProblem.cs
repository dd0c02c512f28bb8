using Custos.App.Api;

namespace Custos.App.Proxy.Calls;

/// <summary>What does a client read when the model's server does not answer?</summary>
internal static class UpstreamProblem
{
    public static Problem TimedOut { get; } = new(
        StatusCodes.Status504GatewayTimeout, "upstream_timeout", "The model's server took too long.", "The model's server was silent for longer than this server waits; it may have acted on the request.");

    public static Problem Unreadable { get; } = new(
        StatusCodes.Status502BadGateway, "upstream_failed", "The model's server did not answer.", "The model's server sent what its protocol does not know; nothing of it could be checked, so nothing is passed on.");

    public static Problem BrokeOff { get; } = new(
        StatusCodes.Status502BadGateway, "upstream_failed", "The model's server did not answer.", "The model's server broke off in the middle of its answer.");

    public static Problem Failed(HttpRequestException failed) => new(
        StatusCodes.Status502BadGateway, "upstream_failed", "The model's server did not answer.", $"The model's server cannot be reached or broke off ({failed.HttpRequestError}).");
}
