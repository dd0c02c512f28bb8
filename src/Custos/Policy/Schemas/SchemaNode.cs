namespace Custos.Policy.Schemas;

/// <summary>What does one schema ask of a value? All of its rules.</summary>
/// <param name="Rules">Cheap ones first.</param>
/// <param name="IsShared">True where more than one <c>$ref</c> leads here, so that its answers are worth remembering.</param>
internal sealed record SchemaNode(SchemaRule[] Rules, bool IsShared);
