using Custos.Text.Logs;

namespace Custos.Tests.Text.Logs;

public sealed class DistinctTallyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(30_000)]
    public async Task Distinct_texts_are_counted_to_within_the_stated_error(int distinct)
    {
        var lines = string.Concat(Enumerable.Range(0, 2 * distinct).Select(i => $"{{\"u\":\"user {i % distinct}\"}}\n")) + "{\"u\":null}\n{}\n";

        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "distinct(u)"), lines);

        var estimate = answer.Groups.Single().Values.Single().ShouldBeOfType<LogValue.Estimated>().Estimate;
        estimate.N.ShouldBe(2 * distinct);
        estimate.Interval.Contains(distinct).ShouldBeTrue();
        estimate.Value.ShouldBe(distinct, distinct > 1000 ? 0.05 * distinct : 0.5);
    }

    [Fact]
    public async Task Large_measures_leave_room_for_fewer_groups()
    {
        var answer = await SomeLogs.AskAsync(SomeLogs.Question("g", "distinct(u), quantile(x, 0.5)"), string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"g\":{i}}}\n")));

        answer.GroupLimit.ShouldBeInRange(1000, 4000);
        answer.Groups.Count.ShouldBe(answer.GroupLimit);
        answer.Rest!.Rows.ShouldBe(5000 - answer.GroupLimit);
    }
}
