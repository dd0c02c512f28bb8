using System.Globalization;
using Custos.Sketches;

namespace Custos.App.Simulation.Traffic;

/// <summary>Who asks? Users with their organisation, plan, region and habits, of whom a few ask most.</summary>
internal sealed class Population
{
    private const ulong PeopleSeed = 21;
    private const int Tries = 8;

    // With this exponent the busiest tenth of users asks about two fifths of everything.
    private const double Concentration = 2.2;

    private static readonly (string Region, string[] Languages)[] Places =
    [
        ("us", ["en", "en", "en", "en", "es"]),
        ("us", ["en", "en", "en", "en", "es"]),
        ("eu", ["en", "de", "de", "fr", "es", "fr"]),
        ("latam", ["es", "es", "pt", "pt", "en"]),
        ("apac", ["en", "en", "en"]),
    ];

    private static readonly string[] Tiers = ["free", "free", "free", "free", "pro", "pro"];

    private readonly SimulatedUser[] _users;
    private readonly SimulatedUser[] _developers;

    public Population(TrafficOptions options)
    {
        var random = new TrafficRandom(SeededHash.Of(options.Seed, PeopleSeed));
        var seconds = TimeSpan.FromDays(options.Days).TotalSeconds;
        _users = [.. Enumerable.Range(0, options.UserCount).Select(number => Person(number, options.OrganisationCount, seconds, random))];
        _developers = [.. _users.Where(user => user.IsDeveloper)];
        if (_developers.Length == 0) _developers = _users;
    }

    public IReadOnlyList<SimulatedUser> Users => _users;

    /// <summary>Who begins to ask at this moment; whoever has not joined yet, or has left, is passed over as long as others are found.</summary>
    public SimulatedUser Next(bool isCode, double at, TrafficRandom random)
    {
        var among = isCode ? _developers : _users;
        var user = among[0];
        for (var i = 0; i < Tries; i++)
        {
            user = among[(int)(among.Length * Math.Pow(random.NextDouble(), Concentration))];
            if (at >= user.Joined && at < user.Left) break;
        }

        return user;
    }

    private static SimulatedUser Person(int number, int organisations, double seconds, TrafficRandom random)
    {
        var isMember = random.Chance(0.4);
        var organisation = isMember ? (int)(organisations * Math.Pow(random.NextDouble(), 1.5)) : 0;
        var isInternal = isMember && organisation == 0;
        var (region, languages) = random.Pick(Places);
        var tier = isMember ? "enterprise" : random.Pick(Tiers);
        var joined = isInternal || random.Chance(0.5) ? 0 : random.NextDouble() * seconds;
        return new SimulatedUser
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"user-{number:D6}"),
            Organisation = isMember ? string.Create(CultureInfo.InvariantCulture, $"org-{organisation:D4}") : null,
            Key = isMember ? string.Create(CultureInfo.InvariantCulture, $"key-{organisation:D4}-{number % 3}") : null,
            Region = region,
            Language = random.Pick(languages),
            Tier = tier,
            Upgraded = tier == "free" && random.Chance(0.06) ? joined + (random.NextDouble() * seconds) : double.PositiveInfinity,
            Joined = joined,
            Left = isInternal ? double.PositiveInfinity : joined + random.NextExponential(TimeSpan.FromDays(25).TotalSeconds),
            IsDeveloper = random.Chance(0.3),
            IsAbusive = !isInternal && random.Chance(0.02),
            IsInternal = isInternal,
            IsGated = (isMember ? organisation : number) % 3 != 1,
            Family = random.Below(SimulatedModels.Families),
            Delay = random.NextDouble(),
        };
    }
}

/// <summary>One who asks; times are seconds from the beginning.</summary>
internal sealed record SimulatedUser
{
    public required string Id { get; init; }

    public string? Organisation { get; init; }

    public string? Key { get; init; }

    public required string Region { get; init; }

    public required string Language { get; init; }

    /// <summary>The plan at first.</summary>
    public required string Tier { get; init; }

    /// <summary>When a free user becomes a paying one; never, for most.</summary>
    public required double Upgraded { get; init; }

    public required double Joined { get; init; }

    public required double Left { get; init; }

    public required bool IsDeveloper { get; init; }

    public required bool IsAbusive { get; init; }

    /// <summary>Works for whoever serves the models.</summary>
    public required bool IsInternal { get; init; }

    /// <summary>The gate decides on what is asked; the rest is only observed.</summary>
    public required bool IsGated { get; init; }

    /// <summary>Which family of models.</summary>
    public required int Family { get; init; }

    /// <summary>How late this user takes up a new version, in [0, 1).</summary>
    public required double Delay { get; init; }

    public string TierAt(double seconds) => seconds >= Upgraded ? "pro" : Tier;
}
