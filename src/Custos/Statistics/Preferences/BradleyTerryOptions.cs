namespace Custos.Statistics.Preferences;

/// <summary>What besides strength may decide a game?</summary>
public sealed record BradleyTerryOptions
{
    public TieModel Ties { get; init; } = TieModel.HalfWin;

    /// <summary>Whether the first seat may give an advantage, the same to all.</summary>
    public bool SeatEffect { get; init; }

    /// <summary>Whether the longer answer may have an advantage.</summary>
    public bool LengthEffect { get; init; }

    /// <summary>The confidence, inside (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;
}
