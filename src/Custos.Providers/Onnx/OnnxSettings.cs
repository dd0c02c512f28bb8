namespace Custos.Providers.Onnx;

/// <summary>What makes probabilities of a model's answers?</summary>
public enum Activation
{
    /// <summary>The labels exclude one another: their probabilities add up to 1.</summary>
    Softmax,

    /// <summary>Each label for itself.</summary>
    Sigmoid,
}

/// <summary>What is the score of a text that is read in several chunks?</summary>
public enum ChunkJoin
{
    /// <summary>The highest of its chunks: one bad paragraph is enough.</summary>
    Max,

    /// <summary>The mean of its chunks' probabilities, each counted by its tokens: what the text is about.</summary>
    Mean,
}

/// <summary>How is a model that was brought asked, and how are its answers read? Part of what it is known by.</summary>
public sealed record OnnxSettings
{
    public required Activation Activation { get; init; }

    public ChunkJoin Join { get; init; } = ChunkJoin.Max;

    /// <summary>How many tokens a chunk has at most, those of the frame included.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>How many tokens two neighbouring chunks share at least.</summary>
    public required int Overlap { get; init; }

    /// <summary>What a chunk is filled up with where several are scored together.</summary>
    public int PadId { get; init; }

    /// <summary>How many chunks are scored together at most; at 1, none is ever filled up.</summary>
    public int MostTogether { get; init; } = 1;

    /// <summary>How many processor threads one run uses.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The output that holds the labels' log-odds.</summary>
    public required string Output { get; init; }
}
