using Custos.Records;

namespace Custos.Policy.Documents;

/// <summary>What must a policy match, or must it not?</summary>
/// <param name="Text">The text, or a tool call's arguments as JSON.</param>
/// <param name="Tool">The tool's name, for a tool call.</param>
/// <param name="Direction">Which way it goes.</param>
/// <param name="MustMatch">Must a rule that does more than allow match it?</param>
/// <param name="Rule">Which rule must; null for any.</param>
/// <param name="Line">Where the example stands in the file, from 1.</param>
public sealed record PolicyExample(string Text, string? Tool, Direction Direction, bool MustMatch, string? Rule, int Line);
