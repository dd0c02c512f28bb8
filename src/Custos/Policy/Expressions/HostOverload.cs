using Custos.Policy.Functions;
using Custos.Policy.Types;
using Custos.Policy.Values;
using Custos.Records;

namespace Custos.Policy.Expressions;

/// <summary>What does a host's function answer?</summary>
/// <param name="activation">What was given to this evaluation.</param>
/// <param name="arguments">Values only: with an error or unknown among them the function is not called.</param>
/// <returns>
/// A value of the declared type; an error with its <see cref="FailureClass"/>; or <see cref="Value.Unknown"/> while it cannot tell yet.
/// </returns>
public delegate Value HostBody(Activation activation, ReadOnlySpan<Value> arguments);

/// <summary>Which function does the host offer, at which cost?</summary>
public sealed record HostOverload : Signature
{
    /// <param name="function">Its name; several overloads may share it.</param>
    /// <param name="parameters">At most six, with the receiver first.</param>
    /// <param name="result">Of its answers.</param>
    /// <param name="bind">Asked once for each call that an expression makes, when it is compiled; the answer is run at each evaluation.</param>
    /// <param name="isMember">True for <c>receiver.function(…)</c>.</param>
    public HostOverload(string function, IReadOnlyList<CelType> parameters, CelType result, Func<HostCall, HostBody> bind, bool isMember = false)
        : base(function, isMember, parameters, result)
    {
        if (parameters.Count > MaxParameters) throw new ArgumentException("A function has at most six parameters.", nameof(parameters));
        if (isMember && parameters.Count == 0) throw new ArgumentException("A receiver is the first parameter.", nameof(parameters));
        Bind = bind;
    }

    internal const int MaxParameters = 6;

    public Func<HostCall, HostBody> Bind { get; }

    /// <summary>Of one call at most, in units of about ten nanoseconds.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>How large its answers can be; needed for answers that are texts, lists or maps.</summary>
    public SizeBound ResultSize { get; init; } = SizeBound.One;

    /// <summary>Does it answer the same for the same arguments, throughout one evaluation? Equal calls with constants then are one.</summary>
    public bool IsPure { get; init; } = true;
}

/// <summary>Which call of a host's function does an expression make?</summary>
/// <param name="Number">Its place in <see cref="CompiledExpression.HostCalls"/>, from 0.</param>
/// <param name="Function">The function's name.</param>
/// <param name="Arguments">In order, with the receiver first; null where the argument is known only when the expression runs.</param>
/// <param name="Line">Of its first appearance, from 1.</param>
/// <param name="Column">From 1, in code points.</param>
public sealed record HostCall(int Number, string Function, IReadOnlyList<Value?> Arguments, int Line, int Column)
{
    /// <summary>Is everything known beforehand, so that the answer can be fetched before the expression runs?</summary>
    public bool IsConstant => Arguments.All(argument => argument is not null);
}
