using Custos.Records;
using Custos.Records.Calls;
using Custos.Records.Opinions;
using Custos.Records.Telemetry;

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
        Address = number % 2 == 0 ? "192.0.2.1" : null,
        Tool = number % 5 == 0 ? "search" : null,
        Arguments = number % 5 == 0 ? "{}" : null,
        Tokens = number % 3 == 0 ? number : null,
        Parent = number % 7 == 1 ? Guid.Parse("018e0000-0000-7000-8000-000000000001") : null,
        Call = number % 4 == 0 ? Calls[number / 4 % Calls.Count] : null,
    };

    /// <summary>One model call of which everything is known, and one of which as little as there can be.</summary>
    public static IReadOnlyList<ModelCall> Calls { get; } =
    [
        new ModelCall
        {
            Protocol = "openai-chat", Outcome = CallOutcome.Completed, Status = 200, IsStreamed = true, StopReason = "stop", Refused = false, InputTokens = 12, CachedTokens = 0, OutputTokens = 34,
            TokensAreEstimated = true, FirstTokenMicroseconds = 250_000, DurationMicroseconds = 1_000_000, Cost = 0.00125, Key = "01234567",
        },
        new ModelCall { Protocol = "anthropic-messages", Outcome = CallOutcome.ClientLeft, DurationMicroseconds = 0 },
    ];

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
            var decision = Decision(exchange, VerdictOf(i), Bucket("hate", i % 100 / 100.0), Bucket("violence", 0.25, 0.9, certified: false)) with { Of = i % 5 == 2 ? new Stretch(1, 3) : null };
            events.Add(decision.Verdict is Verdict.Allow
                ? decision
                : decision with { Findings = [decision.Verdict, VerdictOf(i + 1) is Verdict.Allow ? decision.Verdict : VerdictOf(i + 1)], Tiers = [new TierTime(Tier.Normalise, 12), new TierTime(Tier.Counters, i)], Observations = [new Observation("turns()", $"{i}")] });
        }

        return events;
    }

    /// <summary>An exchange that came from outside.</summary>
    public static Exchange Outside(int number, DateTimeOffset? at = null) => new(TelemetryId.Of(at ?? Noon, "otlp", $"span-{number}"), at ?? Noon)
    {
        Source = "otlp",
        ExternalKey = $"span-{number}",
        Endpoint = "chat",
        Input = $"text {number}",
        Language = number % 2 == 0 ? "pt-BR" : null,
        Domain = number % 3 == 0 ? "law" : null,
        Attributes = number % 2 == 1 ? """{"a":1}""" : null,
        Call = Calls[number % 2],
    };

    /// <summary>Of each kind of telemetry one of which everything is known, and one of which as little as there can be.</summary>
    public static IReadOnlyList<TelemetryEvent> Telemetry { get; } = [.. ((IEnumerable<TelemetryEvent>)
    [
        new Feedback(TelemetryId.Of(Noon, "feedback", "1"), Noon) { ExchangeId = Guid.Parse("018e0000-0000-7000-8000-0000000000fc"), ExternalKey = "k", User = "u", Kind = FeedbackKind.Stars, Value = 4, Content = "so so", Consent = FeedbackConsent.Train, IsRedacted = true },
        new Feedback(TelemetryId.Of(Noon, "feedback", "2"), Noon) { Kind = FeedbackKind.Thumb, Consent = FeedbackConsent.None },
        new Evaluation(TelemetryId.Of(Noon, "otlp", "3"), Noon) { ExchangeId = Guid.Parse("018e0000-0000-7000-8000-0000000000fc"), ExternalKey = "k", Name = "relevance", Score = 0.5, Label = "good", Explanation = "to the point" },
        new Evaluation(TelemetryId.Of(Noon, "otlp", "4"), Noon) { Name = "" },
        new Retrieval(TelemetryId.Of(Noon, "otlp", "5"), Noon) { ExchangeId = Guid.Parse("018e0000-0000-7000-8000-0000000000fc"), ExternalKey = "k", Organisation = "acme", KnowledgeBase = "manuals", Documents = 5, TopScore = 0.25, Cited = 0, NewestDocumentAt = Noon, Answered = false },
        new Retrieval(TelemetryId.Of(Noon, "otlp", "6"), Noon) { Documents = 0 },
        new ProgramSpan(TelemetryId.Of(Noon, "otlp", "7"), Noon) { Trace = "t", Span = "s", ParentSpan = "p", Name = "GET /", Kind = "server", Service = "shop", Status = "ok", DurationMicroseconds = 12, Attributes = "{}" },
        new ProgramSpan(TelemetryId.Of(Noon, "otlp", "8"), Noon) { Trace = "t", Span = "s", Name = "", Kind = "unspecified", Status = "unset", DurationMicroseconds = 0 },
        new ProgramLog(TelemetryId.Of(Noon, "otlp", "9"), Noon) { Trace = "t", Span = "s", Severity = "ERROR", EventName = "boom", Body = "it broke", Service = "shop", Attributes = "{}" },
        new ProgramLog(TelemetryId.Of(Noon, "otlp", "10"), Noon),
        new MetricPoint(TelemetryId.Of(Noon, "otlp", "11"), Noon) { Name = "gen_ai.client.token.usage", Kind = "histogram", Unit = "{token}", Service = "shop", Count = 3, Sum = 4.5, Value = 1, Buckets = "[]", Attributes = "{}" },
        new MetricPoint(TelemetryId.Of(Noon, "otlp", "12"), Noon) { Name = "n", Kind = "gauge" },
    ]).Select(static one => one with { Source = "otlp" })];

    /// <summary>Opinions of which everything is known, of which as little as there can be, and one for each reason of no answer.</summary>
    public static IReadOnlyList<Opinion> Opinions { get; } =
    [
        Opinion(OpinionAnswer.Yes, null, new Vote { Answer = OpinionAnswer.Yes, Said = """{"verdict":"yes"}""", WasRepaired = true, InputTokens = 300, OutputTokens = 0, Cost = 0.00125, DurationMicroseconds = 900_000 }) with { DecisionId = Guid.Parse("018e0000-0000-7000-8000-0000000000fd") },
        Opinion(OpinionAnswer.No, null, new Vote { Answer = OpinionAnswer.No, DurationMicroseconds = 0 }, new Vote { Answer = OpinionAnswer.Unknown, Because = NoAnswer.Timeout, DurationMicroseconds = 1 }, new Vote { Answer = OpinionAnswer.No, DurationMicroseconds = 2 }),
        .. Enum.GetValues<NoAnswer>().Select(because => Opinion(OpinionAnswer.Unknown, because)),
    ];

    /// <summary>A reason that rests on one score.</summary>
    public static Reason Reason(string label, double score, double threshold) =>
        new("thresholds", label, [new Evidence.Score(label, new Probability(score), new Probability(threshold), Certified: true)]);

    /// <summary>One verdict of each kind, resting on every kind of evidence.</summary>
    public static IReadOnlyList<Verdict> Verdicts { get; } =
    [
        new Verdict.Allow(),
        new Verdict.Block(Reason("hate", 0.75, 0.5)),
        new Verdict.Hold(new Reason("violence", "often", [new Evidence.Count("count(user, \"block\", 1.00:00:00)", 3, 3, 3.5), new Evidence.Score("violence", new Probability(0.95), null, Certified: false)])),
        new Verdict.Unknown(FailureClass.Timeout, Fallback.Hold),
        new Verdict.Unknown(FailureClass.Uncertain, Fallback.Flag, Reason("hate", 0.45, 0.5)),
        new Verdict.Flag(new Reason("tools", "tools", [new Evidence.Call("/path", "A text is wanted here.")])),
        new Verdict.Redact(new Reason("secrets", "keys", [new Evidence.Match("identifier", "credential", 0, "base64+rot13", 5, 40)]), [new Stretch(5, 40), new Stretch(50, 1)]),
    ];

    private static Opinion Opinion(OpinionAnswer answer, NoAnswer? because, params Vote[] votes) => new(Event.NewId(Noon), Noon)
    {
        ExchangeId = Guid.Parse("018e0000-0000-7000-8000-0000000000ff"), Direction = Direction.Output, Judge = "advice", Version = new string('b', 64), Model = "some-model", Answer = answer, Because = because, Votes = [.. votes], ElapsedMicroseconds = 1_000_000,
    };

    private static Verdict VerdictOf(int number) => Verdicts[number % Verdicts.Count];
}
