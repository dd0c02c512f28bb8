using System.Text;
using Custos.App.Proxy.Protocols;
using Custos.Gate.Streaming;
using Custos.Records;
using Custos.Records.Calls;

namespace Custos.App.Proxy.Calls;

/// <summary>What goes on record of one call: its exchange, what was decided on it, and its tools' calls, each an exchange of its own.</summary>
internal sealed class CallRecord(CallGate gate, Message about, DateTimeOffset at)
{
    private const int BytesPerToken = 4;

    /// <summary>What was asked and decided on; null where nothing was.</summary>
    public string? Input { get; set; }

    /// <summary>What the model said.</summary>
    public string? Output { get; set; }

    /// <summary>The texts of a stream, in the order in which they are joined in <see cref="Output"/>.</summary>
    public IReadOnlyList<GrowingText> Texts { get; set; } = [];

    public string? Model { get; set; }

    /// <summary>The events, in the order in which they go into the log.</summary>
    public List<Event> Events(ModelCall call)
    {
        var exchange = new Exchange(gate.ExchangeId, at)
        {
            Endpoint = about.Endpoint,
            Organisation = about.Organisation,
            User = about.User,
            Conversation = about.Conversation,
            Tier = about.Tier,
            Region = about.Region,
            Address = about.Address,
            Model = Model,
            Input = Input,
            Output = Output,
            Call = call,
        };
        var events = new List<Event> { exchange };
        events.AddRange(gate.Pieces.Select(piece => piece.Decision with { Of = Moved(piece.Decision.Of!.Value, piece.Text) }));
        events.AddRange(gate.Whole);
        foreach (var (message, decision) in gate.Calls)
        {
            events.Add(exchange with { Id = decision.ExchangeId, Parent = exchange.Id, Call = null, Input = null, Output = null, Tool = message.Tool, Arguments = message.Text });
            events.Add(decision);
        }

        return events;
    }

    /// <summary>What was used, counted by the model's server or estimated from the bytes.</summary>
    public static (Ending Used, bool IsEstimated) Used(Ending told, int inputBytes, string? output)
    {
        if (told is { InputTokens: not null, OutputTokens: not null }) return (told, false);
        return (told with
        {
            InputTokens = told.InputTokens ?? (inputBytes + BytesPerToken - 1) / BytesPerToken,
            OutputTokens = told.OutputTokens ?? (Encoding.UTF8.GetByteCount(output ?? "") + BytesPerToken - 1) / BytesPerToken,
        }, true);
    }

    private Stretch Moved(Stretch piece, object text)
    {
        var start = 0;
        foreach (var one in Texts)
        {
            if (ReferenceEquals(one, text)) break;
            start += one.Length + JoinedText.Between.Length;
        }

        return piece with { Start = start + piece.Start };
    }
}
