namespace Custos.Records;

/// <summary>What did a decision learn that neither its text nor its bundle tells: from the clock, from other traffic? Replayed as it was.</summary>
/// <param name="Of">What was asked: <c>count(user, "block", 24:00:00)</c>, <c>signal classifier 0123456789ab</c>.</param>
/// <param name="Value">What was answered, numbers written so that they are read back bit for bit.</param>
public sealed record Observation(string Of, string Value);
