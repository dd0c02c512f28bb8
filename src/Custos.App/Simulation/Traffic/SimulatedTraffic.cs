using Custos.Records;
using Custos.Sketches;

namespace Custos.App.Simulation.Traffic;

/// <summary>What happened? Every exchange of the simulated time with all that belongs to it, piece by piece.</summary>
/// <remarks>Thread-safe: each piece is made from the options and its number alone, in memory for its arrivals and open talks.</remarks>
internal sealed class SimulatedTraffic
{
    /// <summary>How many numbers an exchange and all that belongs to it may take.</summary>
    public const int MostEvents = 8;

    private const ulong PieceSeed = 31;

    private readonly TrafficOptions _options;
    private readonly ulong _world;
    private readonly ArrivalPlan _plan;
    private readonly double _seconds;

    public SimulatedTraffic(TrafficOptions options)
    {
        _options = options;
        _world = SimulatedId.WorldOf(options);
        _plan = new ArrivalPlan(options);
        _seconds = TimeSpan.FromDays(options.Days).TotalSeconds;
        People = new Population(options);
    }

    public Population People { get; }

    public int Pieces => _plan.Pieces;

    /// <summary>How many numbers all events take.</summary>
    public long Numbers => _options.Exchanges * MostEvents;

    public int CountOf(int piece) => _plan.CountOf(piece);

    /// <summary>Each event of a piece, in the order of its exchanges' times, with its number counted from 0 over all pieces.</summary>
    public IEnumerable<(long Number, Event Event)> EventsOf(int piece)
    {
        var seed = SeededHash.Of((ulong)piece, SeededHash.Of(PieceSeed, _world));
        var random = new TrafficRandom(seed);
        var (code, conversation) = _plan.ArrivalsOf(piece, random);
        var codeTalks = new Talks(People, isCode: true, SeededHash.Of(1UL, seed));
        var otherTalks = new Talks(People, isCode: false, SeededHash.Of(2UL, seed));
        var events = new List<Event>(MostEvents);
        var number = (long)piece * _options.PieceExchanges * MostEvents;
        for (int i = 0, j = 0; i < code.Length || j < conversation.Length; number += MostEvents)
        {
            var isCode = j == conversation.Length || (i < code.Length && code[i] <= conversation[j]);
            var seconds = isCode ? code[i++] : conversation[j++];
            var talks = isCode ? codeTalks : otherTalks;
            var talk = talks.At(seconds, random);
            events.Clear();
            Turn(talk, seconds, number, events, random);
            talks.Turned(talk, seconds, random);
            for (var k = 0; k < events.Count; k++) yield return (number + k, events[k]);
        }
    }

    private void Turn(Talk talk, double seconds, long number, List<Event> events, TrafficRandom random)
    {
        var at = Event.Truncate(_options.From.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)));
        var bucket = talk.IsAbuse && random.Chance(0.7) ? Phrases.Buckets[random.Below(Phrases.Buckets.Count)] : null;
        var looksGuilty = bucket is null && random.Chance(0.02);
        var asked = AskedIn(talk, bucket, looksGuilty, random);
        var verdict = talk.User.IsGated ? SimulatedGate.Say(bucket, random) : null;
        var isBlocked = verdict is Verdict.Block or Verdict.Hold;
        var model = SimulatedModels.Of(talk.User, seconds / _seconds);
        var isRefused = !isBlocked && random.Chance(bucket is not null ? Math.Min(0.95, 0.7 * model.Caution) : (looksGuilty ? 0.08 : 0.004) * model.Caution);
        var tier = talk.User.TierAt(seconds);
        var call = SimulatedCall.Of(model, talk, tier, isBlocked, isRefused, random);
        var exchange = new Exchange(SimulatedId.Of(at, _world, (ulong)number), at)
        {
            Endpoint = model.Endpoint,
            Organisation = talk.User.Organisation,
            User = talk.User.Id,
            Conversation = talk.Id,
            Tier = tier,
            Region = talk.User.Region,
            Model = model.Name,
            Input = asked,
            Output = call.Status != 200 ? null : isRefused ? Sayings.Refuse(random) : Sayings.Answer(talk.User.Language, random),
            Call = call,
            Source = "simulated",
            Language = random.Chance(0.9) ? talk.IsCode ? "en" : talk.User.Language : null,
            Domain = random.Chance(0.9) ? talk.Domain : null,
        };
        events.Add(exchange);
        if (verdict is not null) events.Add(SimulatedGate.Decide(IdOf(at, number, 1), exchange, verdict, random));
        talk.LastAsked = asked;
        talk.IsFrustrated = isRefused || isBlocked || call.Status != 200 || random.Chance(talk.IsFrustrated ? 0.35 : 0.05);
        if (SimulatedTelemetry.Lookup(talk, exchange, IdOf(at, number, 2), random) is { } lookup) events.Add(lookup);
        if (SimulatedTelemetry.Say(talk, exchange, IdOf(at, number, 3), random) is { } feedback) events.Add(feedback);
        if (SimulatedTelemetry.Evaluate(talk, exchange, IdOf(at, number, 4), random) is { } evaluation) events.Add(evaluation);
    }

    private Guid IdOf(DateTimeOffset at, long number, int place) => SimulatedId.Of(at, _world, (ulong)(number + place));

    private static string AskedIn(Talk talk, string? bucket, bool looksGuilty, TrafficRandom random)
    {
        if (bucket is not null) return Sayings.Abuse(bucket, random);
        if (talk.IsFrustrated && talk.LastAsked.Length > 0 && random.Chance(0.6)) return Sayings.AskAgain(talk.LastAsked, random);
        return looksGuilty ? Sayings.AskInnocently(random) : Sayings.Ask(talk.IsCode ? "en" : talk.User.Language, random);
    }
}
