using System.Text;
using System.Text.Json;
using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;
using Custos.Records;
using Custos.Records.Calls;

namespace Custos.Ingest.Rows;

/// <summary>Which exchange is a model call that somebody else saw?</summary>
internal static class CallRow
{
    private static readonly string[] Refusals = ["content_filter", "content-filter", "refusal", "safety", "SAFETY"];

    // What took longer than some thirty years is in another unit.
    private const double LongestSeconds = 1e9;

    /// <summary>The exchange, but for its attributes.</summary>
    /// <param name="row">The attributes of the span or event.</param>
    /// <param name="like">Its identifier, key, time and what the resource says.</param>
    /// <param name="said">What its events say; null where it has none.</param>
    /// <param name="hasFailed">Its status is an error.</param>
    /// <param name="microseconds">From its start to its end.</param>
    public static Exchange Of(Row row, Exchange like, SaidInEvents? said, bool hasFailed, long microseconds)
    {
        var (model, asked) = (row.Name(Field.ResponseModel), row.Peek(Field.RequestModel));
        if (model is null || model == asked) model = row.Name(Field.RequestModel) ?? model;
        var first = FirstToken(row);
        var stop = StopReason(row);
        var output = Output(row) ?? said?.Said;
        return Named(row, like) with
        {
            Endpoint = row.Name(Field.Endpoint) ?? row.Name(Field.Operation) ?? row.Name(Field.RequestType) ?? "chat",
            Model = model,
            Input = Input(row) ?? said?.Asked,
            Output = output,
            Call = new ModelCall
            {
                Protocol = row.Name(Field.Provider) ?? "unknown",
                Status = row.Count(Field.HttpStatus),
                Outcome = hasFailed ? Failure(row) : CallOutcome.Completed,
                IsStreamed = row.Truth(Field.Streamed) ?? first is not null,
                StopReason = stop,
                Refused = stop is null ? null : Refusals.Contains(stop),
                InputTokens = row.Count(Field.InputTokens),
                CachedTokens = row.Count(Field.CachedTokens),
                OutputTokens = row.Count(Field.OutputTokens),
                FirstTokenMicroseconds = first,
                DurationMicroseconds = microseconds,
                Cost = row.Number(Field.Cost, least: 0),
            },
        };
    }

    /// <summary>A tool's run, but for its attributes and for the call that asked for it.</summary>
    /// <inheritdoc cref="Of"/>
    /// <param name="row">The span's attributes.</param>
    /// <param name="like">Its identifier, key, time and what the resource says.</param>
    /// <param name="name">The span's own, for a tool that has none.</param>
    public static Exchange OfTool(Row row, Exchange like, string name) => Named(row, like) with
    {
        Endpoint = row.Name(Field.Endpoint) ?? row.Name(Field.Operation) ?? "execute_tool",
        Tool = row.Name(Field.ToolName) ?? name,
        Arguments = row.TextOrJson(Field.ToolArguments) ?? row.TextOrJson(Field.Input),
        Output = row.TextOrJson(Field.ToolResult) ?? row.TextOrJson(Field.Output),
    };

    private static Exchange Named(Row row, Exchange like) => like with
    {
        Organisation = row.Name(Field.Organisation) ?? like.Organisation,
        User = row.Name(Field.User),
        Conversation = row.Name(Field.Conversation),
        Tier = row.Name(Field.Tier) ?? like.Tier,
        Region = row.Name(Field.Region) ?? like.Region,
        Language = row.Name(Field.Language) ?? like.Language,
        Domain = row.Name(Field.Domain) ?? like.Domain,
        Address = row.Name(Field.Address),
    };

    // OpenInference's input.value is often the whole request; what its messages say one by one is more exact.
    private static string? Input(Row row)
    {
        if (row.Attributes.Find(Field.Input) is { Name.Generation: not Generation.OpenInference }) return Whole(row, Field.Input, ofModel: false);
        return SaidInPieces.Asked(row) ?? Whole(row, Field.Input, ofModel: false);
    }

    private static string? Output(Row row)
    {
        if (row.Attributes.Find(Field.Output) is { Name.Generation: not Generation.OpenInference }) return Whole(row, Field.Output, ofModel: true);
        return SaidInPieces.Said(row) ?? Whole(row, Field.Output, ofModel: true);
    }

    private static string? Whole(Row row, Field field, bool ofModel)
    {
        var text = SaidInEvents.TextIn(row, field, ofModel, out var isWhole);
        if (text is not null && isWhole) row.Attributes.Take(field);
        return text;
    }

    private static string? StopReason(Row row)
    {
        if (row.Attributes.Find(Field.FinishReasons) is { } found)
        {
            var reasons = found.Value.Kind switch
            {
                ValueKind.List => TextsIn(row.JsonOf(found.Value).WrittenSpan),
                ValueKind.Text when found.Value.Slice.Of(row.Request).StartsWith("["u8) => TextsIn(found.Value.Slice.Of(row.Request)),
                ValueKind.Text => [Encoding.UTF8.GetString(found.Value.Slice.Of(row.Request))],
                _ => [],
            };
            if (reasons.Count == 0) return null;
            row.Attributes.Take(Field.FinishReasons);
            return string.Join(',', reasons.Distinct());
        }

        return row.Name(Field.OutputFinish);
    }

    private static List<string> TextsIn(ReadOnlySpan<byte> json)
    {
        var texts = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped) texts.Add(Encoding.UTF8.GetString(reader.ValueSpan));
            }
        }
        catch (JsonException)
        {
            // No list: it stays an attribute.
            return [];
        }

        return texts;
    }

    private static long? FirstToken(Row row) => (long?)(row.Number(Field.FirstTokenSeconds, 0, LongestSeconds) * 1e6 ?? row.Number(Field.FirstTokenMilliseconds, 0, LongestSeconds * 1e3) * 1e3);

    private static CallOutcome Failure(Row row)
    {
        if (row.Peek(Field.ErrorType)?.Contains("timeout", StringComparison.OrdinalIgnoreCase) == true) return CallOutcome.UpstreamTimedOut;
        return row.Peek(Field.HttpStatus) is { Length: 3 } status && status[0] == '4' ? CallOutcome.UpstreamRefused : CallOutcome.UpstreamFailed;
    }
}
