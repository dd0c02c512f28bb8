namespace Custos.App.Simulation.Replies;

/// <summary>What does a simulated model answer, in which chunks, how fast, and what goes wrong on the way?</summary>
internal sealed record Reply
{
    /// <summary>In the order in which they are said; none for an empty answer.</summary>
    public IReadOnlyList<ReplyPart> Parts { get; init; } = [];

    /// <summary>Null to follow from the parts: a call of a tool, a refusal, or the end.</summary>
    public StopCause? Stop { get; init; }

    /// <summary>How the text of a part is cut that does not say so itself.</summary>
    public Cuts Cuts { get; init; } = Cuts.Every(4);

    public Pace Pace { get; init; } = new();

    public EventStyle Style { get; init; } = new();

    /// <summary>Answered instead of the parts.</summary>
    public SimulatedError? Error { get; init; }

    public Fault? Fault { get; init; }

    /// <summary>Why the answer ends, as its protocol will say.</summary>
    public StopCause StopsFor =>
        Stop ?? (Parts.Any(part => part is ReplyPart.Call) ? StopCause.ToolUse : Parts.Any(part => part is ReplyPart.Refuse) ? StopCause.Refusal : StopCause.End);

    public static Reply Saying(string text) => new() { Parts = [new ReplyPart.Say(text)] };
}

/// <summary>One thing that a model says.</summary>
/// <param name="Text">What streams, chunk by chunk.</param>
internal abstract record ReplyPart(string Text)
{
    /// <summary>Null for the reply's own.</summary>
    public Cuts? Cuts { get; init; }

    public sealed record Say(string Text) : ReplyPart(Text);

    /// <summary>Reasoning: <c>reasoning_content</c>, a reasoning item's summary, or a thinking block.</summary>
    public sealed record Reason(string Text) : ReplyPart(Text);

    /// <summary>A refusal, where the protocol has a place for one; else text.</summary>
    public sealed record Refuse(string Text) : ReplyPart(Text);

    /// <param name="Name">The tool's name.</param>
    /// <param name="Text">Its arguments, as JSON.</param>
    public sealed record Call(string Name, string Text) : ReplyPart(Text);
}

/// <summary>Why does an answer end?</summary>
internal enum StopCause
{
    End,
    Length,
    ToolUse,
    Refusal,

    /// <summary>A filter of the provider's; Anthropic's protocol knows only refusals.</summary>
    Filter,
}

/// <summary>How long does an answer take?</summary>
internal sealed record Pace
{
    public TimeSpan BeforeHeaders { get; init; }

    /// <summary>Between the headers and the first chunk.</summary>
    public TimeSpan BeforeFirst { get; init; }

    public TimeSpan PerChunk { get; init; }
}

/// <summary>How do the bytes of a stream look, where the protocols leave a choice?</summary>
internal sealed record EventStyle
{
    /// <summary>Lines end with carriage return and line feed.</summary>
    public bool Crlf { get; init; }

    /// <summary>A comment stands before every event, as gateways send them to keep a connection open.</summary>
    public bool Comments { get; init; }

    /// <summary>Everything beyond ASCII is written as \u escapes.</summary>
    public bool Escapes { get; init; }

    /// <summary>How many bytes are written at once, wherever that cuts an event or a character; 0 for whole events.</summary>
    public int BytesPerWrite { get; init; }
}
