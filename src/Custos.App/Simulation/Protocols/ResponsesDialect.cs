using System.Text.Json;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Protocols;

/// <summary>OpenAI's responses.</summary>
/// <remarks>Source of the shapes: the published types of OpenAI's Node package 7.57.0. Each part of a reply is an output item of its own.</remarks>
internal sealed class ResponsesDialect : StreamingDialect
{
    public static ResponsesDialect Instance { get; } = new();

    public override string RequestIdHeader => "x-request-id";

    public override int StatusOf(SimulatedError error) => error.OpenAiStatus;

    public override void WriteError(Utf8JsonWriter json, Seed seed, SimulatedError error) => OpenAiErrors.Write(json, error);

    public override void WriteWhole(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies)
    {
        ResponseObject.Write(output, call, replies[0], ResponseObject.FinalStatus(replies[0]));
        output.EndJson();
    }

    public override IEnumerable<StreamStep> Events(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies)
    {
        var reply = replies[0];
        var sequence = 0;
        WriteResponseEvent(output, call, reply, "response.created"u8, "in_progress", sequence++);
        yield return StreamStep.Frame;
        WriteResponseEvent(output, call, reply, "response.in_progress"u8, "in_progress", sequence++);
        yield return StreamStep.Frame;

        foreach (var chunk in Cuts.Of(reply))
        {
            var part = reply.Parts[chunk.Part];
            var itemId = ResponseObject.ItemId(call, part, chunk.Part);
            if (chunk.IsFirst)
            {
                WriteItemEvent(output, call, part, chunk.Part, "in_progress", sequence++);
                yield return StreamStep.Frame;
                if (part is not ReplyPart.Call)
                {
                    WritePartEvent(output, part, chunk.Part, itemId, isDone: false, sequence++);
                    yield return StreamStep.Frame;
                }
            }

            BeginPieceEvent(output, part, chunk.Part, itemId, DeltaEvent(part), sequence++);
            output.WriteDelta("delta"u8, part.Text.AsSpan(chunk.Start, chunk.Length));
            output.WriteUnknownField();
            End(output);
            yield return StreamStep.Chunk;

            if (!chunk.IsLast) continue;
            BeginPieceEvent(output, part, chunk.Part, itemId, DoneEvent(part), sequence++);
            if (part is ReplyPart.Call called) output.Json.WriteString("name"u8, called.Name);
            output.Json.WriteString(part switch { ReplyPart.Call => "arguments"u8, ReplyPart.Refuse => "refusal"u8, _ => "text"u8 }, part.Text);
            End(output);
            yield return StreamStep.Frame;
            if (part is not ReplyPart.Call)
            {
                WritePartEvent(output, part, chunk.Part, itemId, isDone: true, sequence++);
                yield return StreamStep.Frame;
            }

            WriteItemEvent(output, call, part, chunk.Part, ResponseObject.FinalStatus(reply, chunk.Part), sequence++);
            yield return StreamStep.Frame;
        }

        var status = ResponseObject.FinalStatus(reply);
        WriteResponseEvent(output, call, reply, status == "incomplete" ? "response.incomplete"u8 : "response.completed"u8, status, sequence);
        yield return StreamStep.Frame;
    }

    public override void WriteErrorEvent(AnswerBuffer output, UpstreamCall call, SimulatedError error)
    {
        output.BeginEvent("error"u8);
        output.Json.WriteStartObject();
        output.Json.WriteString("type"u8, "error"u8);
        output.Json.WriteNumber("sequence_number"u8, 0);
        output.Json.WriteString("code"u8, error.OpenAiType);
        output.Json.WriteString("message"u8, error.Message);
        output.Json.WriteNull("param"u8);
        End(output);
    }

    private static ReadOnlySpan<byte> DeltaEvent(ReplyPart part) => part switch
    {
        ReplyPart.Call => "response.function_call_arguments.delta"u8,
        ReplyPart.Reason => "response.reasoning_summary_text.delta"u8,
        ReplyPart.Refuse => "response.refusal.delta"u8,
        _ => "response.output_text.delta"u8,
    };

    private static ReadOnlySpan<byte> DoneEvent(ReplyPart part) => part switch
    {
        ReplyPart.Call => "response.function_call_arguments.done"u8,
        ReplyPart.Reason => "response.reasoning_summary_text.done"u8,
        ReplyPart.Refuse => "response.refusal.done"u8,
        _ => "response.output_text.done"u8,
    };

    private static void WriteResponseEvent(AnswerBuffer output, UpstreamCall call, Reply reply, ReadOnlySpan<byte> type, string status, int sequence)
    {
        Begin(output, type, sequence);
        output.Json.WritePropertyName("response"u8);
        ResponseObject.Write(output, call, reply, status);
        End(output);
    }

    private static void WriteItemEvent(AnswerBuffer output, UpstreamCall call, ReplyPart part, int index, string status, int sequence)
    {
        Begin(output, status == "in_progress" ? "response.output_item.added"u8 : "response.output_item.done"u8, sequence);
        output.Json.WriteNumber("output_index"u8, index);
        output.Json.WritePropertyName("item"u8);
        ResponseObject.WriteItem(output, call, part, index, status);
        End(output);
    }

    private static void WritePartEvent(AnswerBuffer output, ReplyPart part, int index, string itemId, bool isDone, int sequence)
    {
        var isReasoning = part is ReplyPart.Reason;
        BeginPieceEvent(
            output,
            part,
            index,
            itemId,
            isReasoning
                ? isDone ? "response.reasoning_summary_part.done"u8 : "response.reasoning_summary_part.added"u8
                : isDone ? "response.content_part.done"u8 : "response.content_part.added"u8,
            sequence);
        output.Json.WritePropertyName("part"u8);
        ResponseObject.WriteContent(output, part, isDone ? part.Text : "");
        End(output);
    }

    private static void BeginPieceEvent(AnswerBuffer output, ReplyPart part, int index, string itemId, ReadOnlySpan<byte> type, int sequence)
    {
        Begin(output, type, sequence);
        output.Json.WriteString("item_id"u8, itemId);
        output.Json.WriteNumber("output_index"u8, index);
        if (part is ReplyPart.Reason) output.Json.WriteNumber("summary_index"u8, 0);
        else if (part is not ReplyPart.Call) output.Json.WriteNumber("content_index"u8, 0);
        if (part is not ReplyPart.Say || type.EndsWith(".added"u8) || type.EndsWith("part.done"u8)) return;
        output.Json.WriteStartArray("logprobs"u8);
        output.Json.WriteEndArray();
    }

    private static void Begin(AnswerBuffer output, ReadOnlySpan<byte> type, int sequence)
    {
        output.BeginEvent(type);
        output.Json.WriteStartObject();
        output.Json.WriteString("type"u8, type);
        output.Json.WriteNumber("sequence_number"u8, sequence);
    }

    private static void End(AnswerBuffer output)
    {
        output.Json.WriteEndObject();
        output.EndEvent();
    }
}
