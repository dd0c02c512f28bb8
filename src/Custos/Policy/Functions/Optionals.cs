using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>What may be there or not, without an error either way?</summary>
internal static class Optionals
{
    private static readonly CelType A = CelType.Parameter("A");
    private static readonly CelType OptionalA = CelType.Optional(A);

    public static IReadOnlyList<Overload> All { get; } =
    [
        Overload.Of("optional.of", A, OptionalA, (in value) => Value.Optional(value), Costs.Wrap),
        Overload.Of("optional.ofNonZeroValue", A, OptionalA, (in value) => Value.Optional(IsZero(value) ? null : value), Costs.Wrap),
        Overload.Of("optional.none", [], OptionalA, _ => Value.Optional(null)),
        Overload.Member("hasValue", OptionalA, CelType.Bool, (in optional) => Value.Of(optional.AsOptional is not null)),
        Overload.Member("value", OptionalA, A, (in optional) => optional.AsOptional ?? NoValue, Costs.Wrap),
        Overload.Member("or", OptionalA, OptionalA, OptionalA, (in one, in other) => one.AsOptional is null ? other : one, Costs.Either),
        Overload.Member("orValue", OptionalA, A, A, (in optional, in other) => optional.AsOptional ?? other, Costs.Either),
    ];

    private static Value NoValue { get; } = Value.Error("The optional has no value.");

    private static bool IsZero(in Value value) => value.Kind switch
    {
        ValueKind.Null => true,
        ValueKind.Bool => value.IsFalse,
        ValueKind.Int => value.AsInt == 0,
        ValueKind.Uint => value.AsUint == 0,
        ValueKind.Double => value.AsDouble == 0,
        ValueKind.String => value.AsString.Length == 0,
        ValueKind.Bytes => value.AsBytes.IsEmpty,
        ValueKind.List => value.AsList.Count == 0,
        ValueKind.Map => value.AsMap.Count == 0,
        ValueKind.Duration => value.AsNanoseconds == 0,
        ValueKind.Timestamp => value.AsTimestamp == default,
        ValueKind.Optional => value.AsOptional is null,
        _ => false,
    };
}
