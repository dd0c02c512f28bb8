using Custos.Gate;

namespace Custos.Tests.Gate;

public sealed class AlarmTests
{
    [Theory]
    [InlineData(150, 145)]
    [InlineData(20, 15)]
    [InlineData(8, 6)]
    [InlineData(1, 0.75)]
    [InlineData(0, 0)]
    [InlineData(-3, 0)]
    public void It_is_set_early_but_never_by_more_than_a_quarter(double left, double wait) =>
        Alarm.For(TimeSpan.FromMilliseconds(left)).ShouldBe(TimeSpan.FromMilliseconds(wait));
}
