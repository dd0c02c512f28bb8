using Custos.Gate;
using Custos.Records;

namespace Custos.App.Proxy.Calls;

/// <summary>May this text of a model call pass? Decides on each, and keeps what goes on record.</summary>
/// <remarks>One for each call; not thread-safe.</remarks>
internal sealed class CallGate(Gatekeeper gatekeeper, Message about, Guid exchangeId, TimeProvider timeProvider)
{
    private readonly HashSet<(string, string?, string?)> _saidOfPieces = [];

    /// <summary>The call's exchange.</summary>
    public Guid ExchangeId => exchangeId;

    /// <summary>On what was asked, and on the whole answer.</summary>
    public List<Decision> Whole { get; } = [];

    /// <summary>On pieces of the answer that did not simply pass, each with the text that it is a piece of.</summary>
    public List<(object Text, Decision Decision)> Pieces { get; } = [];

    /// <summary>On calls of tools, each in an exchange of its own.</summary>
    public List<(Message Message, Decision Decision)> Calls { get; } = [];

    /// <summary>Decides on what was asked.</summary>
    public async ValueTask<Decision> OnInputAsync(string text, CancellationToken cancellationToken) => Keep(await DecideAsync(Of(text, Direction.Input), exchangeId, cancellationToken));

    /// <summary>Decides on the whole of what the model says.</summary>
    public async ValueTask<Decision> OnOutputAsync(string text, CancellationToken cancellationToken) => Keep(await DecideAsync(Of(text, Direction.Output), exchangeId, cancellationToken));

    /// <summary>Decides on a piece of what the model says. What says again what an earlier piece of the call said is not recorded twice.</summary>
    /// <param name="of">The text that it is a piece of.</param>
    /// <param name="piece">Where it stands there.</param>
    /// <param name="text">What it says.</param>
    /// <param name="cancellationToken">The client has left.</param>
    public async ValueTask<Decision> OnPieceAsync(object of, Stretch piece, string text, CancellationToken cancellationToken)
    {
        var decision = await DecideAsync(Of(text, Direction.Output) with { IsPiece = true }, exchangeId, cancellationToken);
        if (decision.Verdict is not Verdict.Allow && _saidOfPieces.Add((decision.Verdict.Name, decision.Verdict.Because?.Policy, decision.Verdict.Because?.Rule))) Pieces.Add((of, decision with { Of = piece }));
        return decision;
    }

    /// <summary>Decides on a tool that the model wants to call.</summary>
    public async ValueTask<Decision> OnToolCallAsync(string tool, string arguments, CancellationToken cancellationToken)
    {
        var message = Of(arguments, Direction.ToolCall) with { Tool = tool };
        var decision = await DecideAsync(message, Event.NewId(timeProvider.GetUtcNow()), cancellationToken);
        Calls.Add((message, decision));
        return decision;
    }

    /// <summary>What people read where this verdict stopped something.</summary>
    public string MessageOf(Verdict verdict) =>
        verdict.Because is { } reason && gatekeeper.Bundle.Policies.FirstOrDefault(policy => policy.Name == reason.Policy)?.Message is { } message ? message
        : verdict switch
        {
            Verdict.Hold => "This is held back until somebody has looked at it.",
            Verdict.Unknown => "This could not be checked and is held back.",
            _ => "This was stopped by a policy.",
        };

    /// <summary>May a text with this verdict go on, as it is or in part?</summary>
    public static bool Passes(Verdict verdict) => verdict switch
    {
        Verdict.Allow or Verdict.Flag or Verdict.Redact => true,
        Verdict.Unknown unknown => unknown.Fallback is Fallback.Allow or Fallback.Flag,
        _ => false,
    };

    private Message Of(string text, Direction direction) => about with { Text = text, Direction = direction };

    private ValueTask<Decision> DecideAsync(Message message, Guid id, CancellationToken cancellationToken) => gatekeeper.DecideAsync(id, message, cancellationToken);

    private Decision Keep(Decision decision)
    {
        Whole.Add(decision);
        return decision;
    }
}
