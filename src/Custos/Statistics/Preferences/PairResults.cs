namespace Custos.Statistics.Preferences;

/// <summary>How did two players fare against each other? One row per game, or games alike counted together.</summary>
/// <param name="First">Who was shown first, or sat in the first seat.</param>
/// <param name="Second">The other.</param>
/// <param name="FirstWins">How often the first won, at least 0.</param>
/// <param name="SecondWins">How often the second won, at least 0.</param>
/// <param name="Ties">How often neither did, at least 0.</param>
/// <param name="LengthDifference">The length of the first's answer less that of the second's, in any unit; 0 when it plays no part.</param>
public sealed record PairResults(string First, string Second, double FirstWins, double SecondWins, double Ties = 0, double LengthDifference = 0);
