using Custos.Records;

namespace Custos.Tests.Records;

public sealed class EventLogTests
{
    [Fact]
    public async Task The_in_memory_log_gives_back_what_it_kept_in_order()
    {
        await using var log = EventLog.InMemory();
        var first = Exchange("first");
        var second = Exchange("second");

        await log.AppendAsync([first], CancellationToken.None);
        await log.AppendAsync([second], CancellationToken.None);

        var kept = new List<Event>();
        await foreach (var item in log.ReadAsync(CancellationToken.None))
        {
            kept.Add(item);
        }

        kept.ShouldBe([first, second]);
    }

    private static Exchange Exchange(string text) => new(Guid.NewGuid(), DateTimeOffset.UnixEpoch) { Endpoint = "/test", Input = text };
}
