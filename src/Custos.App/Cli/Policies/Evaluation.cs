using System.Text.Json;
using Custos.Policy.Expressions;
using Custos.Policy.Functions;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.App.Cli.Policies;

/// <summary>What does an expression come to with these variables, and no functions but the language's own?</summary>
/// <param name="Answer">Its value or error; what cannot be read, costs too much or has no value is an error told with its place.</param>
/// <param name="Misfit">Which types do not fit, though it has a value: a policy with it would not load. Null where they fit.</param>
internal sealed record Evaluation(Value Answer, string? Misfit = null)
{
    /// <summary>Checks an expression and runs it. What the check alone refuses is run without, as the conformance suite asks of some cases.</summary>
    /// <param name="expression">Its text.</param>
    /// <param name="bindings">Every variable. Types are taken from the values, but a number, which JSON does not tell apart, and null may be anything.</param>
    /// <param name="container">The namespace that names are looked for in first.</param>
    public static Evaluation Of(string expression, IReadOnlyDictionary<string, Value> bindings, string container = "")
    {
        var environment = new ExpressionEnvironment(bindings.Select(binding => new Variable(binding.Key, TypeOf(binding.Value), SizeOf(binding.Value))), container: container);
        var values = new Bindings(environment, bindings);
        if (Expression.TryCompile(expression, environment, out var compiled, out var errors)) return new Evaluation(compiled.Evaluate(values));
        var misfit = string.Join('\n', errors);
        return Expression.TryCompileUnchecked(expression, environment, out compiled, out _) && compiled.Evaluate(values) is { IsFailure: false } answer
            ? new Evaluation(answer, misfit)
            : new Evaluation(Value.Error(misfit));
    }

    /// <exception cref="FormatException">It is no object, or a value in it is none.</exception>
    public static Dictionary<string, Value> ReadBindings(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("Bindings are no object.");
        var bindings = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!bindings.TryAdd(member.Name, ValueJson.Read(member.Value))) throw new FormatException("A variable stands twice.");
        }

        return bindings;
    }

    private static CelType TypeOf(in Value value) => value.Kind is ValueKind.Int or ValueKind.Uint or ValueKind.Double or ValueKind.Null ? CelType.Dyn : CelType.Of(value);

    private static SizeBound SizeOf(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.String: return SizeBound.Of(value.AsString.Length);
            case ValueKind.Bytes: return SizeBound.Of(value.AsBytes.Length);
            case ValueKind.List: return Around(value.AsList.Items.ToArray());
            case ValueKind.Map: return Around(value.AsMap.Entries.ToArray().SelectMany(entry => (Value[])[entry.Key, entry.Value])) with { Count = value.AsMap.Count };
            case ValueKind.Optional: return value.AsOptional is { } some ? SizeOf(some) : SizeBound.One;
            default: return SizeBound.One;
        }
    }

    private static SizeBound Around(IEnumerable<Value> items)
    {
        var sizes = items.Select(item => SizeOf(item)).ToList();
        return sizes.Count == 0 ? new SizeBound(0, 0, SizeBound.One) : new SizeBound(sizes.Count, sizes.Count + sizes.Sum(size => size.Total), sizes.Aggregate(SizeBound.Max));
    }
}
