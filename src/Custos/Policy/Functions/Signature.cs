using Custos.Policy.Syntax;
using Custos.Policy.Types;

namespace Custos.Policy.Functions;

/// <summary>With values of which types may a function be called, and of which type is its answer?</summary>
/// <param name="Function">Its name, with its namespace: <c>math.ceil</c>; an operator's as <c>_+_</c>.</param>
/// <param name="IsMember">Is it called as <c>receiver.function(…)</c>? The receiver is the first parameter.</param>
/// <param name="Parameters">In order; a <see cref="TypeKind.Parameter"/> stands for one type throughout.</param>
/// <param name="Result">Of the answer.</param>
public abstract record Signature(string Function, bool IsMember, IReadOnlyList<CelType> Parameters, CelType Result)
{
    /// <summary>As messages show it: <c>(string, int)</c>, or <c>string.indexOf(string)</c> for a receiver's.</summary>
    public string Shown => IsMember
        ? $"{Parameters[0]}.{Operators.Shown(Function)}({string.Join(", ", Parameters.Skip(1))})"
        : $"({string.Join(", ", Parameters)})";
}
