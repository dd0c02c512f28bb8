using Custos.Policy.Types;
using Custos.Policy.Values;

namespace Custos.Policy.Functions;

/// <summary>Does one list hold everything, or anything, of another?</summary>
/// <remarks>The language's library of sets: order and repetition do not count.</remarks>
internal static class Sets
{
    private static readonly CelType ListA = CelType.List(CelType.Parameter("A"));

    public static IReadOnlyList<Overload> All { get; } =
    [
        Overload.Of("sets.contains", ListA, ListA, CelType.Bool, (in all, in some) => Value.Of(ContainsAll(all.AsList, some.AsList)), Costs.Product),
        Overload.Of("sets.equivalent", ListA, ListA, CelType.Bool, (in one, in other) => Value.Of(ContainsAll(one.AsList, other.AsList) && ContainsAll(other.AsList, one.AsList)), Costs.Product),
        Overload.Of("sets.intersects", ListA, ListA, CelType.Bool, (in one, in other) => Value.Of(Intersect(one.AsList, other.AsList)), Costs.Product),
    ];

    private static bool ContainsAll(ListValue all, ListValue some)
    {
        foreach (ref readonly var item in some.Items)
        {
            if (!all.Contains(item)) return false;
        }

        return true;
    }

    private static bool Intersect(ListValue one, ListValue other)
    {
        foreach (ref readonly var item in other.Items)
        {
            if (one.Contains(item)) return true;
        }

        return false;
    }
}
