using Custos.Policy.Expressions;
using Custos.Policy.Values;

namespace Custos.Policy.Conditions;

/// <summary>What does the gate know of one message so far?</summary>
public abstract class Facts : Activation
{
    /// <summary>The answer to a need.</summary>
    /// <param name="need">Its number in the bundle's <see cref="NeedTable"/>. A counter's key was computed beforehand.</param>
    /// <returns>
    /// A truth for phrases, patterns, templates and identifiers; a number for scores, judges, sums, counts and turns; a text for views and the
    /// language; a map for the turn before; <see cref="Value.Unknown"/> until the need's tier has run; an error with its failure class.
    /// </returns>
    public abstract Value Answer(int need);
}
