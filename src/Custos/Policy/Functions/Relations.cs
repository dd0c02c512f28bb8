using Custos.Policy.Syntax;
using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>What do <c>== != &lt; &lt;= &gt; &gt;= in</c> and <c>[ ]</c> come to?</summary>
internal static class Relations
{
    private static readonly CelType A = CelType.Parameter("A");
    private static readonly CelType B = CelType.Parameter("B");
    private static readonly CelType[] Numbers = [CelType.Int, CelType.Uint, CelType.Double];

    public static IReadOnlyList<Overload> All { get; } =
    [
        Overload.Of("_==_", A, A, CelType.Bool, AreEqual, Costs.Compare),
        Overload.Of("_!=_", A, A, CelType.Bool, AreDifferent, Costs.Compare),
        .. Ordering("_<_", IsLess),
        .. Ordering("_<=_", IsAtMost),
        .. Ordering("_>_", IsMore),
        .. Ordering("_>=_", IsAtLeast),
        Overload.Of(Operators.In, A, CelType.List(A), CelType.Bool, IsIn, Costs.Search),
        Overload.Of(Operators.In, A, CelType.Map(A, B), CelType.Bool, IsIn),
        Overload.Of(Operators.Index, CelType.List(A), CelType.Int, A, At, Costs.Item),
        Overload.Of(Operators.Index, CelType.Map(A, B), A, B, At, Costs.Item),
        Overload.Of(Operators.Index, CelType.Optional(CelType.List(A)), CelType.Int, CelType.Optional(A), At, Costs.Item),
        Overload.Of(Operators.Index, CelType.Optional(CelType.Map(A, B)), A, CelType.Optional(B), At, Costs.Item),
        Overload.Of(Operators.OptionalIndex, CelType.List(A), CelType.Int, CelType.Optional(A), AtIfAny, Costs.Item),
        Overload.Of(Operators.OptionalIndex, CelType.Map(A, B), A, CelType.Optional(B), AtIfAny, Costs.Item),
        Overload.Of(Operators.OptionalIndex, CelType.Optional(CelType.List(A)), CelType.Int, CelType.Optional(A), AtIfAny, Costs.Item),
        Overload.Of(Operators.OptionalIndex, CelType.Optional(CelType.Map(A, B)), A, CelType.Optional(B), AtIfAny, Costs.Item),
    ];

    /// <summary>The operators that look at their values' kinds themselves, so that one call serves every overload.</summary>
    public static BinaryFunction? Dynamic(string function) => function switch
    {
        "_==_" => AreEqual,
        "_!=_" => AreDifferent,
        "_<_" => IsLess,
        "_<=_" => IsAtMost,
        "_>_" => IsMore,
        "_>=_" => IsAtLeast,
        Operators.In => IsIn,
        Operators.Index => At,
        Operators.OptionalIndex => AtIfAny,
        _ => null,
    };

    /// <summary>A field of a map, or of what an optional holds.</summary>
    /// <param name="operand">What should have it.</param>
    /// <param name="field">Its name.</param>
    /// <param name="missing">What to answer when it has none.</param>
    public static Value Field(in Value operand, string field, in Value missing)
    {
        if (operand.Kind == ValueKind.Map) return operand.AsMap.TryGet(field, out var value) ? value : missing;
        if (operand.Kind != ValueKind.Optional) return NoFields;
        return operand.AsOptional is { } some ? FieldIfAny(some, field) : operand;
    }

    public static Value FieldIfAny(in Value operand, string field)
    {
        if (operand.Kind == ValueKind.Map) return Value.Optional(operand.AsMap.TryGet(field, out var value) ? value : null);
        if (operand.Kind != ValueKind.Optional) return NoFields;
        return operand.AsOptional is { } some ? FieldIfAny(some, field) : operand;
    }

    public static Value HasField(in Value operand, string field)
    {
        if (operand.Kind == ValueKind.Map) return Value.Of(operand.AsMap.TryGet(field, out _));
        if (operand.Kind != ValueKind.Optional) return NoFields;
        return operand.AsOptional is { } some ? HasField(some, field) : Value.False;
    }

    private static Value NoFields { get; } = Value.Error("Only a map has fields.");

    private static Value AreEqual(in Value left, in Value right) => Value.Of(Comparison.AreEqual(left, right));

    private static Value AreDifferent(in Value left, in Value right) => Value.Of(!Comparison.AreEqual(left, right));

    private static Value IsLess(in Value left, in Value right) => Comparison.Order(left, right) is { } order ? Value.Of(order is < 0 and not Comparison.Unordered) : Failure.NoSuchOverload;

    private static Value IsAtMost(in Value left, in Value right) => Comparison.Order(left, right) is { } order ? Value.Of(order is <= 0 and not Comparison.Unordered) : Failure.NoSuchOverload;

    private static Value IsMore(in Value left, in Value right) => Comparison.Order(left, right) is { } order ? Value.Of(order > 0) : Failure.NoSuchOverload;

    private static Value IsAtLeast(in Value left, in Value right) => Comparison.Order(left, right) is { } order ? Value.Of(order >= 0) : Failure.NoSuchOverload;

    private static Value IsIn(in Value item, in Value place) => place.Kind switch
    {
        ValueKind.List => Value.Of(place.AsList.Contains(item)),
        ValueKind.Map => Value.Of(place.AsMap.TryGet(item, out _)),
        _ => Failure.NoSuchOverload,
    };

    private static Value At(in Value operand, in Value index)
    {
        switch (operand.Kind)
        {
            case ValueKind.List: return Place(index) is not { } place ? Failure.NoSuchOverload : Find(operand.AsList, place) ?? Failure.IndexOutOfRange;
            case ValueKind.Map: return operand.AsMap.TryGet(index, out var value) ? value : Failure.NoSuchKey;
            case ValueKind.Optional: return operand.AsOptional is { } some ? AtIfAny(some, index) : operand;
            default: return Failure.NoSuchOverload;
        }
    }

    private static Value AtIfAny(in Value operand, in Value index)
    {
        switch (operand.Kind)
        {
            case ValueKind.List: return Place(index) is { } place ? Value.Optional(Find(operand.AsList, place)) : Failure.NoSuchOverload;
            case ValueKind.Map: return Value.Optional(operand.AsMap.TryGet(index, out var value) ? value : null);
            case ValueKind.Optional: return operand.AsOptional is { } some ? AtIfAny(some, index) : operand;
            default: return Failure.NoSuchOverload;
        }
    }

    private static Value? Find(ListValue list, long place) => place >= 0 && place < list.Count ? list[(int)place] : null;

    // A whole number of any kind; one that no list is long enough for becomes -1.
    private static long? Place(in Value index) => index.Kind switch
    {
        ValueKind.Int => index.AsInt,
        ValueKind.Uint => index.AsUint <= int.MaxValue ? (long)index.AsUint : -1,
        ValueKind.Double when index.AsDouble == Math.Floor(index.AsDouble) => Math.Abs(index.AsDouble) <= int.MaxValue ? (long)index.AsDouble : -1,
        _ => null,
    };

    private static IEnumerable<Overload> Ordering(string function, BinaryFunction implementation)
    {
        foreach (var type in (CelType[])[CelType.Bool, CelType.String, CelType.Bytes, CelType.Timestamp, CelType.Duration])
        {
            yield return Overload.Of(function, type, type, CelType.Bool, implementation, Costs.Compare);
        }

        foreach (var left in Numbers)
        {
            foreach (var right in Numbers) yield return Overload.Of(function, left, right, CelType.Bool, implementation);
        }
    }
}
