using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Custos.Records;

namespace Custos.Statistics.Calls;

/// <summary>What is the answer to one line of JSON, <c>{"id"?, "fn", "inputs"}</c>?</summary>
public static class CallLine
{
    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer as one line without its end: <c>{"id"?, "results"}</c> or <c>{"id"?, "error"}</c>. It never throws for what the line holds.</summary>
    public static string Answer(string request)
    {
        var answer = new ArrayBufferWriter<byte>();
        Answer(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(request)), answer);
        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }

    /// <summary>As <see cref="Answer(string)"/>, for UTF-8.</summary>
    public static void Answer(ReadOnlySequence<byte> request, IBufferWriter<byte> answer)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(request);
        }
        catch (JsonException bad)
        {
            WriteError(answer, default, $"The line is not JSON{Where(bad)}. Give one object on one line; JSON has no NaN and no Infinity (write null, or the text \"Infinity\").");
            return;
        }

        using (document)
        {
            AnswerParsed(document.RootElement, answer);
        }
    }

    private static void AnswerParsed(JsonElement request, IBufferWriter<byte> answer)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            WriteError(answer, default, $"The line is {CallInputs.KindOf(request)}. Give an object with fn and inputs.");
            return;
        }

        request.TryGetProperty("id", out var id);
        try
        {
            if (!request.TryGetProperty("fn", out var fn) || fn.ValueKind != JsonValueKind.String)
            {
                throw new BadInputException("The request has no text fn.", "Name the function, as in \"fn\": \"intervals.binomial\".");
            }

            request.TryGetProperty("inputs", out var inputs);
            var results = Ask(StatisticsCalls.Find(fn.GetString()!), inputs);
            Write(answer, id, writer =>
            {
                writer.WritePropertyName("results");
                writer.WriteRawValue(results.Span, skipInputValidation: true);
            });
        }
        catch (BadInputException bad)
        {
            WriteError(answer, id, bad.Message);
        }
    }

    // The boundary of the stream: whatever one question meets becomes its answer, so that the thousands after it are still answered.
    private static ReadOnlyMemory<byte> Ask(StatisticsCall call, JsonElement inputs)
    {
        try
        {
            // Written here, so that a result that has no JSON form is this question's error and no half line.
            var written = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(written, _writing);
            call.Answer(new CallInputs(inputs)).WriteTo(writer);
            writer.Flush();
            return written.WrittenMemory;
        }
        catch (BadInputException)
        {
            throw;
        }
        catch (ArgumentException bad)
        {
            throw BlamedInput.Of(bad, inputs);
        }
        catch (Exception unexpected)
        {
            throw new BadInputException(
                $"{call.Name} could not be answered ({unexpected.GetType().Name}): {unexpected.Message}", "Please report the request.", innerException: unexpected);
        }
    }

    private static void WriteError(IBufferWriter<byte> answer, JsonElement id, string error) =>
        Write(answer, id, writer => writer.WriteString("error", error));

    private static void Write(IBufferWriter<byte> answer, JsonElement id, Action<Utf8JsonWriter> body)
    {
        using var writer = new Utf8JsonWriter(answer, _writing);
        writer.WriteStartObject();
        if (id.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("id");
            id.WriteTo(writer);
        }

        body(writer);
        writer.WriteEndObject();
    }

    private static string Where(JsonException bad) =>
        bad.BytePositionInLine is { } position ? FormattableString.Invariant($" (at byte {position + 1})") : "";
}
