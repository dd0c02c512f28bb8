using Custos.Charts;

namespace Custos.Tests.Charts;

public sealed class ScaleTests
{
    [Fact]
    public void The_ends_of_the_range_lie_at_the_ends_of_the_axis()
    {
        var linear = new Scale(10, 20, 300, 100, IsLogarithmic: false);
        (linear[10], linear[15], linear[20]).ShouldBe((300, 200, 100));
        var log = new Scale(1, 100, 0, 200, IsLogarithmic: true);
        (log[1], log[10], log[100]).ShouldBe((0, 100, 200));
    }

    [Fact]
    public void What_is_infinite_lies_just_beyond_the_edge()
    {
        var linear = new Scale(0, 1, 0, 100, IsLogarithmic: false);
        (linear[double.PositiveInfinity], linear[double.NegativeInfinity]).ShouldBe((200, -100));
        new Scale(1, 10, 0, 100, IsLogarithmic: true)[0].ShouldBe(-100);
    }

    [Fact]
    public void A_range_is_round_around_the_values_unless_the_axis_says_otherwise()
    {
        var axis = new Axis { Label = "" };
        Scale.RangeOf(axis, [0.813, 0.927], 5).ShouldBe((0.8, 0.95), tolerance: 1e-12);
        Scale.RangeOf(axis with { Min = 0 }, [0.813, 0.927], 5).ShouldBe((0, 1), tolerance: 1e-12);
        Scale.RangeOf(axis with { Scale = AxisScale.Logarithmic }, [0, 3, 1700], 5).ShouldBe((2, 2000), tolerance: 1e-9);
        Scale.RangeOf(axis, [], 5).ShouldBe((0, 1), tolerance: 1e-12);
    }

    [Fact]
    public void A_single_value_has_room_around_it()
    {
        var (min, max) = Scale.RangeOf(new Axis { Label = "" }, [7], 5);
        min.ShouldBeLessThan(7);
        max.ShouldBeGreaterThan(7);
    }
}

file static class Ranges
{
    public static void ShouldBe(this (double Min, double Max) actual, (double Min, double Max) expected, double tolerance)
    {
        actual.Min.ShouldBe(expected.Min, tolerance);
        actual.Max.ShouldBe(expected.Max, tolerance);
    }
}
