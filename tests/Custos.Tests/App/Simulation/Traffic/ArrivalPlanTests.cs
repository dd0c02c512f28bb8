using Custos.App.Simulation.Traffic;

namespace Custos.Tests.App.Simulation.Traffic;

public sealed class ArrivalPlanTests
{
    [Theory]
    [InlineData(1, 7)]
    [InlineData(999, 100)]
    [InlineData(2_000, 500)]
    public void Pieces_have_exactly_the_exchanges_that_were_asked_for_in_order_and_within_the_time(int exchanges, int piece)
    {
        var plan = new ArrivalPlan(new TrafficOptions { Exchanges = exchanges, Days = 3, PieceExchanges = piece });

        var (total, before) = (0, 0.0);
        for (var i = 0; i < plan.Pieces; i++)
        {
            var (code, conversation) = plan.ArrivalsOf(i, new TrafficRandom((ulong)i));
            (code.Length + conversation.Length).ShouldBe(plan.CountOf(i));
            code.ShouldBeInOrder();
            conversation.ShouldBeInOrder();
            List<double> all = [.. code.Concat(conversation)];
            all.ShouldAllBe(at => at >= before && at <= 3 * 86_400);
            total += all.Count;
            before = all.Min();
        }

        total.ShouldBe(exchanges);
    }

    [Fact]
    public void Days_are_busier_than_nights_and_working_days_than_weekends()
    {
        var options = new TrafficOptions { Exchanges = 50_000, Days = 28, From = new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero) };
        var plan = new ArrivalPlan(options);

        var times = Enumerable.Range(0, plan.Pieces).SelectMany(piece => plan.ArrivalsOf(piece, new TrafficRandom(1)).Conversation).Select(seconds => options.From.AddSeconds(seconds)).ToList();

        times.Count(at => at.Hour is >= 12 and < 16).ShouldBeGreaterThan(2 * times.Count(at => at.Hour < 4));
        var weekend = times.Count(at => at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        (weekend / 2.0).ShouldBeLessThan(0.7 * ((times.Count - weekend) / 5.0));
    }

    [Fact]
    public void Requests_for_code_come_in_bursts_and_conversations_do_not()
    {
        var plan = new ArrivalPlan(new TrafficOptions { Exchanges = 90_000, Days = 1 });
        var (code, conversation) = plan.ArrivalsOf(0, new TrafficRandom(1));

        // The traces' own shapes are 0.365 and 18.4; the day's curve adds to both.
        TraceFitting.Windows(code, ArrivalCurve.WindowSeconds).Shape.ShouldBeLessThan(0.5);
        TraceFitting.Windows(conversation, ArrivalCurve.WindowSeconds).Shape.ShouldBeGreaterThan(3);
    }
}
