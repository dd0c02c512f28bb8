using Custos.App.Api;
using Custos.App.Proxy.Protocols;
using Custos.Records;
using Custos.Records.Calls;
using Custos.Store;

namespace Custos.App.Proxy.Calls;

/// <summary>One model call: who asks what, what is known of the answer so far, and its record.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Call
{
    private readonly long _arrived;
    private readonly DateTimeOffset _at;
    private bool _isRecorded;
    private long _taken;

    public Call(CallSurroundings around, Protocol protocol, HttpContext context)
    {
        (Around, Protocol, Context) = (around, protocol, context);
        _arrived = around.Time.GetTimestamp();
        _at = Event.Truncate(around.Time.GetUtcNow());
        Id = Event.NewId(_at);
        var key = Access.KeyOf(context);
        (Key, Limits) = (key?.Id, key?.Limits ?? new KeyLimits());
    }

    public CallSurroundings Around { get; }

    public Protocol Protocol { get; }

    public HttpContext Context { get; }

    public Guid Id { get; }

    /// <summary>The API key's identifier; null where none was needed.</summary>
    public string? Key { get; }

    /// <summary>The key's own limits.</summary>
    public KeyLimits Limits { get; }

    public ProxyOptions Options => Around.Options;

    /// <summary>The client has gone.</summary>
    public CancellationToken Left => Context.RequestAborted;

    /// <summary>Takes memory for a body, until <see cref="GiveBack"/>.</summary>
    /// <exception cref="ProblemException">All calls together have no more.</exception>
    public void Take(int bytes)
    {
        if (!Around.Budget.TryTake(bytes)) throw new ProblemException(Problem.Overloaded("The calls in flight fill the memory that they may; try again soon."));
        _taken += bytes;
    }

    public void GiveBack() => Around.Budget.GiveBack(_taken);

    /// <summary>What goes to the model's server.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>What the request asks; null until it is understood.</summary>
    public Asked Asked { get; private set; } = null!;

    public Message About { get; private set; } = null!;

    public CallGate Gate { get; private set; } = null!;

    public CallRecord Record { get; private set; } = null!;

    /// <summary>How many bytes of text the model reads.</summary>
    public int InputBytes { get; set; }

    /// <summary>The HTTP status of the model's server.</summary>
    public int? Status { get; set; }

    /// <summary>How the answer ended; null until there is one.</summary>
    public Ending? Ending { get; set; }

    private long? FirstToken { get; set; }

    /// <summary>The request is read and understood.</summary>
    public void Begin(Asked asked)
    {
        var headers = CallHeaders.Read(Context.Request, Protocol.Path);
        Asked = asked;
        About = headers with { User = headers.User ?? Bounded(asked.User) ?? Key, Conversation = headers.Conversation ?? Bounded(asked.Conversation), Deadline = Options.Deadline };
        Gate = new CallGate(Around.Gatekeeper, About, Id, Around.Time);
        Record = new CallRecord(Gate, About, _at) { Model = Bounded(asked.Model) };
    }

    /// <summary>The model has said its first word.</summary>
    public void HasSpoken() => FirstToken ??= ElapsedMicroseconds();

    /// <summary>The key under which a text that has passed is known.</summary>
    public UInt128 VettedKey(string text) => Vetted.KeyOf(Around.Gatekeeper.Bundle.Id, About, text);

    /// <summary>Gives the client an answer that says only this, as the model's.</summary>
    public async Task WriteInsteadAsync(string message)
    {
        var id = Id.ToString("N");
        Context.Response.StatusCode = StatusCodes.Status200OK;
        Context.Response.ContentType = Asked.IsStreamed ? "text/event-stream" : "application/json";
        await Context.Response.Body.WriteAsync(Asked.IsStreamed ? Protocol.InsteadStreamed(Asked, id, _at, message) : Protocol.Instead(Asked, id, _at, message, Ending ?? new Ending()), Left);
    }

    /// <summary>The events that end a stream with a message.</summary>
    public byte[] EndWith(Streams.GatedStream stream, string message) => stream.EndWith(message, _at);

    /// <summary>Keeps the call with all that was decided on it; only the first outcome counts.</summary>
    /// <exception cref="EventLogOverloadedException">The log is full: nothing was kept.</exception>
    public async Task RecordAsync(CallOutcome outcome)
    {
        if (_isRecorded || Record is null) return;
        _isRecorded = true;
        var (used, isEstimated) = Ending is { } told ? CallRecord.Used(told, InputBytes, Record.Output) : (new Ending(), false);
        if (used is { InputTokens: { } input, OutputTokens: { } output }) Around.Limits.Use(Key ?? "", Limits, input + output);
        var call = new ModelCall
        {
            Protocol = Protocol.Name,
            Outcome = outcome,
            Status = Status,
            IsStreamed = Asked.IsStreamed,
            StopReason = used.StopReason,
            Refused = Ending?.Refused,
            InputTokens = used.InputTokens,
            CachedTokens = used.CachedTokens,
            OutputTokens = used.OutputTokens,
            TokensAreEstimated = isEstimated,
            FirstTokenMicroseconds = FirstToken,
            DurationMicroseconds = ElapsedMicroseconds(),
            Cost = Options.Prices.CostOf(Asked.Model, used),
            Key = Key,
        };

        // The client's leaving takes nothing off the record.
        await Around.Log.AppendAsync(Record.Events(call), CancellationToken.None);
    }

    private long ElapsedMicroseconds() => (long)Around.Time.GetElapsedTime(_arrived).TotalMicroseconds;

    private static string? Bounded(string? name) => name is { Length: > 512 } ? name[..512] : name;
}
