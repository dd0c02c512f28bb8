using Custos.Gate;
using Custos.Records;

namespace Custos.App.Api;

/// <summary>The gate over HTTP: OpenAI's moderations, and Custos's own decisions.</summary>
internal sealed class GateApi(Gatekeeper gatekeeper, DecisionRecorder recorder, RequestLimits limits, TimeProvider timeProvider)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/moderations", ModerateAsync);
        routes.MapPost("/v1/decisions", DecideAsync);
    }

    private async Task ModerateAsync(HttpContext context)
    {
        var request = await ModerationRequest.ReadAsync(context, limits);
        var made = new List<(Message, Decision)>(request.Texts.Count);
        foreach (var text in request.Texts)
        {
            var message = new Message { Text = text, Endpoint = "/v1/moderations", WantsAll = true };
            made.Add((message, await DecideAsync(message, context.RequestAborted)));
        }

        // OpenAI's format has no word for "not yet on record", so this answer waits for the disk.
        await recorder.RecordAsync(made, patience: null, context.RequestAborted);
        context.Response.ContentType = "application/json";
        ModerationResponse.Write(context.Response.BodyWriter, [.. made.Select(one => one.Item2)]);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private async Task DecideAsync(HttpContext context)
    {
        var arrived = timeProvider.GetTimestamp();
        var message = await DecisionRequest.ReadAsync(context, limits);
        var decision = await DecideAsync(message, context.RequestAborted);

        // A judge has a time of its own, and leaves the disk the whole of the caller's.
        var left = decision.Tiers.Any(static tier => tier.Tier == Tier.Judges) ? message.Deadline : message.Deadline - timeProvider.GetElapsedTime(arrived);
        var recorded = await recorder.RecordAsync([(message, decision)], left, context.RequestAborted);
        context.Response.ContentType = "application/json";
        DecisionResponse.Write(context.Response.BodyWriter, decision, recorded);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private ValueTask<Decision> DecideAsync(Message message, CancellationToken cancellationToken) =>
        gatekeeper.DecideAsync(Event.NewId(timeProvider.GetUtcNow()), message, cancellationToken);
}
