using Custos.Charts;
using FsCheck;
using FsCheck.Fluent;

namespace Custos.Tests.Charts;

public sealed class TicksTests
{
    private static readonly Axis Plain = new() { Label = "" };

    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 1, 4, "0 0.25 0.50 0.75 1.00")]
    [InlineData(-0.004, 0, 4, "−0.004 −0.003 −0.002 −0.001 0")]
    [InlineData(0, 12345, 5, "0 2.5k 5.0k 7.5k 10.0k")]
    [InlineData(0, 9000, 4, "0 2,500 5,000 7,500")]
    public void Linear_ticks_are_round_numbers(double min, double max, int wanted, string labels) =>
        string.Join(' ', Ticks.Between(min, max, Plain, wanted).Select(tick => tick.Label)).ShouldBe(labels);

    [Fact]
    public void Percentages_are_written_as_such() =>
        Ticks.Between(0, 0.02, Plain with { Format = AxisFormat.Percent }, 4).Select(tick => tick.Label).ShouldBe(["0.0%", "0.5%", "1.0%", "1.5%", "2.0%"]);

    [Fact]
    public void Logarithmic_ticks_are_powers_of_ten_and_finer_where_these_are_few()
    {
        var log = Plain with { Scale = AxisScale.Logarithmic };
        Ticks.Between(0.001, 1000, log, 8).Select(tick => tick.Label).ShouldBe(["0.001", "0.01", "0.1", "1", "10", "100", "1,000"]);
        Ticks.Between(900, 20_000, log, 5).Select(tick => tick.Label).ShouldBe(["1,000", "2,000", "5,000", "10k", "20k"]);
    }

    [Fact]
    public void Ticks_that_are_given_are_kept_where_they_can_be_seen() =>
        Ticks.Between(0, 1, Plain with { Ticks = [new(0, "first"), new(1, "second"), new(2, "third")] }, 5).Select(tick => tick.Label).ShouldBe(["first", "second"]);

    [Fact]
    public void Ticks_ascend_within_the_range_and_are_neither_none_nor_many() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), ArbMap.Default.ArbFor<PositiveInt>(), (start, span) =>
        {
            var min = Math.Clamp(start.Get, -1e12, 1e12);
            var max = min + span.Get * Math.Max(1e-3, Math.Abs(min) * 1e-3);
            var ticks = Ticks.Between(min, max, Plain, 5);
            ticks.Count.ShouldBeInRange(2, 6);
            ticks.Select(tick => tick.Value).ShouldBeInOrder();
            ticks.ShouldAllBe(tick => tick.Value >= min && tick.Value <= max);
        }).QuickCheckThrowOnFailure();
}
