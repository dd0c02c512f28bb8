using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Custos.App.Simulation.Upstream;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;

namespace Custos.SlowTests.Clients;

/// <summary>The official clients as they come, unmodified, at whatever address a target gives them. Every answer follows from its request, so that it is the same at every address.</summary>
public abstract partial class ClientSuite(ClientTarget target)
{
    private const string Weather = """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""";
    private const string Clock = """{"type":"object","properties":{"zone":{"type":"string"}},"required":["zone"]}""";

    // The smallest picture there is: one pixel, as GIF.
    private static readonly byte[] Pixel = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private SimulatedUpstream Upstream => target.Upstream;

    /// <summary>What reached the upstream last, as text.</summary>
    private string LastBody => Encoding.UTF8.GetString(Upstream.Requests.Last!.Body);

    private ChatClient Chat(string model, string? key = null) => new(
        model,
        new ApiKeyCredential(key ?? target.Key),
        new OpenAIClientOptions { Endpoint = new Uri(target.Url, "/v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    private ResponsesClient Responses() => new(
        new ApiKeyCredential(target.Key),
        new ResponsesClientOptions { Endpoint = new Uri(target.Url, "/v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    /// <summary>Checks every field of every answer against the client's types.</summary>
    private AnthropicClient Claude(string? key = null) => new(new ClientOptions { BaseUrl = target.Url.ToString().TrimEnd('/'), ApiKey = key ?? target.Key, MaxRetries = 0, ResponseValidation = true });

    /// <summary>Completes once so many clients have left the upstream before their answer ended.</summary>
    private async Task LeftAsync(long before)
    {
        for (var waited = 0; Upstream.Requests.Left <= before && waited < 500; waited++) await Task.Delay(10);
        Upstream.Requests.Left.ShouldBe(before + 1);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
