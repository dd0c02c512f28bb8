namespace Custos.Ingest.Conventions;

/// <summary>What of a record does an attribute say?</summary>
internal enum Field
{
    None,

    // What kind of span it is.
    Operation,
    VercelOperation,
    OpenInferenceKind,
    RequestType,
    TraceloopKind,

    // Who asked, and where.
    Endpoint,
    Organisation,
    User,
    Conversation,
    Tier,
    Region,
    Language,
    Domain,
    Address,
    Service,

    // The model call.
    Provider,
    ResponseModel,
    RequestModel,
    InputTokens,
    OutputTokens,
    CachedTokens,
    FinishReasons,
    FirstTokenSeconds,
    FirstTokenMilliseconds,
    Streamed,
    ErrorType,
    HttpStatus,
    Cost,

    // What was said.
    Input,
    Output,
    InputRole,
    InputContent,
    InputPart,
    OutputRole,
    OutputContent,
    OutputPart,
    OutputFinish,

    // Tools.
    ToolName,
    ToolArguments,
    ToolResult,

    // Retrieval.
    KnowledgeBase,
    Documents,
    Document,
    DocumentScore,
    DocumentCount,
    Cited,
    Answered,
    NewestDocument,

    // Evaluations and feedback.
    EvaluationName,
    EvaluationScore,
    EvaluationLabel,
    EvaluationExplanation,
    FeedbackKind,
    FeedbackValue,
    FeedbackContent,
    FeedbackConsent,
    FeedbackRedact,
    ExchangeId,
    ExchangeKey,

    // Events.
    EventName,
    EventContent,
}
