using System.Text.Json;
using Custos.App.Workers;
using Custos.Gate;
using Custos.Gate.Caching;
using Custos.Policy.Conditions;

namespace Custos.App.Api.Bundles;

/// <summary>The bundle over HTTP, for verbs on this machine: which serves, and read its files again now.</summary>
internal sealed class BundleApi(BundleSource source, Gatekeeper gatekeeper, JudgeWorker judging, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/bundle", context => AnswerAsync(context, source.State));
        routes.MapPost("/v1/bundle/reload", async context => await AnswerAsync(context, await source.ReloadAsync(gatekeeper, time, context.RequestAborted)));
    }

    private async Task AnswerAsync(HttpContext context, BundleState state)
    {
        context.Response.StatusCode = state.Errors.Count == 0 || HttpMethods.IsGet(context.Request.Method) ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        context.Response.ContentType = "application/json";
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            Write(json, state);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private void Write(Utf8JsonWriter json, BundleState state)
    {
        json.WriteStartObject();
        json.WriteString("bundle_id", state.Bundle.Id);
        json.WriteString("since", state.Since);
        json.WriteStartArray("policies");
        foreach (var policy in state.Bundle.Policies)
        {
            json.WriteStartObject();
            json.WriteString("name", policy.Name);
            json.WriteString("owner", policy.Owner);
            json.WriteString("harm", policy.Harm);
            json.WriteStartArray("directions");
            foreach (var direction in policy.Directions) json.WriteStringValue(SnakeCase.Of(direction.ToString()));
            json.WriteEndArray();
            json.WriteNumber("rules", policy.Rules.Length);
            json.WriteString("sha256", policy.ContentAddress);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteSignals(json, state.Bundle);
        json.WriteStartArray("errors");
        foreach (var error in state.Errors)
        {
            json.WriteStartObject();
            json.WriteString("file", error.File);
            json.WriteNumber("line", error.Line);
            json.WriteNumber("column", error.Column);
            json.WriteString("problem", error.Problem);
            json.WriteString("remedy", error.Remedy);
            json.WriteString("excerpt", error.Excerpt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteJudges(json, state.Bundle);
        WriteLoad(json);
        json.WriteEndObject();
    }

    private void WriteJudges(Utf8JsonWriter json, Bundle bundle)
    {
        json.WriteStartArray("judges");
        foreach (var judge in bundle.Judges)
        {
            json.WriteStartObject();
            json.WriteString("name", judge.Document.Name);
            json.WriteString("model", judge.Document.Model.Name);
            json.WriteString("version", judge.Document.Version);
            json.WriteBoolean("may_act", judge.Standing.MayAct);
            json.WriteString("standing", judge.Standing.Words);
            if (judge.Live?.Spending.State is { } spent)
            {
                json.WriteNumber("tokens_today", spent.Tokens);
                if (judge.Document.Prices is not null) json.WriteNumber("money_today", spent.Money);
                json.WriteNumber("refused_today", spent.Refused);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        var judged = judging.State;
        json.WriteStartObject("judging");
        json.WriteNumber("waiting", judged.Waiting);
        json.WriteNumber("asked", judged.Asked);
        json.WriteNumber("dropped", judged.Dropped);
        json.WriteNumber("kept", judged.Kept);
        json.WriteNumber("unkept", judged.Unkept);
        json.WriteEndObject();
    }

    private static void WriteSignals(Utf8JsonWriter json, Bundle bundle)
    {
        json.WriteStartArray("signals");
        foreach (var signal in bundle.Signals)
        {
            json.WriteStartObject();
            json.WriteString("name", signal.Name);
            json.WriteStartArray("labels");
            foreach (var label in signal.Labels) json.WriteStringValue(label.Name);
            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (var warning in signal.Warnings) json.WriteStringValue(warning);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteLoad(Utf8JsonWriter json)
    {
        var missing = gatekeeper.Missing;
        json.WriteStartObject("windows");
        json.WriteBoolean("complete", missing.IsEmpty);
        json.WriteStartArray("missing");
        foreach (var asked in missing) json.WriteStringValue(asked);
        json.WriteEndArray();
        json.WriteEndObject();
        var admitted = gatekeeper.Admitted;
        json.WriteStartObject("admission");
        json.WriteNumber("most_in_flight", admitted.Most);
        json.WriteNumber("in_flight", admitted.InFlight);
        json.WriteNumber("admitted", admitted.Admitted);
        json.WriteNumber("shed", admitted.Shed);
        json.WriteEndObject();
        json.WriteStartObject("caches");
        WriteCache(json, "verdicts", gatekeeper.Remembered);
        WriteCache(json, "scores", source.Scores.State);
        json.WriteEndObject();
    }

    private static void WriteCache(Utf8JsonWriter json, string name, CacheState state)
    {
        json.WriteStartObject(name);
        json.WriteNumber("hits", state.Hits);
        json.WriteNumber("misses", state.Misses);
        json.WriteNumber("entries", state.Entries);
        json.WriteNumber("bytes", state.Bytes);
        json.WriteNumber("max_bytes", state.MaxBytes);
        json.WriteEndObject();
    }
}
