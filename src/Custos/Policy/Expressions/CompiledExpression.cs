using System.Runtime.CompilerServices;
using Custos.Policy.Compilation;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Expressions;

/// <summary>What does an expression come to for what it reads this time?</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CompiledExpression
{
    private const int SlotsOnStack = 8;

    private readonly Step _step;
    private readonly int _slots;
    private readonly double _budget;

    internal CompiledExpression(string source, CelType type, double cost, IReadOnlyList<HostCall> hostCalls, IReadOnlyList<string> variables, Step step, int slots, double budget)
    {
        Source = source;
        Type = type;
        Cost = cost;
        HostCalls = hostCalls;
        Variables = variables;
        _step = step;
        _slots = slots;
        _budget = budget;
    }

    public string Source { get; }

    /// <summary>Of what it comes to.</summary>
    public CelType Type { get; }

    /// <summary>At most, for inputs of the declared sizes, in units of about ten nanoseconds.</summary>
    public double Cost { get; }

    /// <summary>Which calls of the host's functions it makes: those with constants can be fetched beforehand.</summary>
    public IReadOnlyList<HostCall> HostCalls { get; }

    /// <summary>The names of the variables that it reads, in the order of their first reading.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Runs it.</summary>
    /// <returns>
    /// A value; an error; or unknown, where something that is not known yet may change the answer. An answer that is not unknown stays the
    /// same whatever becomes known later.
    /// </returns>
    /// <remarks>Numbers, truths and comparisons take no memory. What a host function throws is thrown on.</remarks>
    public Value Evaluate(Activation activation)
    {
        var onStack = default(Slots);
        Span<Value> locals = _slots <= SlotsOnStack ? onStack : new Value[_slots];
        var frame = new Frame { Activation = activation, Locals = locals, Budget = _budget };
        return _step(ref frame);
    }

    /// <summary>Does an answer wait for a call of the host?</summary>
    /// <param name="answer">Of this expression; one that is known waits for nothing.</param>
    /// <param name="call">One of <see cref="HostCalls"/>.</param>
    /// <remarks>It waits for calls that were reached. Once they are known, others may be reached that are not.</remarks>
    public static bool Awaits(in Value answer, HostCall call) => answer.Kind == ValueKind.Unknown && answer.AsUnknown.Contains(StepCompiler.AwaitedCall(call.Number));

    /// <summary>For which calls of the host does an answer wait? In their order; empty when it is known.</summary>
    public IEnumerable<HostCall> AwaitedCalls(Value answer) => HostCalls.Where(call => Awaits(answer, call));

    /// <summary>For which variables does an answer wait? Empty when it is known.</summary>
    public IEnumerable<string> AwaitedVariables(Value answer) =>
        answer.Kind == ValueKind.Unknown ? Variables.Where((_, place) => answer.AsUnknown.Contains(StepCompiler.AwaitedVariable(place))) : [];

    [InlineArray(SlotsOnStack)]
    private struct Slots
    {
        private Value _first;
    }
}
