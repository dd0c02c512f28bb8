namespace Custos.Text.Matching;

/// <summary>What must agree for a phrase to match?</summary>
public sealed record PhraseOptions
{
    /// <summary>Do capitals and small letters differ?</summary>
    public bool IsCaseSensitive { get; init; }

    /// <summary>Do letters with and without accents differ?</summary>
    public bool IsAccentSensitive { get; init; }
}
