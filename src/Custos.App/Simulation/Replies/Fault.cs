namespace Custos.App.Simulation.Replies;

/// <summary>What goes wrong with an answer, and after how many chunks?</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="AtChunk">How many chunks are sent before; where there are fewer, the fault comes after the last.</param>
internal sealed record Fault(FaultKind Kind, int AtChunk = 0)
{
    /// <summary>How long the line is of <see cref="FaultKind.LongLine"/>.</summary>
    public long Bytes { get; init; } = 100L << 20;

    /// <summary>Do these faults stand in the text of a chunk, and does the stream go on after them?</summary>
    public bool IsWithinText => Kind is FaultKind.InvalidUtf8 or FaultKind.LongLine;

    /// <summary>Is the body written past the server, because no server lets its length be a lie?</summary>
    public bool IsOfLength => Kind is FaultKind.LengthTooLong or FaultKind.LengthTooShort;
}

/// <summary>A way in which upstreams fail. A body that does not stream is one chunk.</summary>
internal enum FaultKind
{
    /// <summary>Nothing at all is answered, until the client leaves.</summary>
    HangBeforeHeaders,

    /// <summary>Nothing more comes, until the client leaves.</summary>
    Hang,

    /// <summary>The connection is reset before the headers.</summary>
    ResetBeforeHeaders,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The answer ends, with no word of why.</summary>
    End,

    /// <summary>The answer ends in the middle of an event.</summary>
    HalfEvent,

    /// <summary>Bytes that no UTF-8 holds stand in the text; then it goes on.</summary>
    InvalidUtf8,

    /// <summary>One line is very long; then it goes on.</summary>
    LongLine,

    /// <summary>An event's JSON lacks its end; then it goes on.</summary>
    BrokenJson,

    /// <summary>The protocol's own error, in the stream; an error of 500 where nothing streams.</summary>
    ErrorEvent,

    /// <summary>Content-Length says more than there is, and the connection closes.</summary>
    LengthTooLong,

    /// <summary>Content-Length says less than there is.</summary>
    LengthTooShort,
}
