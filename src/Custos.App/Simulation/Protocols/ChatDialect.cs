using System.Text.Json;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Protocols;

/// <summary>OpenAI's chat completions.</summary>
/// <remarks>Source of the shapes: the published types of OpenAI's Node package 7.57.0. <c>reasoning_content</c> is the field of vLLM, DeepSeek and others, which OpenAI's own models do not send.</remarks>
internal sealed class ChatDialect : StreamingDialect
{
    public static ChatDialect Instance { get; } = new();

    public override string RequestIdHeader => "x-request-id";

    public override int StatusOf(SimulatedError error) => error.OpenAiStatus;

    public override void WriteError(Utf8JsonWriter json, Seed seed, SimulatedError error) => OpenAiErrors.Write(json, error);

    public override void WriteWhole(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies)
    {
        var json = output.Json;
        Open(json, call, "chat.completion"u8);
        json.WriteStartArray("choices"u8);
        for (var choice = 0; choice < replies.Count; choice++)
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, choice);
            json.WriteStartObject("message"u8);
            json.WriteString("role"u8, "assistant"u8);
            WriteMessage(output, call, replies[choice], choice);
            json.WriteEndObject();
            json.WriteNull("logprobs"u8);
            json.WriteString("finish_reason"u8, FinishReason(replies[choice]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteUsage(json, call, replies);
        output.WriteUnknownFields();
        json.WriteEndObject();
        output.EndJson();
    }

    public override IEnumerable<StreamStep> Events(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies)
    {
        var chunks = replies.Select(Cuts.Of).ToArray();
        for (var choice = 0; choice < replies.Count; choice++)
        {
            BeginDelta(output, call, choice);
            output.Json.WriteString("role"u8, "assistant"u8);
            output.Json.WriteString("content"u8, ""u8);
            output.Json.WriteNull("refusal"u8);
            EndDelta(output, call, finish: null);
            yield return StreamStep.Frame;
        }

        // The choices take turns, as they do where one batch makes them all.
        for (var number = 0; number < chunks.Max(of => of.Length); number++)
        {
            for (var choice = 0; choice < replies.Count; choice++)
            {
                if (number >= chunks[choice].Length) continue;
                var chunk = chunks[choice][number];
                var part = replies[choice].Parts[chunk.Part];
                if (chunk.IsFirst && part is ReplyPart.Call called)
                {
                    BeginDelta(output, call, choice);
                    WriteCallOpening(output.Json, call, replies[choice], choice, chunk.Part, called.Name);
                    EndDelta(output, call, finish: null);
                    yield return StreamStep.Frame;
                }

                BeginDelta(output, call, choice);
                WriteDelta(output, replies[choice], chunk);
                EndDelta(output, call, finish: null);
                yield return StreamStep.Chunk;
            }
        }

        for (var choice = 0; choice < replies.Count; choice++)
        {
            BeginDelta(output, call, choice);
            EndDelta(output, call, FinishReason(replies[choice]));
            yield return StreamStep.Frame;
        }

        if (call.IncludesUsage)
        {
            output.BeginEvent([]);
            Open(output.Json, call, "chat.completion.chunk"u8);
            output.Json.WriteStartArray("choices"u8);
            output.Json.WriteEndArray();
            WriteUsage(output.Json, call, replies);
            output.Json.WriteEndObject();
            output.EndEvent();
            yield return StreamStep.Frame;
        }

        output.WriteEvent("[DONE]"u8);
        yield return StreamStep.Frame;
    }

    public override void WriteErrorEvent(AnswerBuffer output, UpstreamCall call, SimulatedError error)
    {
        output.BeginEvent([]);
        OpenAiErrors.Write(output.Json, error);
        output.EndEvent();
    }

    private static void Open(Utf8JsonWriter json, UpstreamCall call, ReadOnlySpan<byte> kind)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, call.Seed.Id("chatcmpl-"));
        json.WriteString("object"u8, kind);
        json.WriteNumber("created"u8, call.Seed.CreatedAt);
        json.WriteString("model"u8, call.Model);
        json.WriteString("service_tier"u8, "default"u8);
        json.WriteString("system_fingerprint"u8, "fp_simulated"u8);
    }

    private static void WriteMessage(AnswerBuffer output, UpstreamCall call, Reply reply, int choice)
    {
        var json = output.Json;
        WriteJoined(output, "content"u8, reply.Parts.OfType<ReplyPart.Say>());
        WriteJoined(output, "refusal"u8, reply.Parts.OfType<ReplyPart.Refuse>());
        if (reply.Parts.Any(part => part is ReplyPart.Reason)) WriteJoined(output, "reasoning_content"u8, reply.Parts.OfType<ReplyPart.Reason>());
        json.WriteStartArray("annotations"u8);
        json.WriteEndArray();
        if (!reply.Parts.Any(part => part is ReplyPart.Call)) return;
        json.WriteStartArray("tool_calls"u8);
        for (var part = 0; part < reply.Parts.Count; part++)
        {
            if (reply.Parts[part] is not ReplyPart.Call called) continue;
            json.WriteStartObject();
            json.WriteString("id"u8, CallId(call, choice, part));
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, called.Name);
            output.WriteText("arguments"u8, called.Text);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteJoined(AnswerBuffer output, ReadOnlySpan<byte> name, IEnumerable<ReplyPart> parts)
    {
        var texts = parts.Select(part => part.Text).ToList();
        if (texts.Count == 0) output.Json.WriteNull(name);
        else output.WriteText(name, string.Concat(texts));
    }

    private static void BeginDelta(AnswerBuffer output, UpstreamCall call, int choice)
    {
        output.BeginEvent([]);
        Open(output.Json, call, "chat.completion.chunk"u8);
        output.Json.WriteStartArray("choices"u8);
        output.Json.WriteStartObject();
        output.Json.WriteNumber("index"u8, choice);
        output.Json.WriteStartObject("delta"u8);
    }

    private static void EndDelta(AnswerBuffer output, UpstreamCall call, string? finish)
    {
        output.Json.WriteEndObject();
        output.Json.WriteNull("logprobs"u8);
        output.Json.WriteString("finish_reason"u8, finish);
        output.Json.WriteEndObject();
        output.Json.WriteEndArray();
        if (call.IncludesUsage) output.Json.WriteNull("usage"u8);
        output.WriteUnknownField();
        output.Json.WriteEndObject();
        output.EndEvent();
    }

    private static void WriteCallOpening(Utf8JsonWriter json, UpstreamCall call, Reply reply, int choice, int part, string name)
    {
        json.WriteStartArray("tool_calls"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, CallIndex(reply, part));
        json.WriteString("id"u8, CallId(call, choice, part));
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, name);
        json.WriteString("arguments"u8, ""u8);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteDelta(AnswerBuffer output, Reply reply, Chunk chunk)
    {
        var part = reply.Parts[chunk.Part];
        var text = part.Text.AsSpan(chunk.Start, chunk.Length);
        if (part is not ReplyPart.Call)
        {
            output.WriteDelta(part switch { ReplyPart.Reason => "reasoning_content"u8, ReplyPart.Refuse => "refusal"u8, _ => "content"u8 }, text);
            return;
        }

        output.Json.WriteStartArray("tool_calls"u8);
        output.Json.WriteStartObject();
        output.Json.WriteNumber("index"u8, CallIndex(reply, chunk.Part));
        output.Json.WriteStartObject("function"u8);
        output.WriteDelta("arguments"u8, text);
        output.Json.WriteEndObject();
        output.Json.WriteEndObject();
        output.Json.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter json, UpstreamCall call, IReadOnlyList<Reply> replies)
    {
        var (input, output) = (call.InputTokens, replies.Sum(UpstreamCall.TokensOf));
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, input);
        json.WriteNumber("completion_tokens"u8, output);
        json.WriteNumber("total_tokens"u8, input + output);
        json.WriteStartObject("prompt_tokens_details"u8);
        json.WriteNumber("cached_tokens"u8, 0);
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteStartObject("completion_tokens_details"u8);
        json.WriteNumber("reasoning_tokens"u8, replies.Sum(UpstreamCall.ReasoningTokensOf));
        json.WriteNumber("audio_tokens"u8, 0);
        json.WriteNumber("accepted_prediction_tokens"u8, 0);
        json.WriteNumber("rejected_prediction_tokens"u8, 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static int CallIndex(Reply reply, int part) => reply.Parts.Take(part).Count(before => before is ReplyPart.Call);

    private static string CallId(UpstreamCall call, int choice, int part) => call.Seed.Id("call_", (choice << 16) + part);

    private static string FinishReason(Reply reply) => reply.StopsFor switch
    {
        StopCause.Length => "length",
        StopCause.ToolUse => "tool_calls",
        StopCause.Filter => "content_filter",
        _ => "stop",
    };
}
