namespace Custos.App.Proxy.Protocols;

/// <summary>What does one event of a stream say? Filled by a protocol's <see cref="StreamReading"/>.</summary>
internal sealed class Heard
{
    /// <summary>Channels that begin; a channel is a text, a chain of thought or a tool's arguments, numbered by the reading.</summary>
    public List<Opened> Opened { get; } = [];

    public List<Piece> Pieces { get; } = [];

    /// <summary>Channels that have come to their end.</summary>
    public List<int> Ended { get; } = [];

    /// <summary>Texts that the event says again whole, by their channel: they go only as the channel went.</summary>
    public List<Piece> Repeated { get; } = [];

    /// <summary>What it opens or closes in the protocol's own terms, for <see cref="StreamReading.Sent"/>.</summary>
    public Mark Mark { get; set; }

    /// <summary>The last event that says something of the answer, or a later one: it goes only when the whole answer has passed.</summary>
    public bool IsLast { get; set; }

    /// <summary>It says nothing, and may go before what waits.</summary>
    public bool IsIdle { get; set; }

    /// <summary>The model's server says in the stream that it failed.</summary>
    public bool IsFailure { get; set; }

    public Ending? Ending { get; set; }

    public void Clear()
    {
        Opened.Clear();
        Pieces.Clear();
        Ended.Clear();
        Repeated.Clear();
        (IsLast, IsIdle, IsFailure, Ending, Mark) = (false, false, false, null, default);
    }
}

/// <summary>What does an event do to the stream's own structure?</summary>
/// <param name="Kind">In the protocol's reading; 0 for nothing.</param>
/// <param name="Number">Of what is opened or closed.</param>
/// <param name="Sequence">The event's number, where the protocol has one.</param>
internal readonly record struct Mark(int Kind, int Number, int Sequence);

/// <summary>A channel begins.</summary>
/// <param name="Channel">Its number.</param>
/// <param name="Tool">The tool, for a call's arguments; null for text.</param>
internal readonly record struct Opened(int Channel, string? Tool);

/// <summary>A channel grows.</summary>
/// <param name="Channel">Its number.</param>
/// <param name="Text">By what.</param>
/// <param name="Place">The JSON string in the event's data.</param>
internal readonly record struct Piece(int Channel, string Text, Place Place);
