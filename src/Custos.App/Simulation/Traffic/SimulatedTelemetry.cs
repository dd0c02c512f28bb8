using Custos.Records;
using Custos.Records.Telemetry;

namespace Custos.App.Simulation.Traffic;

/// <summary>What is said of a simulated answer afterwards, and what was looked up for it?</summary>
internal static class SimulatedTelemetry
{
    private const string Source = "simulated";
    private const double ThumbShare = 0.03;
    private const double EvaluatedShare = 0.01;
    private static readonly string[] KnowledgeBases = ["handbook", "tickets", "products"];

    /// <summary>What was looked up, where the talk uses a knowledge base.</summary>
    public static Retrieval? Lookup(Talk talk, Exchange exchange, Guid id, TrafficRandom random)
    {
        if (!talk.UsesKnowledge || exchange.Output is null) return null;
        var documents = random.Chance(0.08) ? 0 : 1 + random.Below(8);
        var answered = documents > 0 && random.Chance(0.85);
        return new Retrieval(id, exchange.At)
        {
            Source = Source,
            ExchangeId = exchange.Id,
            Organisation = exchange.Organisation,
            KnowledgeBase = KnowledgeBases[talk.User.Id[^1] % KnowledgeBases.Length],
            Documents = documents,
            TopScore = documents == 0 ? null : Math.Round(1 - Math.Pow(random.NextDouble(), 2), 4),
            Cited = documents == 0 ? 0 : answered ? 1 + random.Below(documents) : 0,
            NewestDocumentAt = documents == 0 ? null : Event.Truncate(exchange.At.AddDays(-random.NextExponential(60))),
            Answered = answered,
        };
    }

    /// <summary>What the user says of it; null for nothing, which is usual.</summary>
    public static Feedback? Say(Talk talk, Exchange exchange, Guid id, TrafficRandom random)
    {
        if (exchange.Output is null || !random.Chance(talk.IsFrustrated ? 4 * ThumbShare : ThumbShare)) return null;
        var feedback = new Feedback(id, Event.Truncate(exchange.At.AddSeconds(5 + random.NextExponential(60))))
        {
            Source = Source,
            ExchangeId = exchange.Id,
            User = exchange.User,
            Kind = FeedbackKind.Thumb,
            Value = random.Chance(talk.IsFrustrated ? 0.15 : 0.85) ? 1 : -1,
            Consent = FeedbackConsent.None,
        };
        return random.NextDouble() switch
        {
            < 0.75 => feedback,
            < 0.87 => feedback with { Kind = FeedbackKind.Stars, Value = talk.IsFrustrated ? 1 + random.Below(3) : 3 + random.Below(3) },
            < 0.96 => feedback with { Kind = FeedbackKind.Text, Value = null, Content = Sayings.Remark(random), Consent = FeedbackConsent.Store, IsRedacted = true },
            _ => feedback with { Kind = FeedbackKind.Rewrite, Value = null, Content = Sayings.Answer(talk.User.Language, random), Consent = FeedbackConsent.Train, IsRedacted = true },
        };
    }

    /// <summary>What an evaluator says of it, for one answer in a hundred.</summary>
    public static Evaluation? Evaluate(Talk talk, Exchange exchange, Guid id, TrafficRandom random)
    {
        if (exchange.Output is null || !random.Chance(EvaluatedShare)) return null;
        var score = Math.Round(Math.Clamp((talk.IsFrustrated ? 0.4 : 0.8) + (0.15 * random.NextNormal()), 0, 1), 3);
        return new Evaluation(id, exchange.At)
        {
            Source = Source,
            ExchangeId = exchange.Id,
            Name = "helpfulness",
            Score = score,
            Label = score >= 0.5 ? "pass" : "fail",
        };
    }
}
