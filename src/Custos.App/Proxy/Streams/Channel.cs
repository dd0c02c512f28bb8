using Custos.Gate.Streaming;

namespace Custos.App.Proxy.Streams;

/// <summary>One of the texts that grow in a stream: what is said, a chain of thought, or a tool's arguments.</summary>
internal sealed class Channel(string? tool, StreamingOptions options)
{
    public GrowingText Text { get; } = new(options);

    /// <summary>The tool whose arguments these are; null for a text.</summary>
    public string? Tool { get; } = tool;

    /// <summary>Has the call passed? Of a tool's arguments, which go whole or not at all.</summary>
    public bool HasPassed { get; set; }

    /// <summary>What the arguments are sent as, where something was taken out; null where nothing was.</summary>
    public string? Rewritten { get; set; }

    /// <summary>May the channel go up to here?</summary>
    public bool MayGo(int upTo) => Tool is null ? Text.Released >= upTo : HasPassed;

    /// <summary>Does something else go than came?</summary>
    public bool IsChanged => Rewritten is not null || Text.Redactions.Count > 0;

    /// <summary>What goes for all that came.</summary>
    public string Sent() => Rewritten ?? Redaction.Of(Text.ToString(), Text.Redactions);

    /// <summary>What goes for one of its pieces.</summary>
    /// <param name="start">Where the piece begins.</param>
    /// <param name="piece">What it says.</param>
    public string Sent(int start, string piece) => Rewritten is null ? Redaction.Of(piece, start, Text.Redactions) : start == 0 ? Rewritten : "";
}
