using System.Collections.Immutable;

namespace Custos.Gate.Traffic;

/// <summary>In which windows are a conversation's turns read together?</summary>
internal static class TurnWindows
{
    /// <summary>The last two turns, the last four, and so on, and all of them: each as one text.</summary>
    /// <param name="turns">The oldest first.</param>
    /// <remarks>One window of all turns would thin an attack that harmless turns came before; every ending of the conversation would be read at several times the cost.</remarks>
    public static ImmutableArray<string> Of(IReadOnlyList<string> turns)
    {
        var windows = ImmutableArray.CreateBuilder<string>();
        for (var length = 2; length < turns.Count; length *= 2) windows.Add(string.Join('\n', turns.Skip(turns.Count - length)));
        if (turns.Count > 1) windows.Add(string.Join('\n', turns));
        return windows.ToImmutable();
    }
}
