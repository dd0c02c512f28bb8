using System.Collections.Immutable;

namespace Custos.Policy.Documents;

/// <summary>Which phrases does a rule look for under one name?</summary>
public sealed record PolicyList(string Name, ImmutableArray<string> Entries);
