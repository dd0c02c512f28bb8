using Custos.App.Simulation.Traffic;
using Custos.Records;
using Custos.Records.Calls;
using Custos.Records.Telemetry;

namespace Custos.Tests.App.Simulation.Traffic;

public sealed class SimulatedTrafficTests
{
    private static readonly TrafficOptions Some = new() { Exchanges = 6_000, Days = 10, Users = 300, PieceExchanges = 2_500 };

    private static readonly List<(long Number, Event Event)> Happened = All(Some);

    [Fact]
    public void The_same_options_are_the_same_traffic_and_another_seed_is_other_traffic()
    {
        All(Some).ShouldBe(Happened);
        All(Some with { Seed = 2 })[0].ShouldNotBe(Happened[0]);
    }

    [Fact]
    public void There_are_exactly_as_many_exchanges_as_asked_for_each_with_an_identifier_of_its_own()
    {
        Happened.Count(item => item.Event is Exchange).ShouldBe(6_000);
        Happened.Select(item => item.Event.Id).Distinct().Count().ShouldBe(Happened.Count);
        Happened.Select(item => item.Number).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void Everything_lies_within_the_time_and_what_is_said_of_an_exchange_comes_after_it()
    {
        var exchanges = Exchanges().ToDictionary(exchange => exchange.Id);

        exchanges.Values.ShouldAllBe(exchange => exchange.At >= Some.From && exchange.At <= Some.From.AddDays(10));
        foreach (var feedback in Happened.Select(item => item.Event).OfType<Feedback>())
        {
            feedback.At.ShouldBeGreaterThan(exchanges[feedback.ExchangeId!.Value].At);
            if (feedback.Consent == FeedbackConsent.None) feedback.Content.ShouldBeNull();
        }
    }

    [Fact]
    public void Talks_have_several_turns_by_one_user_and_models_change_their_versions()
    {
        var talks = Exchanges().GroupBy(exchange => exchange.Conversation).ToList();

        talks.ShouldAllBe(talk => talk.Select(exchange => exchange.User).Distinct().Count() == 1);
        talks.Average(talk => talk.Count()).ShouldBeInRange(2, 8);
        Exchanges().Select(exchange => exchange.Model).Distinct().Count().ShouldBeGreaterThan(3);
    }

    [Fact]
    public void A_blocked_question_has_no_answer_and_an_answered_one_has_tokens_a_time_and_a_cost()
    {
        var verdicts = Happened.Select(item => item.Event).OfType<Decision>().ToDictionary(decision => decision.ExchangeId, decision => decision.Verdict);

        foreach (var exchange in Exchanges())
        {
            var call = exchange.Call!;
            var isBlocked = verdicts.GetValueOrDefault(exchange.Id) is Verdict.Block or Verdict.Hold;
            (call.Outcome == CallOutcome.InputBlocked).ShouldBe(isBlocked);
            (exchange.Output is null).ShouldBe(call.Status != 200);
            if (exchange.Output is null) continue;
            call.OutputTokens!.Value.ShouldBeGreaterThan(0);
            call.FirstTokenMicroseconds!.Value.ShouldBeLessThan(call.DurationMicroseconds);
            call.Cost!.Value.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void Token_counts_are_spread_as_the_trace_is()
    {
        var random = new TrafficRandom(9);

        foreach (var fit in (LognormalMixture[])[TraceFits.CodeInput, TraceFits.CodeOutput, TraceFits.ConversationInput, TraceFits.ConversationOutput])
        {
            TraceFitting.Distance([.. Enumerable.Range(0, 40_000).Select(_ => fit.Draw(random))], fit).ShouldBeLessThan(0.01);
        }
    }

    private static IEnumerable<Exchange> Exchanges() => Happened.Select(item => item.Event).OfType<Exchange>();

    private static List<(long Number, Event Event)> All(TrafficOptions options)
    {
        var traffic = new SimulatedTraffic(options);
        return [.. Enumerable.Range(0, traffic.Pieces).SelectMany(traffic.EventsOf)];
    }
}
