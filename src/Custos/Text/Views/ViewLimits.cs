namespace Custos.Text.Views;

/// <summary>How far is a text decoded?</summary>
public sealed record ViewLimits
{
    /// <summary>How many encodings inside one another are undone.</summary>
    public int Depth { get; init; } = 4;

    /// <summary>How many decoded texts are read at most.</summary>
    public int DecodedViews { get; init; } = 16;

    /// <summary>How many characters all decoded texts together may have, for each character of the raw text.</summary>
    public int CharactersPerCharacter { get; init; } = 2;

    /// <summary>How many they may have besides, so that a short text may unfold.</summary>
    public int CharactersBesides { get; init; } = 16 * 1024;
}
