using System.Numerics;
using Custos.Policy.Values;

namespace Custos.Tests.Policy.Values;

public sealed class ComparisonTests
{
    private static readonly Value[] Numbers =
    [
        .. ((long[])[0, 1, -1, 2, long.MaxValue, long.MaxValue - 1, long.MinValue, 1L << 53, (1L << 53) + 1]).Select(Value.Of),
        .. ((ulong[])[0, 1, 2, ulong.MaxValue, ulong.MaxValue - 1, 1UL << 63, (1UL << 63) - 1, (1UL << 53) + 1]).Select(Value.Of),
        .. ((double[])[0, -0.0, 1, 0.5, -0.5, 1.5, 9007199254740992, 9223372036854775808.0, -9223372036854775808.0, 18446744073709551616.0, 1e300, -1e300, double.PositiveInfinity, double.NegativeInfinity]).Select(Value.Of),
    ];

    [Fact]
    public void Numbers_of_all_kinds_stand_in_one_order_and_equal_ones_hash_alike()
    {
        foreach (var left in Numbers)
        {
            foreach (var right in Numbers)
            {
                var asDoubles = left.Kind == ValueKind.Double || right.Kind == ValueKind.Double;
                var expected = Exact(left, asDoubles).CompareTo(Exact(right, asDoubles));
                Math.Sign(Comparison.Order(left, right)!.Value).ShouldBe(expected, $"{left} with {right}");
                (left == right).ShouldBe(expected == 0);
                if (left == right) left.GetHashCode().ShouldBe(right.GetHashCode(), $"{left} and {right}");
            }
        }
    }

    [Fact]
    public void A_table_of_a_list_answers_as_a_scan_does()
    {
        var texts = Enumerable.Range(0, 20).Select(i => Value.Of($"t{i}")).ToArray();
        foreach (var items in (Value[][])[[.. Numbers], [.. Numbers.Where(number => number.Kind != ValueKind.Double)], [.. Numbers.Where(number => number.Kind == ValueKind.Double)], [.. texts, .. Numbers]])
        {
            var (scanned, indexed) = (new ListValue(items), new ListValue(items).Index());
            foreach (var sought in Numbers.Concat(texts).Append(Value.Of("none"))) indexed.Contains(sought).ShouldBe(scanned.Contains(sought), $"{sought}");
        }
    }

    [Fact]
    public void NaN_equals_nothing_and_has_no_order()
    {
        var nan = Value.Of(double.NaN);

        foreach (var other in Numbers.Append(nan))
        {
            Comparison.AreEqual(nan, other).ShouldBeFalse();
            Comparison.Order(nan, other).ShouldBe(Comparison.Unordered);
            Comparison.Order(other, nan).ShouldBe(Comparison.Unordered);
        }
    }

    [Fact]
    public void Texts_stand_in_the_order_of_their_code_points()
    {
        string[] inOrder = ["", "a", "ab", "b", "é", "\ufffd", "😀", "😀a", "😁"];

        inOrder.Shuffled().Order(Comparer<string>.Create(CodePoints.Compare)).ShouldBe(inOrder);
    }

    [Fact]
    public void Kinds_that_have_no_order_say_so() => Comparison.Order(Value.Of("a"), Value.Of(1L)).ShouldBeNull();

    // Twice the number as a whole number: every example is a whole or a half. Beside a double a whole number is the nearest double.
    private static (int Infinity, BigInteger Twice) Exact(Value value, bool asDouble) => value.Kind switch
    {
        ValueKind.Int => (0, (asDouble ? new BigInteger((double)value.AsInt) : value.AsInt) * 2),
        ValueKind.Uint => (0, (asDouble ? new BigInteger((double)value.AsUint) : value.AsUint) * 2),
        _ => double.IsInfinity(value.AsDouble) ? (Math.Sign(value.AsDouble), 0) : (0, new BigInteger(value.AsDouble * 2)),
    };
}

file static class Shuffle
{
    public static string[] Shuffled(this string[] texts)
    {
        var copy = texts.ToArray();
        new Random(3).Shuffle(copy);
        return copy;
    }
}
