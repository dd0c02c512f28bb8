using Custos.Policy.Values;

namespace Custos.Policy.Expressions;

/// <summary>What does an expression read this time?</summary>
/// <remarks>One of these per evaluation or shared, as its maker likes; host functions are given it.</remarks>
public abstract class Activation
{
    /// <summary>The value of a variable, by its place in <see cref="ExpressionEnvironment.Variables"/>.</summary>
    /// <returns>A value, an error, or <see cref="Value.Unknown"/> for what is not known yet; no list or map holds errors or unknowns.</returns>
    public abstract Value Read(int variable);
}
