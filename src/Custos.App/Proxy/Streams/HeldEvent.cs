using Custos.App.Proxy.Protocols;

namespace Custos.App.Proxy.Streams;

/// <summary>An event that has come and not gone.</summary>
/// <param name="Event">As it came.</param>
/// <param name="Mark">What it does to the stream's structure.</param>
/// <param name="Opens">The tools' calls that it begins: it goes with them or not at all.</param>
/// <param name="Pieces">What it adds to which channel.</param>
/// <param name="Repeated">What it says again whole.</param>
/// <param name="IsLast">Does it wait for the whole answer to pass?</param>
internal sealed record HeldEvent(SseEvent Event, Mark Mark, Channel[] Opens, HeldPiece[] Pieces, HeldPiece[] Repeated, bool IsLast)
{
    /// <summary>Has all of it passed?</summary>
    public bool MayGo => Array.TrueForAll(Opens, channel => channel.MayGo(0)) && Array.TrueForAll(Pieces, piece => piece.MayGo) && Array.TrueForAll(Repeated, piece => piece.MayGo);

    /// <summary>The bytes that go: as they came, but for what is taken out.</summary>
    public byte[] Bytes()
    {
        var changes = new List<(Place, string)>();
        foreach (var piece in Pieces)
        {
            if (piece.Channel.IsChanged && piece.Channel.Sent(piece.Start, piece.Text) is var sent && sent != piece.Text) changes.Add((piece.Place, sent));
        }

        foreach (var piece in Repeated)
        {
            if (piece.Channel.IsChanged) changes.Add((piece.Place, piece.Channel.Sent()));
        }

        return changes.Count == 0 ? Event.Raw : Event.With(Splice.Values(Event.Data.Span, [.. changes.Select(change => (change.Item1, Splice.Quoted(change.Item2))), .. Beside.In(Event.Data)]));
    }
}

/// <summary>A piece of a channel in an event.</summary>
/// <param name="Channel">Which one.</param>
/// <param name="Start">Where it begins in the channel's text.</param>
/// <param name="Text">What it says.</param>
/// <param name="Place">The JSON string in the event's data.</param>
internal sealed record HeldPiece(Channel Channel, int Start, string Text, Place Place)
{
    public bool MayGo => Channel.MayGo(Start + Text.Length);
}
