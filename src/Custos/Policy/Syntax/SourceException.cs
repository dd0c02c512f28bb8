namespace Custos.Policy.Syntax;

/// <summary>Ends the reading of an expression at its first error of syntax; it never leaves <see cref="Policy"/>.</summary>
internal sealed class SourceException(int offset, string problem, string remedy) : Exception
{
    public int Offset => offset;

    public string Problem => problem;

    public string Remedy => remedy;
}
