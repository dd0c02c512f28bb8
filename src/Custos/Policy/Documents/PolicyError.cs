using System.Globalization;

namespace Custos.Policy.Documents;

/// <summary>What is wrong with a policy, where, and what to do about it?</summary>
/// <param name="File">The file's name within the bundle.</param>
/// <param name="Line">From 1; 0 where it is the file as a whole.</param>
/// <param name="Column">From 1, in code points.</param>
/// <param name="Problem">A sentence.</param>
/// <param name="Remedy">A sentence.</param>
/// <param name="Excerpt">The line with a mark under the place; empty where there is none to show.</param>
public sealed record PolicyError(string File, int Line, int Column, string Problem, string Remedy, string Excerpt)
{
    public override string ToString() => Line == 0
        ? $"{File}: {Problem} {Remedy}"
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Problem} {Remedy}\n{Excerpt}");
}
