namespace Custos.Policy.Documents;

/// <summary>Which known text is looked for, whatever is written around it?</summary>
/// <param name="Name">Within its policy.</param>
/// <param name="Text">As it spreads.</param>
/// <param name="Least">From which share of its word sequences on it is held to be there.</param>
public sealed record PolicyTemplate(string Name, string Text, double Least);
