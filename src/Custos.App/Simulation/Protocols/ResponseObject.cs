using System.Text.Json;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Protocols;

/// <summary>OpenAI's response object: what stands in an answer of <c>/v1/responses</c>, and in the events that begin and end its stream.</summary>
internal static class ResponseObject
{
    /// <summary>What of the request is told back as it was asked, and what stands there where it asked nothing.</summary>
    private static readonly (string Name, string Usual)[] ToldBack =
    [
        ("background", "false"), ("instructions", "null"), ("max_output_tokens", "null"), ("max_tool_calls", "null"), ("metadata", "{}"), ("parallel_tool_calls", "true"),
        ("previous_response_id", "null"), ("prompt_cache_key", "null"), ("reasoning", """{"effort":null,"summary":null}"""), ("safety_identifier", "null"), ("store", "true"),
        ("temperature", "1.0"), ("text", """{"format":{"type":"text"},"verbosity":"medium"}"""), ("tool_choice", "\"auto\""), ("tools", "[]"), ("top_logprobs", "0"), ("top_p", "1.0"),
        ("truncation", "\"disabled\""), ("user", "null"),
    ];

    public static string FinalStatus(Reply reply) => reply.StopsFor is StopCause.Length or StopCause.Filter ? "incomplete" : "completed";

    /// <summary>Of a reply that is cut short, the last part is incomplete.</summary>
    public static string FinalStatus(Reply reply, int part) => part == reply.Parts.Count - 1 ? FinalStatus(reply) : "completed";

    public static string ItemId(UpstreamCall call, ReplyPart part, int index) => call.Seed.Id(part switch { ReplyPart.Call => "fc_", ReplyPart.Reason => "rs_", _ => "msg_" }, index);

    /// <param name="output">Where to.</param>
    /// <param name="call">What was asked.</param>
    /// <param name="reply">What is answered; shown only once the status is final.</param>
    /// <param name="status">In progress, completed or incomplete.</param>
    public static void Write(AnswerBuffer output, UpstreamCall call, Reply reply, string status)
    {
        var json = output.Json;
        var isFinal = status != "in_progress";
        json.WriteStartObject();
        json.WriteString("id"u8, call.Seed.Id("resp_"));
        json.WriteString("object"u8, "response"u8);
        json.WriteNumber("created_at"u8, call.Seed.CreatedAt);
        json.WriteString("status"u8, status);
        json.WriteNull("error"u8);
        if (status == "incomplete")
        {
            json.WriteStartObject("incomplete_details"u8);
            json.WriteString("reason"u8, reply.StopsFor == StopCause.Filter ? "content_filter"u8 : "max_output_tokens"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("incomplete_details"u8);
        }

        json.WriteString("model"u8, call.Model);
        json.WriteStartArray("output"u8);
        for (var part = 0; isFinal && part < reply.Parts.Count; part++)
        {
            WriteItem(output, call, reply.Parts[part], part, FinalStatus(reply, part));
        }

        json.WriteEndArray();
        WriteToldBack(json, call);
        json.WriteString("service_tier"u8, isFinal ? "default"u8 : "auto"u8);
        if (isFinal) WriteUsage(json, call, reply);
        else json.WriteNull("usage"u8);
        output.WriteUnknownFields();
        json.WriteEndObject();
    }

    /// <summary>One item of the output, empty while it is in progress.</summary>
    public static void WriteItem(AnswerBuffer output, UpstreamCall call, ReplyPart part, int index, string status)
    {
        var json = output.Json;
        var isInProgress = status == "in_progress";
        json.WriteStartObject();
        json.WriteString("id"u8, ItemId(call, part, index));
        switch (part)
        {
            case ReplyPart.Call called:
                json.WriteString("type"u8, "function_call"u8);
                json.WriteString("status"u8, status);
                if (isInProgress) json.WriteString("arguments"u8, ""u8);
                else output.WriteText("arguments"u8, called.Text);
                json.WriteString("call_id"u8, call.Seed.Id("call_", index));
                json.WriteString("name"u8, called.Name);
                break;
            case ReplyPart.Reason:
                json.WriteString("type"u8, "reasoning"u8);
                WriteContents(output, part, "summary"u8, isInProgress);
                json.WriteNull("encrypted_content"u8);
                break;
            default:
                json.WriteString("type"u8, "message"u8);
                json.WriteString("status"u8, status);
                WriteContents(output, part, "content"u8, isInProgress);
                json.WriteString("role"u8, "assistant"u8);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>A part of a message's content or of a summary.</summary>
    public static void WriteContent(AnswerBuffer output, ReplyPart part, string text)
    {
        var json = output.Json;
        json.WriteStartObject();
        json.WriteString("type"u8, part switch { ReplyPart.Reason => "summary_text"u8, ReplyPart.Refuse => "refusal"u8, _ => "output_text"u8 });
        if (part is ReplyPart.Say)
        {
            json.WriteStartArray("annotations"u8);
            json.WriteEndArray();
            json.WriteStartArray("logprobs"u8);
            json.WriteEndArray();
        }

        output.WriteText(part is ReplyPart.Refuse ? "refusal"u8 : "text"u8, text);
        json.WriteEndObject();
    }

    private static void WriteContents(AnswerBuffer output, ReplyPart part, ReadOnlySpan<byte> name, bool isInProgress)
    {
        output.Json.WriteStartArray(name);
        if (!isInProgress) WriteContent(output, part, part.Text);
        output.Json.WriteEndArray();
    }

    private static void WriteToldBack(Utf8JsonWriter json, UpstreamCall call)
    {
        foreach (var (name, usual) in ToldBack)
        {
            json.WritePropertyName(name);
            if (call.Body.TryGetProperty(name, out var asked)) asked.WriteTo(json);
            else json.WriteRawValue(usual, skipInputValidation: true);
        }
    }

    private static void WriteUsage(Utf8JsonWriter json, UpstreamCall call, Reply reply)
    {
        var (input, output) = (call.InputTokens, UpstreamCall.TokensOf(reply));
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, input);
        json.WriteStartObject("input_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, output);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, UpstreamCall.ReasoningTokensOf(reply));
        json.WriteEndObject();
        json.WriteNumber("total_tokens"u8, input + output);
        json.WriteEndObject();
    }
}
