using System.Text.Json;
using Custos.App.Simulation.Replies;

namespace Custos.App.Simulation.Protocols;

/// <summary>How does a protocol write an answer?</summary>
internal abstract class Dialect
{
    /// <summary>The one of a protocol.</summary>
    public static Dialect Of(Protocol protocol) => protocol switch
    {
        Protocol.Chat => ChatDialect.Instance,
        Protocol.Responses => ResponsesDialect.Instance,
        Protocol.Messages => MessagesDialect.Instance,
        Protocol.TokenCount => TokenCountDialect.Instance,
        _ => ModerationsDialect.Instance,
    };

    /// <summary>Writes an answer that does not stream.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="call">What was asked.</param>
    /// <param name="replies">One for each choice.</param>
    public abstract void WriteWhole(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies);

    /// <summary>Writes an error as the body of a response.</summary>
    public abstract void WriteError(Utf8JsonWriter json, Seed seed, SimulatedError error);

    /// <summary>With which status is an error answered?</summary>
    public abstract int StatusOf(SimulatedError error);

    /// <summary>Under which name stands the request's identifier in the headers?</summary>
    public abstract string RequestIdHeader { get; }
}

/// <summary>A protocol whose answers may stream.</summary>
internal abstract class StreamingDialect : Dialect
{
    /// <summary>Writes a stream event by event: each step's bytes stand in the buffer when it is returned, for the caller to send and to clear.</summary>
    public abstract IEnumerable<StreamStep> Events(AnswerBuffer output, UpstreamCall call, IReadOnlyList<Reply> replies);

    /// <summary>Writes the event by which an upstream says in a stream that it failed.</summary>
    public abstract void WriteErrorEvent(AnswerBuffer output, UpstreamCall call, SimulatedError error);
}

/// <summary>What does an event of a stream carry?</summary>
internal enum StreamStep
{
    /// <summary>What frames the answer.</summary>
    Frame,

    /// <summary>A piece of what is said.</summary>
    Chunk,
}
