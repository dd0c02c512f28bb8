using Custos.Gate.Traffic;
using Custos.Records;
using Custos.Tests.Store;

namespace Custos.Tests.Gate.Traffic;

public sealed class RecordedMessagesTests
{
    [Fact]
    public async Task A_message_is_as_its_exchange_says_in_the_decisions_direction()
    {
        var exchange = SomeEvents.Exchange(10, input: "asked", output: "answered");
        var decision = SomeEvents.Decision(exchange);

        var read = await ReadAsync(exchange, decision, decision with { Direction = Direction.Output }, decision with { Direction = Direction.ToolCall });

        read.Select(pair => pair.Message?.Text).ShouldBe(["asked", "answered", "{}"]);
        var message = read[0].Message!;
        (message.Endpoint, message.Organisation, message.User, message.Conversation, message.Tier, message.Region, message.Address, message.Tool, message.Tokens, message.Deadline)
            .ShouldBe((exchange.Endpoint, exchange.Organisation, exchange.User, exchange.Conversation, exchange.Tier, exchange.Region, exchange.Address, exchange.Tool, exchange.Tokens, TimeSpan.FromMilliseconds(150)));
    }

    [Fact]
    public async Task Without_an_exchange_or_without_a_text_in_that_direction_there_is_no_message()
    {
        var exchange = SomeEvents.Exchange(1, input: null);

        (await ReadAsync(exchange, SomeEvents.Decision(exchange), SomeEvents.Decision(SomeEvents.Exchange(2)))).ShouldAllBe(pair => pair.Message == null);
    }

    [Fact]
    public async Task An_exchange_long_before_its_decision_is_let_go()
    {
        var first = SomeEvents.Exchange(1);
        var between = Enumerable.Range(2, 4096).Select(number => (Event)SomeEvents.Exchange(number));

        (await ReadAsync([first, .. between, SomeEvents.Decision(first)])).ShouldHaveSingleItem().Message.ShouldBeNull();
        (await ReadAsync([first, .. between.Skip(1), SomeEvents.Decision(first)])).ShouldHaveSingleItem().Message.ShouldNotBeNull();
    }

    private static async Task<List<(Message? Message, Decision Decision)>> ReadAsync(params Event[] events)
    {
        var log = EventLog.InMemory();
        await log.AppendAsync(events, CancellationToken.None);
        return await RecordedMessages.ReadAsync(log.ReadAsync(CancellationToken.None), CancellationToken.None).ToListAsync();
    }
}
