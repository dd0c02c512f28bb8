using System.Globalization;
using Custos.Statistics.Ranks;
using Custos.Text.Logs;

namespace Custos.Tests.Text.Logs;

public sealed class QuantileTallyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(20_000)]
    public async Task Quantiles_are_within_one_percent_and_their_intervals_hold_those_of_the_order_statistics(int count)
    {
        var random = new Random(6);
        var values = Enumerable.Range(0, count).Select(_ => Math.Exp(3 * random.NextDouble()) * (random.Next(3) - 1)).ToArray();
        var lines = string.Concat(values.Select(x => string.Create(CultureInfo.InvariantCulture, $"{{\"x\":{x:R}}}\n")));

        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "quantile(x, 0.05), quantile(x, 0.5), quantile(x, 0.95)"), lines);

        var exact = Quantiles.Of(values);
        var ascending = values.Order().ToArray();
        foreach (var (value, share) in answer.Groups.Single().Values.Zip((double[])[0.05, 0.5, 0.95]))
        {
            var estimate = value.ShouldBeOfType<LogValue.Estimated>().Estimate;
            var at = ascending[(int)(share * (count - 1))];
            estimate.Value.ShouldBe(at, 0.01 * Math.Abs(at) + 1e-12);
            estimate.N.ShouldBe(count);
            estimate.Interval.Lower.ShouldBeLessThanOrEqualTo(exact.At(share).Interval.Lower);
            estimate.Interval.Upper.ShouldBeGreaterThanOrEqualTo(exact.At(share).Interval.Upper);
            if (count > 1000) estimate.Interval.Width.ShouldBeLessThan(exact.At(share).Interval.Width + (0.05 * Math.Abs(at)) + 0.01);
        }
    }

    [Fact]
    public async Task Without_numbers_there_is_no_quantile() =>
        (await SomeLogs.AskAsync(SomeLogs.Question("", "quantile(x, 0.5)"), "{}\n")).Groups.Single().Values.Single().ShouldBe(new LogValue.NoData());
}
