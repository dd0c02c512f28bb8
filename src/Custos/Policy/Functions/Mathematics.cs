using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>Which is greatest, what is it rounded, and what are its bits?</summary>
/// <remarks>The language's library of mathematics.</remarks>
internal static class Mathematics
{
    public static IReadOnlyList<Overload> All { get; } =
    [
        .. Extreme("math.@max", isGreatest: true),
        .. Extreme("math.@min", isGreatest: false),
        Overload.Of("math.ceil", CelType.Double, CelType.Double, (in a) => Value.Of(Math.Ceiling(a.AsDouble))),
        Overload.Of("math.floor", CelType.Double, CelType.Double, (in a) => Value.Of(Math.Floor(a.AsDouble))),
        Overload.Of("math.round", CelType.Double, CelType.Double, (in a) => Value.Of(Math.Round(a.AsDouble, MidpointRounding.AwayFromZero))),
        Overload.Of("math.trunc", CelType.Double, CelType.Double, (in a) => Value.Of(Math.Truncate(a.AsDouble))),
        Overload.Of("math.abs", CelType.Int, CelType.Int, (in a) => a.AsInt == long.MinValue ? Failure.Overflow : Value.Of(Math.Abs(a.AsInt))),
        Overload.Of("math.abs", CelType.Uint, CelType.Uint, (in a) => a),
        Overload.Of("math.abs", CelType.Double, CelType.Double, (in a) => Value.Of(Math.Abs(a.AsDouble))),
        Overload.Of("math.sign", CelType.Int, CelType.Int, (in a) => Value.Of((long)Math.Sign(a.AsInt))),
        Overload.Of("math.sign", CelType.Uint, CelType.Uint, (in a) => Value.Of(a.AsUint == 0 ? 0UL : 1UL)),
        Overload.Of("math.sign", CelType.Double, CelType.Double, (in a) => double.IsNaN(a.AsDouble) ? a : Value.Of((double)Math.Sign(a.AsDouble))),
        Overload.Of("math.sqrt", CelType.Double, CelType.Double, (in a) => Value.Of(Math.Sqrt(a.AsDouble))),
        Overload.Of("math.sqrt", CelType.Int, CelType.Double, (in a) => Value.Of(Math.Sqrt(a.AsInt))),
        Overload.Of("math.sqrt", CelType.Uint, CelType.Double, (in a) => Value.Of(Math.Sqrt(a.AsUint))),
        Overload.Of("math.isNaN", CelType.Double, CelType.Bool, (in a) => Value.Of(double.IsNaN(a.AsDouble))),
        Overload.Of("math.isInf", CelType.Double, CelType.Bool, (in a) => Value.Of(double.IsInfinity(a.AsDouble))),
        Overload.Of("math.isFinite", CelType.Double, CelType.Bool, (in a) => Value.Of(double.IsFinite(a.AsDouble))),
        .. Bits("math.bitAnd", (a, b) => a & b),
        .. Bits("math.bitOr", (a, b) => a | b),
        .. Bits("math.bitXor", (a, b) => a ^ b),
        Overload.Of("math.bitNot", CelType.Int, CelType.Int, (in a) => Value.Of(~a.AsInt)),
        Overload.Of("math.bitNot", CelType.Uint, CelType.Uint, (in a) => Value.Of(~a.AsUint)),
        .. Shift("math.bitShiftLeft", (bits, by) => bits << by),
        .. Shift("math.bitShiftRight", (bits, by) => bits >> by),
    ];

    private static Value NegativeShift { get; } = Value.Error("Bits cannot be shifted by a negative number of places.");

    private static Value NoNumbers { get; } = Value.Error("An empty list has no greatest and no least number.");

    private static IEnumerable<Overload> Extreme(string function, bool isGreatest)
    {
        foreach (var type in (CelType[])[CelType.Int, CelType.Uint, CelType.Double])
        {
            yield return Overload.Of(function, type, type, (in a) => a);
            yield return Overload.Of(function, CelType.List(type), type, (in list) => OfList(list, isGreatest), Costs.Read);
        }

        yield return Overload.Of(function, CelType.List(CelType.Dyn), CelType.Dyn, (in list) => OfList(list, isGreatest), Costs.Read);
    }

    private static Value OfList(in Value list, bool isGreatest)
    {
        if (list.AsList.Count == 0) return NoNumbers;
        var found = list.AsList[0];
        foreach (ref readonly var item in list.AsList.Items)
        {
            if (!Comparison.IsNumber(item.Kind)) return Failure.NoSuchOverload;
            var order = Comparison.Order(item, found)!.Value;
            if (order != Comparison.Unordered && (isGreatest ? order > 0 : order < 0)) found = item;
        }

        return found;
    }

    private static IEnumerable<Overload> Bits(string function, Func<ulong, ulong, ulong> combine) =>
    [
        Overload.Of(function, CelType.Int, CelType.Int, CelType.Int, (in a, in b) => Value.Of((long)combine((ulong)a.AsInt, (ulong)b.AsInt))),
        Overload.Of(function, CelType.Uint, CelType.Uint, CelType.Uint, (in a, in b) => Value.Of(combine(a.AsUint, b.AsUint))),
    ];

    // An integer's bits are shifted without regard to its sign.
    private static IEnumerable<Overload> Shift(string function, Func<ulong, int, ulong> shift) =>
    [
        Overload.Of(function, CelType.Int, CelType.Int, CelType.Int, (in a, in by) => by.AsInt < 0 ? NegativeShift : Value.Of(by.AsInt > 63 ? 0L : (long)shift((ulong)a.AsInt, (int)by.AsInt))),
        Overload.Of(function, CelType.Uint, CelType.Int, CelType.Uint, (in a, in by) => by.AsInt < 0 ? NegativeShift : Value.Of(by.AsInt > 63 ? 0UL : shift(a.AsUint, (int)by.AsInt))),
    ];
}
