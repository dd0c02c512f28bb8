using Custos.Policy.Schemas;

namespace Custos.Policy.Documents;

/// <summary>Which tool may be called, with which arguments?</summary>
/// <param name="Name">As the model calls it.</param>
/// <param name="Arguments">What they must be; null where any will do.</param>
/// <param name="Written">The schema as JSON, to be shown and compared; null where any will do.</param>
public sealed record PolicyTool(string Name, JsonSchema? Arguments, string? Written)
{
    /// <summary>The rule that decisions name where a tool is not listed, or its arguments are not as its schema says; no other rule bears it.</summary>
    public const string RuleName = "tools";
}
