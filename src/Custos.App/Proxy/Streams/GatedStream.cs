using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Custos.App.Proxy.Calls;
using Custos.App.Proxy.Protocols;
using Custos.Gate.Streaming;
using Custos.Records;

namespace Custos.App.Proxy.Streams;

/// <summary>Which events of a model's stream may go to the client, and as what?</summary>
/// <remarks>
/// Events go in their order and as they came. One waits until all that it adds to texts and calls may go: texts are decided on piece by piece
/// (<see cref="GrowingText"/>), a tool's call once its arguments are whole, and what ends the answer goes only when the whole answer has passed.
/// Not thread-safe.
/// </remarks>
internal sealed class GatedStream(StreamReading reading, CallGate gate, StreamingOptions options, long mostHeldBytes)
{
    private readonly Heard _heard = new();
    private readonly List<Channel> _channels = [];
    private readonly Queue<HeldEvent> _held = [];
    private readonly Dictionary<Channel, int> _went = [];
    private long _heldBytes;
    private long _units;
    private int _decidedWhole = -1;

    /// <summary>The verdict that stopped the stream; null while nothing has.</summary>
    public Verdict? StoppedBy { get; private set; }

    /// <summary>What is wrong with the stream itself; null while nothing is.</summary>
    public string? Trouble { get; private set; }

    /// <summary>May more come?</summary>
    public bool IsFlowing => StoppedBy is null && Trouble is null;

    /// <summary>Has the model's server said that it has ended?</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Has it said that it failed?</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Has it said any text, or called a tool?</summary>
    public bool HasSpoken => _channels.Count > 0;

    public Ending Ending { get; private set; } = new();

    /// <summary>The texts, in the order in which they began.</summary>
    public IEnumerable<GrowingText> Texts => _channels.Where(channel => channel.Tool is null).Select(channel => channel.Text);

    /// <summary>Takes in one event and decides on what it makes ready.</summary>
    /// <param name="one">The event.</param>
    /// <param name="to">Where an event goes that says nothing and overtakes those that wait.</param>
    /// <param name="cancellationToken">The client has left.</param>
    public async ValueTask TakeAsync(SseEvent one, IBufferWriter<byte> to, CancellationToken cancellationToken)
    {
        if (!TryHear(one)) return;
        if (_heard.IsIdle)
        {
            // It overtakes only what waits.
            Release(to, withLast: false);
            to.Write(one.Raw);
            return;
        }

        foreach (var opened in _heard.Opened) _channels.Add(new Channel(opened.Tool, options));
        if (_heard.Ending is { } ending) Ending = Ending.Then(ending);
        HasFailed |= _heard.IsFailure;
        HasEnded |= _heard.IsLast;
        if (_heard.IsFailure)
        {
            await EndAsync(cancellationToken);
            Release(to, withLast: false);
            if (StoppedBy is null) to.Write(one.Raw);
            return;
        }

        if (!TryHold(one)) return;
        foreach (var ended in _heard.Ended) _channels[ended].Text.End();
        if (_heard.IsLast) await EndAsync(cancellationToken);
        else await DecideReadyAsync(cancellationToken);
    }

    /// <summary>No more comes: decides on the rest, and on the whole.</summary>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        foreach (var channel in _channels.Where(channel => channel.Tool is null || HasEnded)) channel.Text.End();
        await DecideReadyAsync(cancellationToken);
        var whole = Output();
        if (StoppedBy is not null || Trouble is not null || whole.Whole.Length == 0 || whole.Whole.Length == _decidedWhole) return;
        _decidedWhole = whole.Whole.Length;
        Weigh(await gate.OnOutputAsync(whole.Whole, cancellationToken));
    }

    /// <summary>All that was said, decided on as one.</summary>
    public JoinedText Output() => new([.. Texts.Select(text => text.ToString())]);

    /// <summary>Writes what may go.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="withLast">Also what ends the answer.</param>
    /// <returns>How many events went.</returns>
    public int Release(IBufferWriter<byte> to, bool withLast)
    {
        if (StoppedBy is not null) return 0;
        var went = 0;
        while (_held.TryPeek(out var first) && (!first.IsLast || withLast) && first.MayGo)
        {
            _held.Dequeue();
            _heldBytes -= first.Event.Raw.Length;
            to.Write(first.Bytes());
            reading.Sent(first.Mark);
            foreach (var piece in first.Pieces) _went[piece.Channel] = piece.Start + piece.Text.Length;
            went++;
        }

        return went;
    }

    /// <summary>The events that end the stream with a message in place of what was stopped.</summary>
    public byte[] EndWith(string message, DateTimeOffset at) =>
        reading.EndWith(message, at, channel => _went.TryGetValue(_channels[channel], out var end) ? _channels[channel].Sent(0, _channels[channel].Text.Read(new Stretch(0, end))) : "");

    /// <summary>The events that say that the stream broke off.</summary>
    public byte[] BreakOff(string problem) => reading.BreakOff(problem);

    private bool TryHear(SseEvent one)
    {
        _heard.Clear();
        if (one.Data.IsEmpty)
        {
            _heard.IsIdle = true;
            return true;
        }

        // What decoders disagree on could be read as one thing here and as another by the client.
        if (!Utf8.IsValid(one.Raw))
        {
            Trouble = "The model's server sent an event that is not valid UTF-8.";
            return false;
        }

        try
        {
            reading.Read(one.Name, one.Data, _heard);
            return true;
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            Trouble = "The model's server sent an event that its protocol does not know.";
            return false;
        }
    }

    private bool TryHold(SseEvent one)
    {
        var pieces = new List<HeldPiece>(_heard.Pieces.Count);
        foreach (var piece in _heard.Pieces)
        {
            if (!TryGrow(piece, pieces)) return false;
        }

        var repeated = new List<HeldPiece>(_heard.Repeated.Count);
        foreach (var piece in _heard.Repeated)
        {
            var channel = _channels[piece.Channel];

            // Said whole and never before: it is what the channel says.
            if (channel.Text is { Length: 0, IsEnded: false })
            {
                if (!TryGrow(piece, pieces)) return false;
            }
            else if (channel.Text.ToString() == piece.Text)
            {
                repeated.Add(new HeldPiece(channel, 0, piece.Text, piece.Place));
            }
            else
            {
                Trouble = "The model's server says at the end of a text something else than it said before.";
                return false;
            }
        }

        _heldBytes += one.Raw.Length;
        if (_heldBytes > mostHeldBytes) Trouble = $"The model's server sent more than {mostHeldBytes} bytes that could not be let go.";
        _held.Enqueue(new HeldEvent(one, _heard.Mark, [.. _heard.Opened.Select(opened => _channels[opened.Channel]).Where(channel => channel.Tool is not null)], [.. pieces], [.. repeated], _heard.IsLast || HasEnded));
        return Trouble is null;
    }

    private bool TryGrow(Piece piece, List<HeldPiece> pieces)
    {
        var channel = _channels[piece.Channel];
        if (channel.Text.IsEnded)
        {
            Trouble = "The model's server adds to a text that it had ended.";
            return false;
        }

        _units += piece.Text.Length;
        if (_units > mostHeldBytes)
        {
            Trouble = $"The model's server said more than {mostHeldBytes} characters.";
            return false;
        }

        pieces.Add(new HeldPiece(channel, channel.Text.Length, piece.Text, piece.Place));
        channel.Text.Append(piece.Text);
        return true;
    }

    private async ValueTask DecideReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var channel in _channels)
        {
            if (StoppedBy is not null) return;
            if (channel.Tool is not null) await DecideCallAsync(channel, cancellationToken);
            else await DecidePieceAsync(channel, cancellationToken);
        }
    }

    private async ValueTask DecidePieceAsync(Channel channel, CancellationToken cancellationToken)
    {
        if (channel.Text.Next() is not { } piece) return;
        var decision = await gate.OnPieceAsync(channel.Text, piece, channel.Text.Read(piece), cancellationToken);
        if (!Weigh(decision)) return;
        channel.Text.Pass(piece, decision.Verdict is Verdict.Redact redact ? redact.Stretches.Select(stretch => new Stretch(piece.Start + stretch.Start, stretch.Length)) : []);
    }

    private async ValueTask DecideCallAsync(Channel channel, CancellationToken cancellationToken)
    {
        if (!channel.Text.IsEnded || channel.HasPassed) return;
        var arguments = channel.Text.ToString();
        var decision = await gate.OnToolCallAsync(channel.Tool!, arguments, cancellationToken);
        if (!Weigh(decision)) return;
        if (decision.Verdict is Verdict.Redact redact) channel.Rewritten = Redaction.Of(arguments, redact.Stretches);
        channel.HasPassed = true;
    }

    private bool Weigh(Decision decision)
    {
        if (CallGate.Passes(decision.Verdict)) return true;
        StoppedBy ??= decision.Verdict;
        return false;
    }
}
