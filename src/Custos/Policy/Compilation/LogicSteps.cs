using Custos.Policy.Values;

namespace Custos.Policy.Compilation;

/// <summary>What do conditions joined by <c>&amp;&amp;</c> and <c>||</c> come to?</summary>
/// <remarks>
/// In any order of the parts the same: one false decides an "and" whatever errs or is unknown beside it, one true an "or". Where nothing
/// decides, unknown goes before error, for it may yet be decided. A spent budget cannot be hidden.
/// </remarks>
internal static class LogicSteps
{
    public static Step Of(bool isAnd, Step[] parts) => parts.Length == 2 ? OfTwo(parts[0], parts[1], isAnd) : (ref frame) =>
    {
        var result = Value.Of(isAnd);
        foreach (var part in parts)
        {
            var value = part(ref frame);
            if (Decides(value, isAnd) || value.IsFatal) return value;
            result = Undecided(result, value);
        }

        return result;
    };

    /// <summary>What holds of two parts of which neither decides.</summary>
    public static Value Undecided(in Value before, in Value next)
    {
        if (next.Kind == ValueKind.Bool) return before;
        if (next.Kind == ValueKind.Unknown) return before.Kind == ValueKind.Unknown ? Value.Unite(before, next) : next;
        if (before.IsFailure) return before;
        return next.Kind == ValueKind.Error ? next : Failure.NoSuchOverload;
    }

    public static bool Decides(in Value value, bool isAnd) => isAnd ? value.IsFalse : value.IsTrue;

    public static Step Conditional(Step condition, Step then, Step otherwise) => (ref frame) =>
    {
        var value = condition(ref frame);
        if (value.Kind == ValueKind.Bool) return value.AsBool ? then(ref frame) : otherwise(ref frame);
        return value.IsFailure ? value : Failure.NoSuchOverload;
    };

    private static Step OfTwo(Step left, Step right, bool isAnd) => (ref frame) =>
    {
        var a = left(ref frame);
        if (Decides(a, isAnd) || a.IsFatal) return a;
        var b = right(ref frame);
        if (Decides(b, isAnd) || b.IsFatal) return b;
        return Undecided(Undecided(Value.Of(isAnd), a), b);
    };
}
