namespace Custos.Policy.Expressions;

/// <summary>How much may one expression cost?</summary>
public sealed record ExpressionLimits
{
    /// <summary>The most that an expression may cost in the worst case, in units of about ten nanoseconds; a dearer one is refused when it is compiled.</summary>
    /// <remarks>The same number stops an evaluation whose inputs are larger than was declared.</remarks>
    public double MaxCost { get; init; } = 1_000_000;

    /// <summary>How large a variable is taken to be that declares no size: characters and items in all.</summary>
    public double UnboundedSize { get; init; } = 100_000;
}
