namespace Custos.Policy.Schemas;

/// <summary>Where does what was sent break its schema, and what does the schema want there?</summary>
/// <param name="Path">
/// A JSON Pointer into what was sent; empty for the whole of it. Each name is cut after 64 characters, and control and format characters
/// in it are replaced by U+FFFD, so that it can be shown.
/// </param>
/// <param name="Problem">A sentence made of the schema alone: what was sent is never quoted.</param>
public sealed record SchemaFault(string Path, string Problem)
{
    public override string ToString() => $"{(Path.Length == 0 ? "the arguments" : Path)}: {Problem}";
}
