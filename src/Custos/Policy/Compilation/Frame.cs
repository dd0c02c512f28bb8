using Custos.Policy.Expressions;
using Custos.Policy.Values;

namespace Custos.Policy.Compilation;

/// <summary>What does one evaluation have at hand?</summary>
internal ref struct Frame
{
    public required Activation Activation { get; init; }

    /// <summary>The values of loop variables and bound names, by slot.</summary>
    public required Span<Value> Locals { get; init; }

    /// <summary>How much may still be spent, in units of about ten nanoseconds.</summary>
    public double Remaining { get; private set; }

    public required double Budget
    {
        init => Remaining = value;
    }

    /// <summary>Takes from what may be spent; false when it is not there.</summary>
    public bool Spend(double cost) => (Remaining -= cost) >= 0;
}

/// <summary>Runs one part of an expression.</summary>
internal delegate Value Step(ref Frame frame);
