using System.Text.Json;
using Custos.Records;
using Custos.Records.Telemetry;

namespace Custos.App.Api.Feedbacks;

/// <summary>What users say of answers, over HTTP: one object or an array of them, kept in one append with their account.</summary>
internal sealed class FeedbackApi(EventLog log, RequestLimits limits, TimeProvider timeProvider)
{
    /// <summary>How many one request may bring.</summary>
    public const int MostItems = 1_000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/feedback", TakeAsync);

    private async Task TakeAsync(HttpContext context)
    {
        using var body = await RequestJson.ReadAsync(context, limits, Parse);
        var now = Event.Truncate(timeProvider.GetUtcNow());
        var (taken, errors) = Read(body.RootElement, now);
        var rejected = errors.GroupBy(error => error.Problem, StringComparer.Ordinal).Select(reason => new Rejection(reason.Key, reason.Count()));
        var intake = new Intake(Event.NewId(now), now) { Source = FeedbackItem.Source, Of = "feedback", Received = taken.Count + errors.Count, Rejected = [.. rejected] };
        if (intake.Received > 0) await log.AppendAsync([intake, .. taken], context.RequestAborted);
        await AnswerAsync(context, taken.Count, errors);
    }

    private JsonDocument Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { MaxDepth = limits.MaxDepth });
        }
        catch (JsonException bad)
        {
            // The parser's own message quotes content; the place is enough.
            throw new ProblemException(Problem.BadRequest($"The body is not valid JSON at line {bad.LineNumber + 1}, byte {bad.BytePositionInLine + 1} (or nests deeper than {limits.MaxDepth} levels)."));
        }
    }

    private (List<Feedback> Taken, List<(int Index, string Problem)> Errors) Read(JsonElement body, DateTimeOffset now)
    {
        if (body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) throw new ProblemException(Problem.BadRequest("The body is neither an object nor an array of objects."));
        IReadOnlyList<JsonElement> items = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray()] : [body];
        if (items.Count > MostItems) throw new ProblemException(Problem.TooLarge($"There are more than {MostItems} items; send them in several requests."));
        var taken = new List<Feedback>(items.Count);
        var errors = new List<(int, string)>();
        foreach (var (index, item) in items.Index())
        {
            try
            {
                taken.Add(FeedbackItem.Read(item, now, limits.MaxTextLength));
            }
            catch (BadInputException bad)
            {
                errors.Add((index, bad.Problem));
            }
        }

        return (taken, errors);
    }

    private static async Task AnswerAsync(HttpContext context, int taken, List<(int Index, string Problem)> errors)
    {
        context.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            json.WriteStartObject();
            json.WriteNumber("received", taken + errors.Count);
            json.WriteNumber("accepted", taken);
            json.WriteNumber("rejected", errors.Count);
            json.WriteStartArray("errors");
            foreach (var (index, problem) in errors)
            {
                json.WriteStartObject();
                json.WriteNumber("index", index);
                json.WriteString("problem", problem);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
