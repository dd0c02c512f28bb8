using Custos.Records;

namespace Custos.Tests.Store;

/// <summary>Examples of what is recorded.</summary>
internal static class SomeEvents
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Exchange Exchange(int number, string? input = "hello", string? output = null) => new(Event.NewId(Noon), Noon.AddMilliseconds(number))
    {
        Endpoint = "/v1/decisions",
        Organisation = "acme",
        User = $"user-{number}",
        Conversation = null,
        Tier = "free",
        Region = "eu",
        Model = null,
        Input = input,
        Output = output,
    };

    public static Decision Decision(Exchange exchange, Verdict? verdict = null, params BucketScore[] buckets) =>
        new(Event.NewId(exchange.At), exchange.At.AddMicroseconds(250))
        {
            ExchangeId = exchange.Id,
            Direction = Direction.Input,
            Verdict = verdict ?? new Verdict.Allow(),
            Buckets = [.. buckets],
            BundleId = new string('a', 64),
            ElapsedMicroseconds = 250,
            DeadlineMilliseconds = 150,
        };

    public static BucketScore Bucket(string name, double score, double threshold = 0.5, bool certified = true) =>
        new(name, new Probability(score), new Probability(threshold), certified);

    /// <summary>Exchanges each followed by its decision, of every verdict in turn.</summary>
    public static List<Event> Pairs(int count, int from = 0)
    {
        var events = new List<Event>();
        for (var i = from; i < from + count; i++)
        {
            var exchange = Exchange(i, input: $"text {i}", output: i % 3 == 0 ? "an answer that is longer than twelve bytes: 😀" : null);
            events.Add(exchange);
            events.Add(Decision(exchange, VerdictOf(i), Bucket("hate", i % 100 / 100.0), Bucket("violence", 0.25, 0.9, certified: false)));
        }

        return events;
    }

    private static Verdict VerdictOf(int number) => (number % 4) switch
    {
        0 => new Verdict.Allow(),
        1 => new Verdict.Block(new Reason("hate", new Probability(0.75), new Probability(0.5))),
        2 => new Verdict.Hold(new Reason("violence", new Probability(0.95), new Probability(0.9))),
        _ => new Verdict.Unknown(FailureClass.Timeout, Fallback.Hold),
    };
}
