using Custos.Records;

namespace Custos.App.Simulation.Traffic;

/// <summary>How much traffic is simulated, of whom and over which time? The same options give the same traffic.</summary>
internal sealed record TrafficOptions
{
    private const int MostDays = 366;
    private const long MostExchanges = 1_000_000_000;
    private const int MostUsers = 5_000_000;

    public required long Exchanges { get; init; }

    public ulong Seed { get; init; } = 1;

    public DateTimeOffset From { get; init; } = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public int Days { get; init; } = 30;

    /// <summary>Null for one in a hundred exchanges, at least ten and at most 200,000.</summary>
    public int? Users { get; init; }

    /// <summary>Null for one in fifty users, at least three.</summary>
    public int? Organisations { get; init; }

    /// <summary>How many exchanges are made and committed at once: by itself the rows of one of DuckDB's row groups, which are written to their place without a detour.</summary>
    public int PieceExchanges { get; init; } = 122_880;

    public int UserCount => Users ?? (int)Math.Clamp(Exchanges / 100, 10, 200_000);

    public int OrganisationCount => Organisations ?? Math.Max(3, UserCount / 50);

    /// <exception cref="BadInputException">A number is out of its range.</exception>
    public TrafficOptions Checked()
    {
        Require(Exchanges is >= 1 and <= MostExchanges, "--exchanges", $"1 to {MostExchanges:N0}");
        Require(Days is >= 1 and <= MostDays, "--days", $"1 to {MostDays}");
        Require(UserCount is >= 1 and <= MostUsers, "--users", $"1 to {MostUsers:N0}");
        Require(OrganisationCount >= 1 && OrganisationCount <= UserCount, "--organisations", "1 to the number of users");
        Require(From.Year is >= 1971 and <= 9000, "--from", "a time after 1970");
        return this;
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds) throw new BadInputException($"{option} is out of its range.", $"Give {range}.", isUsage: true);
    }
}
