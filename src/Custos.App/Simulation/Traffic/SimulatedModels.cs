using Custos.Records.Calls;

namespace Custos.App.Simulation.Traffic;

/// <summary>Which models are asked, how fast are they, what do they cost, and when did their versions come?</summary>
/// <remarks>Invented: speeds and prices are of the order of those that providers state for models of three sizes.</remarks>
internal static class SimulatedModels
{
    // A version reaches its last user this share of the time after it came.
    private const double RollOut = 0.15;

    private static readonly SimulatedModel[][] ByFamily =
    [
        [
            new("meridian-6.1", "openai-chat", "/v1/chat/completions", new TokenPrices(2.5, 10, 1.25), 320, 55, 17, 1.0) { From = 0 },
            new("meridian-6.2", "openai-chat", "/v1/chat/completions", new TokenPrices(2.5, 10, 1.25), 290, 50, 14, 0.6) { From = 0.4 },
        ],
        [
            new("cedar-4.1", "anthropic-messages", "/v1/messages", new TokenPrices(3, 15, 0.3), 380, 60, 15, 1.3) { From = 0 },
            new("cedar-4.2", "anthropic-messages", "/v1/messages", new TokenPrices(3, 15, 0.3), 360, 58, 13, 1.1) { From = 0.6 },
        ],
        [
            new("sprig-mini", "openai-responses", "/v1/responses", new TokenPrices(0.15, 0.6), 150, 18, 7, 0.8) { From = 0 },
        ],
    ];

    public static int Families => ByFamily.Length;

    /// <summary>The version that a user meets after this share of the whole time.</summary>
    public static SimulatedModel Of(SimulatedUser user, double share)
    {
        var versions = ByFamily[user.Family];
        for (var i = versions.Length - 1; i > 0; i--)
        {
            if (share >= versions[i].From + (user.Delay * RollOut)) return versions[i];
        }

        return versions[0];
    }
}

/// <summary>One version of a model.</summary>
/// <param name="Name">As requests name it.</param>
/// <param name="Protocol">What its clients speak.</param>
/// <param name="Endpoint">Where they ask.</param>
/// <param name="Prices">For a million tokens.</param>
/// <param name="FirstMilliseconds">To the first token of a short request.</param>
/// <param name="ReadMicroseconds">For each token that is read.</param>
/// <param name="WriteMilliseconds">For each token that is written.</param>
/// <param name="Caution">How often it declines, as a multiple of the usual.</param>
internal sealed record SimulatedModel(
    string Name, string Protocol, string Endpoint, TokenPrices Prices, double FirstMilliseconds, double ReadMicroseconds, double WriteMilliseconds, double Caution)
{
    /// <summary>When it came, as a share of the whole time.</summary>
    public required double From { get; init; }
}
