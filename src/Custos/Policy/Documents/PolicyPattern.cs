namespace Custos.Policy.Documents;

/// <summary>Which regular expression is looked for under which name?</summary>
public sealed record PolicyPattern(string Name, string Expression);
