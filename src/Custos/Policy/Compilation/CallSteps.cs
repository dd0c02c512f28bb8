using System.Runtime.CompilerServices;
using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Compilation;

/// <summary>How are functions called: the one that the types leave, or the one that fits the values?</summary>
/// <remarks>
/// An error among the arguments is the answer, whatever else is unknown; else an unknown is. So an answer that is known never changes
/// when more becomes known.
/// </remarks>
internal static class CallSteps
{
    public static Step Of(IReadOnlyList<Overload> overloads, Step[] arguments, bool isChecked)
    {
        var dynamic = arguments.Length == 2 ? Relations.Dynamic(overloads[0].Function) : null;
        var implementations = dynamic is not null ? [dynamic] : overloads.Select(overload => overload.Implementation).ToArray();
        var accepts = dynamic is not null || (isChecked && overloads.Count == 1) ? null : overloads.Select(overload => overload.Parameters.ToArray()).ToArray();
        Step step = arguments.Length switch
        {
            1 => Unary(arguments[0], implementations, accepts),
            2 when implementations.All(one => one is BinaryFunction) => Binary(arguments[0], arguments[1], implementations, accepts),
            3 when implementations.All(one => one is TernaryFunction) => Ternary(arguments, implementations, accepts),
            _ => Nary(arguments, implementations, accepts),
        };
        return overloads.Any(overload => Costs.IsWriting(overload.Cost)) ? Charged(step) : step;
    }

    /// <summary>Two values by one function that takes any.</summary>
    public static Step Binary(Step left, Step right, BinaryFunction function) => (ref frame) =>
    {
        var a = left(ref frame);
        if (a.Kind == ValueKind.Error) return a;
        var b = right(ref frame);
        return a.IsFailure || b.IsFailure ? Failed(a, b) : function(a, b);
    };

    /// <summary>The same, with a value that is known beforehand.</summary>
    public static Step Binary(Step left, Value right, BinaryFunction function) => (ref frame) =>
    {
        var a = left(ref frame);
        return a.IsFailure ? a : function(a, right);
    };

    /// <summary>A call of the host, which is noted where its answer is not known yet.</summary>
    public static Step Host(HostBody body, Step[] arguments, Value unknown) => (ref frame) =>
    {
        var values = default(HostArguments);
        var failure = default(Value);
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i](ref frame);
            if (values[i].IsFailure) failure = failure.IsFailure ? Failed(failure, values[i]) : values[i];
            if (failure.Kind == ValueKind.Error) return failure;
        }

        if (failure.IsFailure) return failure;
        var answer = body(frame.Activation, ((ReadOnlySpan<Value>)values)[..arguments.Length]);
        return answer.Kind == ValueKind.Unknown ? unknown : answer;
    };

    /// <summary>What two arguments come to of which at least one is no value.</summary>
    public static Value Failed(in Value a, in Value b) =>
        a.Kind == ValueKind.Error ? a : b.Kind == ValueKind.Error ? b : !b.IsFailure ? a : !a.IsFailure ? b : Value.Unite(a, b);

    private static Step Unary(Step argument, Delegate[] implementations, CelType[][]? accepts)
    {
        var functions = implementations.Cast<UnaryFunction>().ToArray();
        if (accepts is null)
        {
            var only = functions[0];
            return (ref frame) =>
            {
                var value = argument(ref frame);
                return value.IsFailure ? value : only(value);
            };
        }

        return (ref frame) =>
        {
            var value = argument(ref frame);
            if (value.IsFailure) return value;
            for (var i = 0; i < functions.Length; i++)
            {
                if (accepts[i][0].Admits(value.Kind)) return functions[i](value);
            }

            return Failure.NoSuchOverload;
        };
    }

    private static Step Binary(Step left, Step right, Delegate[] implementations, CelType[][]? accepts)
    {
        var functions = implementations.Cast<BinaryFunction>().ToArray();
        return accepts is null ? Binary(left, right, functions[0]) : Binary(left, right, Choose);

        Value Choose(in Value a, in Value b)
        {
            for (var i = 0; i < functions.Length; i++)
            {
                if (accepts[i][0].Admits(a.Kind) && accepts[i][1].Admits(b.Kind)) return functions[i](a, b);
            }

            return Failure.NoSuchOverload;
        }
    }

    private static Step Ternary(Step[] arguments, Delegate[] implementations, CelType[][]? accepts)
    {
        var functions = implementations.Cast<TernaryFunction>().ToArray();
        var (first, second, third) = (arguments[0], arguments[1], arguments[2]);
        return (ref frame) =>
        {
            var a = first(ref frame);
            var b = second(ref frame);
            var c = third(ref frame);
            if (a.IsFailure || b.IsFailure || c.IsFailure)
            {
                var two = a.IsFailure || b.IsFailure ? Failed(a, b) : c;
                return Failed(two, c);
            }

            for (var i = 0; i < functions.Length; i++)
            {
                if (accepts is null || (accepts[i][0].Admits(a.Kind) && accepts[i][1].Admits(b.Kind) && accepts[i][2].Admits(c.Kind))) return functions[i](a, b, c);
            }

            return Failure.NoSuchOverload;
        };
    }

    private static Step Nary(Step[] arguments, Delegate[] implementations, CelType[][]? accepts)
    {
        var functions = implementations.Cast<NaryFunction>().ToArray();
        return (ref frame) =>
        {
            var values = new Value[arguments.Length];
            var failure = default(Value);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = arguments[i](ref frame);
                if (values[i].IsFailure) failure = failure.IsFailure ? Failed(failure, values[i]) : values[i];
            }

            if (failure.IsFailure) return failure;
            for (var i = 0; i < functions.Length; i++)
            {
                if (accepts is null || Admit(accepts[i], values)) return functions[i](values);
            }

            return Failure.NoSuchOverload;
        };
    }

    private static bool Admit(CelType[] types, Value[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!types[i].Admits(values[i].Kind)) return false;
        }

        return true;
    }

    // What makes texts and lists pays for their length, so that inputs beyond their declared sizes end in an error and not in a stall.
    private static Step Charged(Step step) => (ref frame) =>
    {
        var value = step(ref frame);
        var size = value.Kind switch
        {
            ValueKind.String => value.AsString.Length,
            ValueKind.Bytes => value.AsBytes.Length,
            ValueKind.List => value.AsList.Count,
            _ => 0,
        };
        return frame.Spend(size / Costs.WrittenPerUnit) ? value : Failure.BudgetSpent;
    };

    [InlineArray(HostOverload.MaxParameters)]
    private struct HostArguments
    {
        private Value _first;
    }
}
