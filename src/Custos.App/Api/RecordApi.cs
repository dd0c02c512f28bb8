using System.Globalization;
using System.Text.Json;
using Custos.Records;
using Custos.Store;
using Custos.Store.Import;
using Custos.Store.Report;
using Custos.Text.Tables;
using Microsoft.AspNetCore.Http.Features;

namespace Custos.App.Api;

/// <summary>The store over HTTP, for verbs on this machine while a server holds it: reports, imports and keys.</summary>
internal sealed class RecordApi(EmbeddedStore store)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/reports", ListAsync);
        routes.MapGet("/v1/reports/{name}", ReportAsync);
        routes.MapPost("/v1/import/{table}", ImportAsync);
        routes.MapGet("/v1/keys", ListKeysAsync);
        routes.MapPost("/v1/keys", CreateKeyAsync);
        routes.MapDelete("/v1/keys/{id}", RevokeKeyAsync);
        routes.MapPut("/v1/keys/{id}/limits", LimitKeyAsync);
    }

    private static Task ListAsync(HttpContext context) => AnswerAsync(context, json =>
    {
        json.WriteStartArray();
        foreach (var report in Reports.All)
        {
            json.WriteStartObject();
            json.WriteString("name", report.Name);
            json.WriteString("question", report.Question);
            json.WriteString("details", report.Details);
            json.WritePropertyName("parameters");
            JsonSerializer.Serialize(json, report.Parameters, JsonSerializerOptions.Web);
            json.WritePropertyName("filters");
            JsonSerializer.Serialize(json, report.Filters);
            json.WritePropertyName("groupings");
            JsonSerializer.Serialize(json, report.Groupings);
            json.WriteBoolean("has_time_zone", report.HasTimeZone);
            json.WriteBoolean("can_be_compared", report.Compared is not null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private async Task ReportAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        if (!Reports.All.Any(report => report.Name == name))
        {
            throw new ProblemException(Problem.NotFound("There is no report of this name; GET /v1/reports lists them."));
        }

        await AnswerAsync(context, (await RunAsync(name, context)).WriteTo);
    }

    private async Task<ReportTable> RunAsync(string name, HttpContext context)
    {
        try
        {
            return await store.Reports.RunAsync(name, RequestOf(context.Request.Query), context.RequestAborted);
        }
        catch (BadInputException refused) when (refused.IsUsage)
        {
            throw new ProblemException(Problem.BadRequest(refused.Message));
        }
    }

    private static ReportRequest RequestOf(IQueryCollection query)
    {
        var timeZone = One("time_zone") ?? "UTC";
        return new ReportRequest(ReportPeriod.Of(One("from"), One("to"), One("last"), timeZone, TimeProvider.System.GetUtcNow()))
        {
            TimeZone = timeZone,
            Where = [.. query["where"].OfType<string>().Select(text => ReportChoice.Of(text, "where"))],
            Values = [.. query["set"].OfType<string>().Select(text => ReportChoice.Of(text, "set"))],
            By = One("by"),
            Compare = One("compare"),
        };

        string? One(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    private async Task ImportAsync(HttpContext context)
    {
        var table = (string)context.Request.RouteValues["table"]!;
        if (!Imports.Tables.Contains(table))
        {
            throw new ProblemException(Problem.NotFound($"There is no table of this name that takes an import; the tables are: {string.Join(", ", Imports.Tables)}."));
        }

        var query = context.Request.Query;
        var format = TableFormats.ByName.TryGetValue(query["format"].ToString(), out var known) && known != TableFormat.Parquet
            ? known
            : throw new ProblemException(Problem.BadRequest("'format' is not csv, tsv or jsonl."));
        var run = new ImportRun { FileHash = query["hash"].ToString() is { Length: > 0 } hash ? hash : null, Rejected = RejectedOf(query["rejected"].ToString()) };

        // The file streams through, however large: it is read on a thread of its own, in bounded memory, a piece in one transaction.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        using var rows = TextTable.Read(context.Request.Body, query["file"].ToString(), format);
        var count = await Task.Run(() => store.Imports.RunAsync(table, rows, run, context.RequestAborted), context.RequestAborted);
        await AnswerAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("rows", count.Rows);
            json.WriteNumber("added", count.Added);
            json.WriteNumber("conflicts", count.Conflicts);
            json.WriteNumber("rejected", count.Rejected);
            json.WriteNumber("resumed", count.Resumed);
            json.WriteEndObject();
        });
    }

    private static Dictionary<string, long> RejectedOf(string text)
    {
        try
        {
            return text.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, long>>(text) ?? [];
        }
        catch (JsonException)
        {
            throw new ProblemException(Problem.BadRequest("'rejected' is not a JSON object of numbers."));
        }
    }

    private Task ListKeysAsync(HttpContext context) => AnswerAsync(context, json =>
    {
        json.WriteStartArray();
        foreach (var key in store.Keys.List())
        {
            WriteKey(json, key, text: null);
        }

        json.WriteEndArray();
    });

    private Task CreateKeyAsync(HttpContext context)
    {
        var (key, text) = store.Keys.Create(context.Request.Query["name"].ToString(), LimitsOf(context.Request.Query));
        return AnswerAsync(context, json => WriteKey(json, key, text));
    }

    private Task LimitKeyAsync(HttpContext context)
    {
        var limited = store.Keys.Limit((string)context.Request.RouteValues["id"]!, LimitsOf(context.Request.Query));
        return AnswerAsync(context, json => WriteDone(json, "limited", limited));
    }

    private static KeyLimits LimitsOf(IQueryCollection query)
    {
        return new KeyLimits(One("requests_per_minute"), One("tokens_per_minute"));

        int? One(string name) => query[name].ToString() switch
        {
            "" => null,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw new ProblemException(Problem.BadRequest($"'{name}' is not a whole number.")),
        };
    }

    private Task RevokeKeyAsync(HttpContext context)
    {
        var revoked = store.Keys.Revoke((string)context.Request.RouteValues["id"]!);
        return AnswerAsync(context, json => WriteDone(json, "revoked", revoked));
    }

    /// <summary>A key as verbs and the API show it; its text only when it has just been made.</summary>
    public static void WriteKey(Utf8JsonWriter json, ApiKey key, string? text)
    {
        json.WriteStartObject();
        if (text is not null)
        {
            json.WriteString("key", text);
        }

        json.WriteString("id", key.Id);
        json.WriteString("name", key.Name);
        json.WriteString("created_at", key.CreatedAt);
        if (key.RevokedAt is { } revoked)
        {
            json.WriteString("revoked_at", revoked);
        }
        else
        {
            json.WriteNull("revoked_at");
        }

        WriteNumber(json, "requests_per_minute", key.Limits.RequestsPerMinute);
        WriteNumber(json, "tokens_per_minute", key.Limits.TokensPerMinute);
        json.WriteEndObject();
    }

    /// <summary>Whether something was done to a key that was there.</summary>
    public static void WriteDone(Utf8JsonWriter json, string what, bool done)
    {
        json.WriteStartObject();
        json.WriteBoolean(what, done);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private static async Task AnswerAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            write(json);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
