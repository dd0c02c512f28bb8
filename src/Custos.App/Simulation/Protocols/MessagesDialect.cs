using System.Text.Json;
using Custos.App.Proxy.Messages;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Protocols;

/// <summary>Anthropic's messages.</summary>
/// <remarks>Source of the shapes: the published types of Anthropic's TypeScript package 1.12.0, and its documentation of streaming.</remarks>
internal sealed class MessagesDialect : StreamingDialect
{
    public static MessagesDialect Instance { get; } = new();

    public override string RequestIdHeader => "request-id";

    public override int StatusOf(SimulatedError error) => error.Status;

    public override void WriteError(Utf8JsonWriter json, Seed seed, SimulatedError error) => WriteErrorOf(json, seed, error);

    public static void WriteErrorOf(Utf8JsonWriter json, Seed seed, SimulatedError error)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, ErrorWords.Of(error.Status));
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
        json.WriteString("request_id"u8, seed.Id("req_"));
        json.WriteEndObject();
    }

    public override void WriteWhole(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies)
    {
        var reply = replies[0];
        OpenMessage(output.Json, call);
        output.Json.WriteStartArray("content"u8);
        for (var part = 0; part < reply.Parts.Count; part++)
        {
            OpenBlock(output, call, reply.Parts[part], part, isWhole: true);
            output.Json.WriteEndObject();
        }

        output.Json.WriteEndArray();
        WriteStop(output.Json, reply);
        WriteUsage(output.Json, call, UpstreamCall.TokensOf(reply), UpstreamCall.ReasoningTokensOf(reply));
        output.WriteUnknownFields();
        output.Json.WriteEndObject();
        output.EndJson();
    }

    public override IEnumerable<StreamStep> Events(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies)
    {
        var reply = replies[0];
        Begin(output, "message_start"u8);
        output.Json.WritePropertyName("message"u8);
        OpenMessage(output.Json, call);
        output.Json.WriteStartArray("content"u8);
        output.Json.WriteEndArray();
        WriteStop(output.Json, reply: null);
        WriteUsage(output.Json, call, 1, 0);
        output.WriteUnknownFields();
        output.Json.WriteEndObject();
        End(output);
        yield return StreamStep.Frame;

        foreach (var chunk in Cuts.Of(reply))
        {
            var part = reply.Parts[chunk.Part];
            if (chunk.IsFirst)
            {
                BeginBlockEvent(output, "content_block_start"u8, chunk.Part);
                output.Json.WritePropertyName("content_block"u8);
                OpenBlock(output, call, part, chunk.Part, isWhole: false);
                output.Json.WriteEndObject();
                End(output);
                yield return StreamStep.Frame;
            }

            if (chunk is { IsFirst: true, Part: 0 })
            {
                Begin(output, "ping"u8);
                End(output);
                yield return StreamStep.Frame;
            }

            BeginBlockEvent(output, "content_block_delta"u8, chunk.Part);
            WriteDelta(output, part, part.Text.AsSpan(chunk.Start, chunk.Length));
            output.WriteUnknownField();
            End(output);
            yield return StreamStep.Chunk;

            if (!chunk.IsLast) continue;
            if (part is ReplyPart.Reason)
            {
                BeginBlockEvent(output, "content_block_delta"u8, chunk.Part);
                output.Json.WriteStartObject("delta"u8);
                output.Json.WriteString("type"u8, "signature_delta"u8);
                output.Json.WriteString("signature"u8, Signature(call, chunk.Part));
                output.Json.WriteEndObject();
                End(output);
                yield return StreamStep.Frame;
            }

            BeginBlockEvent(output, "content_block_stop"u8, chunk.Part);
            End(output);
            yield return StreamStep.Frame;
        }

        Begin(output, "message_delta"u8);
        output.Json.WriteStartObject("delta"u8);
        WriteStop(output.Json, reply);
        output.Json.WriteEndObject();
        WriteUsage(output.Json, call, UpstreamCall.TokensOf(reply), UpstreamCall.ReasoningTokensOf(reply));
        End(output);
        yield return StreamStep.Frame;

        Begin(output, "message_stop"u8);
        End(output);
        yield return StreamStep.Frame;
    }

    public override void WriteErrorEvent(AnswerBuffer output, UpstreamCall call, SimulatedError error)
    {
        output.BeginEvent("error"u8);
        WriteErrorOf(output.Json, call.Seed, error);
        output.EndEvent();
    }

    private static void Begin(AnswerBuffer output, ReadOnlySpan<byte> type)
    {
        output.BeginEvent(type);
        output.Json.WriteStartObject();
        output.Json.WriteString("type"u8, type);
    }

    private static void BeginBlockEvent(AnswerBuffer output, ReadOnlySpan<byte> type, int index)
    {
        Begin(output, type);
        output.Json.WriteNumber("index"u8, index);
    }

    private static void End(AnswerBuffer output)
    {
        output.Json.WriteEndObject();
        output.EndEvent();
    }

    private static void OpenMessage(Utf8JsonWriter json, UpstreamCall call)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, call.Seed.Id("msg_"));
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, call.Model);
        json.WriteNull("container"u8);
        json.WriteNull("diagnostics"u8);
    }

    private static void OpenBlock(AnswerBuffer output, UpstreamCall call, ReplyPart part, int index, bool isWhole)
    {
        var json = output.Json;
        json.WriteStartObject();
        switch (part)
        {
            case ReplyPart.Call called:
                json.WriteString("type"u8, "tool_use"u8);
                json.WriteString("id"u8, call.Seed.Id("toolu_", index));
                json.WriteStartObject("caller"u8);
                json.WriteString("type"u8, "direct"u8);
                json.WriteEndObject();
                json.WriteString("name"u8, called.Name);
                json.WritePropertyName("input"u8);
                json.WriteRawValue(isWhole ? called.Text : "{}", skipInputValidation: true);
                break;
            case ReplyPart.Reason:
                json.WriteString("type"u8, "thinking"u8);
                if (isWhole) output.WriteText("thinking"u8, part.Text);
                else json.WriteString("thinking"u8, ""u8);
                json.WriteString("signature"u8, isWhole ? Signature(call, index) : "");
                break;
            default:
                json.WriteString("type"u8, "text"u8);
                json.WriteNull("citations"u8);
                if (isWhole) output.WriteText("text"u8, part.Text);
                else json.WriteString("text"u8, ""u8);
                break;
        }
    }

    private static void WriteDelta(AnswerBuffer output, ReplyPart part, ReadOnlySpan<char> text)
    {
        output.Json.WriteStartObject("delta"u8);
        output.Json.WriteString("type"u8, part switch { ReplyPart.Call => "input_json_delta"u8, ReplyPart.Reason => "thinking_delta"u8, _ => "text_delta"u8 });
        output.WriteDelta(part switch { ReplyPart.Call => "partial_json"u8, ReplyPart.Reason => "thinking"u8, _ => "text"u8 }, text);
        output.Json.WriteEndObject();
    }

    private static void WriteStop(Utf8JsonWriter json, Reply? reply)
    {
        json.WriteString("stop_reason"u8, reply?.StopsFor switch
        {
            null => null,
            StopCause.Length => "max_tokens",
            StopCause.ToolUse => "tool_use",
            StopCause.Refusal or StopCause.Filter => "refusal",
            _ => "end_turn",
        });
        json.WriteNull("stop_sequence"u8);
        if (reply?.StopsFor is StopCause.Refusal or StopCause.Filter)
        {
            json.WriteStartObject("stop_details"u8);
            json.WriteString("type"u8, "refusal"u8);
            json.WriteString("category"u8, "general_harms"u8);
            json.WriteString("explanation"u8, "A simulated model refused."u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("stop_details"u8);
        }
    }

    private static void WriteUsage(Utf8JsonWriter json, UpstreamCall call, long output, long reasoning)
    {
        json.WriteStartObject("usage"u8);
        json.WriteNumber("input_tokens"u8, call.InputTokens);
        json.WriteNumber("cache_creation_input_tokens"u8, 0);
        json.WriteNumber("cache_read_input_tokens"u8, 0);
        json.WriteStartObject("cache_creation"u8);
        json.WriteNumber("ephemeral_5m_input_tokens"u8, 0);
        json.WriteNumber("ephemeral_1h_input_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens"u8, output);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("thinking_tokens"u8, reasoning);
        json.WriteEndObject();
        json.WriteNull("server_tool_use"u8);
        json.WriteString("service_tier"u8, "standard"u8);
        json.WriteNull("inference_geo"u8);
        json.WriteNull("speed"u8);
        json.WriteEndObject();
    }

    private static string Signature(UpstreamCall call, int part) => call.Seed.Id("sim-signature-", part);
}
