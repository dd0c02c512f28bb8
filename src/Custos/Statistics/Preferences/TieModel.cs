namespace Custos.Statistics.Preferences;

/// <summary>What does a tie say about two players?</summary>
public enum TieModel
{
    /// <summary>Half a win for each: simple, and a little too sure.</summary>
    HalfWin,

    /// <summary>Its chance goes with the geometric mean of both strengths: Davidson 1970, JASA 65, 317.</summary>
    Davidson,

    /// <summary>Strengths within a threshold cannot be told apart: Rao and Kupper 1967, JASA 62, 194.</summary>
    RaoKupper,
}
