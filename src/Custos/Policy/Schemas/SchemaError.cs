namespace Custos.Policy.Schemas;

/// <summary>What is wrong with a schema, where, and what to do about it?</summary>
/// <param name="Path">A JSON Pointer into the schema; empty for the whole of it.</param>
/// <param name="Problem">A sentence.</param>
/// <param name="Remedy">A sentence.</param>
public sealed record SchemaError(string Path, string Problem, string Remedy)
{
    public override string ToString() => $"{(Path.Length == 0 ? "the schema" : Path)}: {Problem} {Remedy}";
}
