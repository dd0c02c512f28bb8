namespace Custos.App.Simulation.Replies;

/// <summary>Who answers? A simulated model, chosen by the name of the model that a request asks for.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Description">What it does, in a few words.</param>
/// <param name="Answer">Its reply, which follows from the call alone.</param>
internal sealed record Persona(string Name, string Description, Func<UpstreamCall, Reply> Answer)
{
    /// <summary>One that replies alike to everybody.</summary>
    public static Persona Of(string name, Reply reply) => new(name, "replies alike to everybody", _ => reply);

    /// <summary>One that replies by how often the model has spoken already in the conversation; the last reply is repeated.</summary>
    /// <remarks>In the texts of the parts, <c>{user}</c> stands for what the user said last, <c>{tool}</c> for what tools answered last.</remarks>
    /// <exception cref="ArgumentException">There is no reply.</exception>
    public static Persona OfTurns(string name, string description, IReadOnlyList<Reply> turns)
    {
        if (turns.Count == 0) throw new ArgumentException("There is no reply.", nameof(turns));
        return new Persona(name, description, call => Filled(turns[Math.Min(call.Turn, turns.Count - 1)], call));
    }

    private static Reply Filled(Reply reply, UpstreamCall call) => reply with { Parts = [.. reply.Parts.Select(part => part is ReplyPart.Call ? part : part with { Text = Filled(part.Text, call) })] };

    private static string Filled(string text, UpstreamCall call) =>
        text.Contains('{', StringComparison.Ordinal)
            ? text.Replace("{user}", call.UserText, StringComparison.Ordinal).Replace("{tool}", call.ToolResult ?? "", StringComparison.Ordinal)
            : text;
}
