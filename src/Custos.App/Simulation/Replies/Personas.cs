namespace Custos.App.Simulation.Replies;

/// <summary>Which simulated models does every simulated upstream have?</summary>
internal static class Personas
{
    private static readonly string[] Openings = ["Gladly.", "Here is what I would do.", "That is a good question.", "In short: yes, with some care."];
    private static readonly string[] Middles =
    [
        "Begin with the smallest step that shows whether the idea holds, and write down what you expect before you look.",
        "Two things matter most: what you measure, and how soon you would notice that it went wrong.",
        "Mix the flour with the milk, let it rest for ten minutes, and bake it in a hot pan until both sides are golden.",
        "Ask whoever did this last year; they will know which of the three ways breaks first.",
    ];
    private static readonly string[] Closings = ["Does that help?", "Tell me more and I can be more exact.", "Good luck!", "I would start this week."];

    private const string Answer = "This is an answer of twelve words, so that a stream has chunks.";

    /// <summary>By name, in the order of the documentation.</summary>
    public static IReadOnlyList<Persona> BuiltIn { get; } =
    [
        new("echo", "says the user's last text back", call => Reply.Saying(call.UserText)),
        new("helpful", "a few sentences, which follow from the request", Helpful),
        new("refuses", "a refusal, as its protocol says one", _ => new Reply { Parts = [new ReplyPart.Refuse("I cannot help with that.")] }),
        new("leaks", "a card number, a secret key and an address, none of them real", _ => Reply.Saying(
            "Of course. The card is 4111 1111 1111 1111, the key is AKIAIOSFODNN7EXAMPLE, and the address is jane.doe@example.com.")),
        new("tools", "calls a tool that the request offers, then says what it answered", call => Calls(call, 1)),
        new("parallel-tools", "calls every tool that the request offers, two at least, then says what they answered", call => Calls(call, Math.Max(2, call.Tools.Count))),
        new("injected-tool-result", "calls a tool, then does what its answer says: calls whichever offered tool that names", Gullible),
        new("reasons", "reasoning, then an answer", call => new Reply { Parts = [new ReplyPart.Reason($"The user wrote {call.UserText.Length} characters. I should answer briefly."), new ReplyPart.Say(Answer)] }),
        new("truncated", "ends because the tokens ran out", _ => Reply.Saying("This answer ends in the middle of a") with { Stop = StopCause.Length }),
        new("filtered", "ends because the provider's filter stopped it", _ => Reply.Saying("This answer was stopped") with { Stop = StopCause.Filter }),
        new("empty", "says nothing", _ => new Reply()),
        new("slow", "half a second to the first chunk, then 50 ms for each", call => Helpful(call) with { Pace = new Pace { BeforeFirst = TimeSpan.FromMilliseconds(500), PerChunk = TimeSpan.FromMilliseconds(50) } }),
        new("dribbles", "three bytes at a time, wherever that cuts", call => Reply.Saying(call.UserText) with { Style = new EventStyle { BytesPerWrite = 3 } }),
        new("comments", "a comment before every event, lines that end with CRLF", call => Reply.Saying(call.UserText) with { Style = new EventStyle { Comments = true, Crlf = true } }),
        new("escapes", "everything beyond ASCII as \\u escapes", call => Reply.Saying(call.UserText) with { Style = new EventStyle { Escapes = true } }),
        Faulty("hangs", "headers and three chunks, then nothing more", FaultKind.Hang),
        Faulty("hangs-before-headers", "nothing at all", FaultKind.HangBeforeHeaders, 0),
        Faulty("resets", "resets the connection after three chunks", FaultKind.Reset),
        Faulty("resets-before-headers", "resets the connection at once", FaultKind.ResetBeforeHeaders, 0),
        Faulty("ends-early", "ends after three chunks, with no word of why", FaultKind.End),
        Faulty("half-event", "ends in the middle of the fourth chunk's event", FaultKind.HalfEvent),
        Faulty("error-event", "the protocol's error after three chunks", FaultKind.ErrorEvent),
        Faulty("invalid-utf8", "bytes that no UTF-8 holds in the fourth chunk, then goes on", FaultKind.InvalidUtf8),
        Faulty("long-line", "a line of 100 MB as the fourth chunk, then goes on", FaultKind.LongLine),
        Faulty("broken-json", "an event without its last brace as the fourth chunk, then goes on", FaultKind.BrokenJson),
        Faulty("wrong-length", "a Content-Length larger than the body", FaultKind.LengthTooLong, 0),
        Faulty("short-length", "a Content-Length smaller than the body", FaultKind.LengthTooShort, 0),
        Failing("rate-limited", "429, with Retry-After", new SimulatedError(429, "Rate limit reached for requests. Please try again in 1s.") { RetryAfter = TimeSpan.FromSeconds(1) }),
        Failing("overloaded", "529 in Anthropic's protocol, 503 in OpenAI's", new SimulatedError(529, "Overloaded")),
        Failing("server-error", "500", new SimulatedError(500, "The server had an error while processing your request.")),
        Failing("forbidden", "403", new SimulatedError(403, "Your key may not use this model.")),
        Failing("flaky", "529 or 503 the first two times that it is asked the same, then an answer", new SimulatedError(529, "Overloaded") { Times = 2 }),
    ];

    private static Persona Faulty(string name, string description, FaultKind kind, int atChunk = 3) => Persona.Of(name, Reply.Saying(Answer) with { Fault = new Fault(kind, atChunk) }) with { Description = description };

    private static Persona Failing(string name, string description, SimulatedError error) => Persona.Of(name, Reply.Saying(Answer) with { Error = error }) with { Description = description };

    private static Reply Helpful(UpstreamCall call) => Reply.Saying(string.Join(' ',
        Openings[call.Seed.Below(Openings.Length, $"opening {call.Choice}")],
        Middles[call.Seed.Below(Middles.Length, $"middle {call.Choice}")],
        Closings[call.Seed.Below(Closings.Length, $"closing {call.Choice}")]));

    private static Reply Calls(UpstreamCall call, int count)
    {
        if (call.ToolResult is { } result) return Reply.Saying($"The tool said: {result}");
        if (call.Tools.Count == 0) return Reply.Saying("There is no tool that I may call.");
        return new Reply { Parts = [.. Enumerable.Range(0, count).Select(number => CallOf(call.Tools[number % call.Tools.Count], call.UserText))] };
    }

    private static Reply Gullible(UpstreamCall call)
    {
        if (call.ToolResult is not { } result) return Calls(call, 1);
        return call.Tools.LastOrDefault(tool => result.Contains(tool.Name, StringComparison.Ordinal)) is { } named
            ? new Reply { Parts = [new ReplyPart.Say("As I was told. "), CallOf(named, result)] }
            : Reply.Saying($"The tool said: {result}");
    }

    private static ReplyPart.Call CallOf(OfferedTool tool, string text) => new(tool.Name, tool.ArgumentsSaying(text));
}
