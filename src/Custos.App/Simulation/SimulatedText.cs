namespace Custos.App.Simulation;

/// <summary>One text that somebody might write, by whom, and what it is.</summary>
/// <param name="Text">What was written.</param>
/// <param name="User">Who wrote it.</param>
/// <param name="Bucket">The harm it does, or null for none.</param>
internal sealed record SimulatedText(string Text, string User, string? Bucket);
