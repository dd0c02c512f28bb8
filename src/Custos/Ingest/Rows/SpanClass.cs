using Custos.Ingest.Conventions;

namespace Custos.Ingest.Rows;

/// <summary>What is a span the record of?</summary>
internal enum SpanClass
{
    /// <summary>A model was asked: an exchange.</summary>
    Call,

    /// <summary>A tool ran: an exchange of its own.</summary>
    Tool,

    /// <summary>A knowledge base was asked.</summary>
    Retrieval,

    /// <summary>Anything else: agents, chains, embeddings, requests, queries.</summary>
    Other,
}

/// <summary>How is that told?</summary>
internal static class SpanClasses
{
    /// <remarks>
    /// By the most exact word that the span has. Vercel's outer spans (<c>ai.generateText</c>) repeat the tokens of the inner ones
    /// (<c>ai.generateText.doGenerate</c>), which alone are calls.
    /// </remarks>
    public static SpanClass Of(Row row)
    {
        if (row.Peek(Field.VercelOperation) is { } vercel) return OfVercel(vercel);
        if (row.Peek(Field.OpenInferenceKind) is { } kind) return OfOpenInference(kind);
        if (row.Peek(Field.Operation) is { } operation) return OfOperation(operation, row);
        if (row.Peek(Field.RequestType) is { } type) return type is "chat" or "completion" ? SpanClass.Call : SpanClass.Other;
        if (row.Peek(Field.TraceloopKind) is { } traceloop) return traceloop == "tool" ? SpanClass.Tool : SpanClass.Other;
        return row.Has(Field.Provider) && HasModel(row) && IsAnswered(row) ? SpanClass.Call : SpanClass.Other;
    }

    private static SpanClass OfVercel(string operation) => operation == "ai.toolCall" ? SpanClass.Tool
        : operation.StartsWith("ai.embed", StringComparison.Ordinal) ? SpanClass.Other
        : operation.EndsWith(".doGenerate", StringComparison.Ordinal) || operation.EndsWith(".doStream", StringComparison.Ordinal) ? SpanClass.Call
        : SpanClass.Other;

    private static SpanClass OfOpenInference(string kind) => kind.ToUpperInvariant() switch
    {
        "LLM" => SpanClass.Call,
        "TOOL" => SpanClass.Tool,
        "RETRIEVER" => SpanClass.Retrieval,
        _ => SpanClass.Other,
    };

    private static SpanClass OfOperation(string operation, Row row) => operation switch
    {
        "chat" or "text_completion" or "generate_content" => SpanClass.Call,
        "execute_tool" => SpanClass.Tool,
        "retrieval" => SpanClass.Retrieval,
        "embeddings" or "create_agent" or "invoke_agent" or "invoke_workflow" => SpanClass.Other,
        _ => HasModel(row) && IsAnswered(row) ? SpanClass.Call : SpanClass.Other,
    };

    private static bool HasModel(Row row) => row.Has(Field.RequestModel) || row.Has(Field.ResponseModel);

    private static bool IsAnswered(Row row) => row.Has(Field.OutputTokens) || row.Has(Field.Output) || row.Has(Field.OutputContent) || row.Has(Field.FinishReasons);
}
