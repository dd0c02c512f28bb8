namespace Custos.Policy.Expressions;

/// <summary>Where does an expression begin in the file that it stands in?</summary>
/// <param name="Line">Of its first character, from 1.</param>
/// <param name="Column">Of its first character, from 1, in code points; its further lines begin at the same column, as those of a YAML block do.</param>
/// <param name="Document">The whole file's text, whose lines errors then show; null to show the expression's own.</param>
public sealed record SourceOrigin(int Line, int Column, string? Document = null)
{
    /// <summary>On its own.</summary>
    public static SourceOrigin None { get; } = new(1, 1);
}
