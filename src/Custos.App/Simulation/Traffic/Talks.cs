using System.Globalization;
using Custos.Sketches;

namespace Custos.App.Simulation.Traffic;

/// <summary>Whose turn is it? Each arrival goes on with a talk whose user has thought long enough, or begins a new one.</summary>
/// <remarks>Arrivals stay as they were drawn, and talks have turns, pauses and ends. Talks do not reach beyond a piece. Not thread-safe.</remarks>
internal sealed class Talks(Population population, bool isCode, ulong seed)
{
    private readonly PriorityQueue<Talk, double> _due = new();
    private readonly double _pauseMedian = isCode ? 18 : 45;
    private readonly double _goesOn = isCode ? 0.85 : 0.75;
    private ulong _begun;

    /// <summary>The talk that this arrival belongs to.</summary>
    public Talk At(double seconds, TrafficRandom random)
    {
        if (_due.TryPeek(out var talk, out var due) && due <= seconds)
        {
            _due.Dequeue();
            talk.Turn++;
            return talk;
        }

        var number = SeededHash.Of(_begun++, seed);
        var user = population.Next(isCode, seconds, random);
        return new Talk
        {
            User = user,
            Id = string.Create(CultureInfo.InvariantCulture, $"c{number >> 20:x11}"),
            Domain = isCode ? "coding" : random.Pick(Sayings.Domains),
            IsAbuse = random.Chance(user.IsAbusive ? 0.6 : 0.004),
            UsesKnowledge = user.Organisation is not null && !isCode && random.Chance(0.35),
            IsCode = isCode,
        };
    }

    /// <summary>After a turn: the user goes on after a pause, or not. Who is annoyed leaves sooner and comes back faster.</summary>
    public void Turned(Talk talk, double seconds, TrafficRandom random)
    {
        if (!random.Chance(talk.IsFrustrated ? _goesOn * 0.8 : _goesOn)) return;
        _due.Enqueue(talk, seconds + random.NextLognormal(talk.IsFrustrated ? _pauseMedian / 2 : _pauseMedian, 1.1));
    }
}

/// <summary>One conversation, as far as it has come.</summary>
internal sealed class Talk
{
    public required SimulatedUser User { get; init; }

    public required string Id { get; init; }

    public required string Domain { get; init; }

    public required bool IsAbuse { get; init; }

    public required bool UsesKnowledge { get; init; }

    public required bool IsCode { get; init; }

    /// <summary>From 0.</summary>
    public int Turn { get; set; }

    /// <summary>The last answer did not help.</summary>
    public bool IsFrustrated { get; set; }

    public string LastAsked { get; set; } = "";
}
