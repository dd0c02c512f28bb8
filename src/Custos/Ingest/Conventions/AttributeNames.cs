using System.Text;
using static Custos.Ingest.Conventions.Generation;

namespace Custos.Ingest.Conventions;

/// <summary>An attribute whose name is known.</summary>
/// <param name="Name">As it is sent; <c>{i}</c> stands for a whole number.</param>
/// <param name="Field">What it says.</param>
/// <param name="Generation">Whose name it is.</param>
internal sealed record AttributeName(string Name, Field Field, Generation Generation)
{
    /// <summary>Where several of one field are sent, the one of least rank is taken.</summary>
    public int Rank { get; init; }
}

/// <summary>Which attribute says what? The one list of it.</summary>
/// <remarks>
/// Sources: OpenTelemetry semantic conventions 1.26, 1.36 and 1.41 (gen_ai, general), OpenInference's semantic conventions, OpenLLMetry's
/// semconv_ai, and the telemetry page of Vercel's AI SDK. The newer name stands first, and the one that says it most exactly.
/// </remarks>
internal static class AttributeNames
{
    public static IReadOnlyList<AttributeName> All { get; } = Ranked(
        (Field.Operation, GenAi, ["gen_ai.operation.name"]),
        (Field.VercelOperation, Vercel, ["ai.operationId"]),
        (Field.OpenInferenceKind, OpenInference, ["openinference.span.kind"]),
        (Field.RequestType, OpenLlmetry, ["llm.request.type"]),
        (Field.TraceloopKind, OpenLlmetry, ["traceloop.span.kind"]),
        (Field.Endpoint, Own, ["custos.endpoint"]),
        (Field.Organisation, Own, ["custos.organisation"]),
        (Field.Organisation, OpenTelemetry, ["organization.id", "tenant.id"]),
        (Field.Organisation, OpenLlmetry, ["traceloop.association.properties.organization_id"]),
        (Field.Organisation, Vercel, ["ai.telemetry.metadata.organizationId"]),
        (Field.User, OpenTelemetry, ["user.id", "enduser.id"]),
        (Field.User, OpenLlmetry, ["llm.user", "traceloop.association.properties.user_id"]),
        (Field.User, Vercel, ["ai.telemetry.metadata.userId"]),
        (Field.Conversation, GenAi, ["gen_ai.conversation.id"]),
        (Field.Conversation, OpenTelemetry, ["session.id"]),
        (Field.Conversation, OpenLlmetry, ["traceloop.association.properties.session_id"]),
        (Field.Conversation, Vercel, ["ai.telemetry.metadata.sessionId"]),
        (Field.Tier, Own, ["custos.tier"]),
        (Field.Tier, OpenLlmetry, ["traceloop.association.properties.tier"]),
        (Field.Tier, Vercel, ["ai.telemetry.metadata.tier"]),
        (Field.Region, Own, ["custos.region"]),
        (Field.Region, OpenTelemetry, ["cloud.region"]),
        (Field.Language, Own, ["custos.language"]),
        (Field.Domain, Own, ["custos.domain"]),
        (Field.Address, OpenTelemetry, ["client.address"]),
        (Field.Service, OpenTelemetry, ["service.name"]),
        (Field.Provider, GenAi, ["gen_ai.provider.name"]),
        (Field.Provider, GenAi136, ["gen_ai.system"]),
        (Field.Provider, OpenInference, ["llm.provider", "llm.system"]),
        (Field.Provider, OpenLlmetry, ["llm.vendor"]),
        (Field.Provider, Vercel, ["ai.model.provider"]),
        (Field.ResponseModel, GenAi, ["gen_ai.response.model"]),
        (Field.ResponseModel, OpenLlmetry, ["llm.response.model"]),
        (Field.ResponseModel, Vercel, ["ai.response.model"]),
        (Field.RequestModel, GenAi, ["gen_ai.request.model"]),
        (Field.RequestModel, OpenInference, ["llm.model_name"]),
        (Field.RequestModel, OpenLlmetry, ["llm.request.model"]),
        (Field.RequestModel, Vercel, ["ai.model.id"]),
        (Field.InputTokens, GenAi, ["gen_ai.usage.input_tokens"]),
        (Field.InputTokens, GenAi126, ["gen_ai.usage.prompt_tokens"]),
        (Field.InputTokens, OpenInference, ["llm.token_count.prompt"]),
        (Field.InputTokens, OpenLlmetry, ["llm.usage.prompt_tokens"]),
        (Field.InputTokens, Vercel, ["ai.usage.inputTokens", "ai.usage.promptTokens"]),
        (Field.OutputTokens, GenAi, ["gen_ai.usage.output_tokens"]),
        (Field.OutputTokens, GenAi126, ["gen_ai.usage.completion_tokens"]),
        (Field.OutputTokens, OpenInference, ["llm.token_count.completion"]),
        (Field.OutputTokens, OpenLlmetry, ["llm.usage.completion_tokens"]),
        (Field.OutputTokens, Vercel, ["ai.usage.outputTokens", "ai.usage.completionTokens"]),
        (Field.CachedTokens, GenAi, ["gen_ai.usage.cache_read.input_tokens"]),
        (Field.CachedTokens, OpenInference, ["llm.token_count.prompt_details.cache_read"]),
        (Field.CachedTokens, OpenLlmetry, ["gen_ai.usage.cache_read_input_tokens"]),
        (Field.CachedTokens, Vercel, ["ai.usage.cachedInputTokens"]),
        (Field.FinishReasons, GenAi, ["gen_ai.response.finish_reasons"]),
        (Field.FinishReasons, OpenInference, ["llm.finish_reason"]),
        (Field.FinishReasons, OpenLlmetry, ["llm.response.finish_reason", "llm.response.stop_reason"]),
        (Field.FinishReasons, Vercel, ["ai.response.finishReason"]),
        (Field.FirstTokenSeconds, GenAi, ["gen_ai.response.time_to_first_chunk", "gen_ai.server.time_to_first_token"]),
        (Field.FirstTokenMilliseconds, Vercel, ["ai.response.msToFirstChunk"]),
        (Field.Streamed, GenAi, ["gen_ai.request.stream"]),
        (Field.Streamed, OpenLlmetry, ["gen_ai.is_streaming", "llm.is_streaming"]),
        (Field.ErrorType, OpenTelemetry, ["error.type"]),
        (Field.HttpStatus, OpenTelemetry, ["http.response.status_code", "http.status_code"]),
        (Field.Cost, GenAi, ["gen_ai.usage.cost"]),
        (Field.Cost, OpenInference, ["llm.cost.total"]),
        (Field.Input, GenAi, ["gen_ai.input.messages"]),
        (Field.Input, Vercel, ["ai.prompt.messages", "ai.prompt"]),
        (Field.Input, GenAi126, ["gen_ai.prompt"]),
        (Field.Input, OpenInference, ["input.value"]),
        (Field.Output, GenAi, ["gen_ai.output.messages"]),
        (Field.Output, Vercel, ["ai.response.text", "ai.response.object"]),
        (Field.Output, GenAi126, ["gen_ai.completion"]),
        (Field.Output, OpenInference, ["output.value"]),
        (Field.InputRole, OpenLlmetry, ["gen_ai.prompt.{i}.role", "llm.prompts.{i}.role"]),
        (Field.InputRole, OpenInference, ["llm.input_messages.{i}.message.role"]),
        (Field.InputContent, OpenLlmetry, ["gen_ai.prompt.{i}.content", "llm.prompts.{i}.content"]),
        (Field.InputContent, OpenInference, ["llm.input_messages.{i}.message.content"]),
        (Field.InputPart, OpenInference, ["llm.input_messages.{i}.message.contents.{i}.message_content.text"]),
        (Field.OutputRole, OpenLlmetry, ["gen_ai.completion.{i}.role", "llm.completions.{i}.role"]),
        (Field.OutputRole, OpenInference, ["llm.output_messages.{i}.message.role"]),
        (Field.OutputContent, OpenLlmetry, ["gen_ai.completion.{i}.content", "llm.completions.{i}.content"]),
        (Field.OutputContent, OpenInference, ["llm.output_messages.{i}.message.content"]),
        (Field.OutputPart, OpenInference, ["llm.output_messages.{i}.message.contents.{i}.message_content.text"]),
        (Field.OutputFinish, OpenLlmetry, ["gen_ai.completion.{i}.finish_reason", "llm.completions.{i}.finish_reason"]),
        (Field.ToolName, GenAi, ["gen_ai.tool.name"]),
        (Field.ToolName, OpenInference, ["tool.name"]),
        (Field.ToolName, OpenLlmetry, ["traceloop.entity.name"]),
        (Field.ToolName, Vercel, ["ai.toolCall.name"]),
        (Field.ToolArguments, GenAi, ["gen_ai.tool.call.arguments"]),
        (Field.ToolArguments, OpenInference, ["tool.parameters"]),
        (Field.ToolArguments, OpenLlmetry, ["traceloop.entity.input"]),
        (Field.ToolArguments, Vercel, ["ai.toolCall.args", "ai.toolCall.input"]),
        (Field.ToolResult, GenAi, ["gen_ai.tool.call.result"]),
        (Field.ToolResult, OpenLlmetry, ["traceloop.entity.output"]),
        (Field.ToolResult, Vercel, ["ai.toolCall.result", "ai.toolCall.output"]),
        (Field.KnowledgeBase, Own, ["custos.knowledge_base"]),
        (Field.KnowledgeBase, GenAi, ["gen_ai.data_source.id"]),
        (Field.Documents, GenAi, ["gen_ai.retrieval.documents"]),
        (Field.Document, OpenInference, ["retrieval.documents.{i}.document.id", "retrieval.documents.{i}.document.content"]),
        (Field.DocumentScore, OpenInference, ["retrieval.documents.{i}.document.score"]),
        (Field.DocumentCount, Own, ["custos.retrieval.documents"]),
        (Field.Cited, Own, ["custos.retrieval.cited"]),
        (Field.Answered, Own, ["custos.retrieval.answered"]),
        (Field.NewestDocument, Own, ["custos.retrieval.newest_document_at"]),
        (Field.EvaluationName, GenAi, ["gen_ai.evaluation.name"]),
        (Field.EvaluationScore, GenAi, ["gen_ai.evaluation.score.value"]),
        (Field.EvaluationLabel, GenAi, ["gen_ai.evaluation.score.label"]),
        (Field.EvaluationExplanation, GenAi, ["gen_ai.evaluation.explanation"]),
        (Field.FeedbackKind, Own, ["custos.feedback.kind"]),
        (Field.FeedbackValue, Own, ["custos.feedback.value"]),
        (Field.FeedbackContent, Own, ["custos.feedback.content"]),
        (Field.FeedbackConsent, Own, ["custos.feedback.consent"]),
        (Field.FeedbackRedact, Own, ["custos.feedback.redact"]),
        (Field.ExchangeId, Own, ["custos.exchange.id"]),
        (Field.ExchangeKey, Own, ["custos.exchange.key"]),
        (Field.EventName, OpenTelemetry, ["event.name"]),
        (Field.EventContent, GenAi136, ["gen_ai.event.content", "content", "message"]));

    private static readonly ByteNames<AttributeName> ByName = new([.. All.Select(name => (Encoding.UTF8.GetBytes(name.Name), name))]);

    /// <summary>What does an attribute of this name say? Null for a name that is not known.</summary>
    /// <param name="name">As it was sent, UTF-8.</param>
    /// <param name="hash">Of the name.</param>
    /// <param name="place">The number that stands for <c>{i}</c>; of two, the first in the upper half; 0 for a name without.</param>
    public static AttributeName? Find(ReadOnlySpan<byte> name, ulong hash, out long place)
    {
        place = 0;
        if (ByName.Find(name, hash) is { } known) return known;
        if (name.Length > NumberedName.Longest || !NumberedName.HasNumber(name)) return null;
        Span<byte> pattern = stackalloc byte[2 * NumberedName.Longest];
        pattern = pattern[..NumberedName.Write(name, pattern, out place)];
        return ByName.Find(pattern, ByteNames.HashOf(pattern));
    }

    private static List<AttributeName> Ranked(params (Field Field, Generation Generation, string[] Names)[] groups)
    {
        var all = new List<AttributeName>();
        foreach (var (field, generation, names) in groups)
        {
            foreach (var name in names) all.Add(new AttributeName(name, field, generation) { Rank = all.Count });
        }

        return all;
    }
}
