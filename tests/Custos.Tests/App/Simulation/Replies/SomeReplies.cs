using Custos.App.Simulation.Replies;

namespace Custos.Tests.App.Simulation.Replies;

/// <summary>Replies in which everything occurs that a protocol can say.</summary>
internal static class SomeReplies
{
    /// <summary>Reasons, speaks, and calls two tools.</summary>
    public static Persona Everything { get; } = Persona.Of("everything", new Reply
    {
        Parts =
        [
            new ReplyPart.Reason("Hm."),
            new ReplyPart.Say("Grüße 🎉, \"so\"!") { Cuts = Cuts.At(3, 7) },
            new ReplyPart.Call("weather", """{"city":"Oslo"}""") { Cuts = Cuts.Every(6) },
            new ReplyPart.Call("time", "{}"),
        ],
    });

    public static Persona Refusal { get; } = Persona.Of("no", new Reply { Parts = [new ReplyPart.Refuse("I will not.")], Cuts = Cuts.Every(6) });

    public static Persona CutShort { get; } = Persona.Of("short", Reply.Saying("It ends") with { Stop = StopCause.Length, Cuts = Cuts.None });
}
