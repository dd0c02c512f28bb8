using System.Text.Json;

namespace Custos.App.Proxy.Protocols;

/// <summary>What do the events of one stream say? Reads them in order, and can end the stream in the protocol's own way.</summary>
/// <remarks>One for each stream; not thread-safe.</remarks>
internal abstract class StreamReading
{
    private readonly Dictionary<string, int> _channels = new(StringComparer.Ordinal);

    /// <summary>Reads one event.</summary>
    /// <param name="name">Its name; null where it has none.</param>
    /// <param name="data">Its data.</param>
    /// <param name="heard">What it says; empty at the call.</param>
    /// <exception cref="JsonException">The data is not what the protocol sends.</exception>
    public abstract void Read(string? name, ReadOnlyMemory<byte> data, Heard heard);

    /// <summary>An event went to the client.</summary>
    public abstract void Sent(Mark mark);

    /// <summary>The events that end the stream after those that were sent: what was begun is closed, and the message stands as the model's.</summary>
    /// <param name="message">What people read.</param>
    /// <param name="at">When it is said.</param>
    /// <param name="went">What went of a channel.</param>
    public abstract byte[] EndWith(string message, DateTimeOffset at, Func<int, string> went);

    /// <summary>The events that say that the stream broke off.</summary>
    public abstract byte[] BreakOff(string problem);

    /// <summary>The number of the channel with this name, where it is open already.</summary>
    protected int? Known(string channel) => _channels.TryGetValue(channel, out var number) ? number : null;

    /// <summary>The number of the channel with this name; it begins where it has not.</summary>
    protected int ChannelOf(string channel, Heard heard, string? tool = null)
    {
        if (_channels.TryGetValue(channel, out var number)) return number;
        number = _channels.Count;
        _channels.Add(channel, number);
        heard.Opened.Add(new Opened(number, tool));
        return number;
    }

    protected static JsonDocument Parse(ReadOnlyMemory<byte> data) => JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = 64 });
}
