using Custos.Records.Calls;

namespace Custos.App.Simulation.Traffic;

/// <summary>What was it like to ask the model: how many tokens, how long, how it ended, for how much?</summary>
internal static class SimulatedCall
{
    private const double LaterTurnsCached = 0.6;

    /// <param name="model">Who is asked.</param>
    /// <param name="talk">Where it is asked.</param>
    /// <param name="tier">Of the user, who waits longer as a free one.</param>
    /// <param name="isBlocked">The gate stopped what was asked.</param>
    /// <param name="isRefused">The model declines.</param>
    /// <param name="random">Chance.</param>
    public static ModelCall Of(SimulatedModel model, Talk talk, string tier, bool isBlocked, bool isRefused, TrafficRandom random)
    {
        var input = (talk.IsCode ? TraceFits.CodeInput : TraceFits.ConversationInput).Draw(random);
        if (isBlocked) return Ended(model, talk, CallOutcome.InputBlocked, status: null, input, 2_000 + random.Below(20_000));
        var (wait, limit) = tier switch { "free" => (1.6, 1_024), "pro" => (1.0, 4_096), _ => (0.8, 8_192) };
        var first = (long)random.NextLognormal(wait * ((model.FirstMilliseconds * 1_000) + (model.ReadMicroseconds * input)), 0.35);
        switch (random.NextDouble())
        {
            case < 0.004: return Ended(model, talk, CallOutcome.UpstreamFailed, 500, input, first);
            case < 0.007: return Ended(model, talk, CallOutcome.UpstreamRefused, 429, input, first / 4);
            case < 0.008: return Ended(model, talk, CallOutcome.UpstreamTimedOut, status: null, input, 60_000_000);
        }

        var drawn = (talk.IsCode ? TraceFits.CodeOutput : TraceFits.ConversationOutput).Draw(random);
        var output = isRefused ? 20 + random.Below(60) : Math.Min(limit, drawn);
        var left = random.Chance(0.006);
        if (left) output = Math.Max(1, output / 3);

        // Some models say that they declined, by the protocol's own sign; others only in words.
        var signs = isRefused && random.Chance(0.5);
        var cached = talk.Turn == 0 || !random.Chance(LaterTurnsCached) ? 0 : input * 3 / 4;
        return new ModelCall
        {
            Protocol = model.Protocol,
            Outcome = left ? CallOutcome.ClientLeft : CallOutcome.Completed,
            Status = 200,
            IsStreamed = !talk.IsCode,
            StopReason = left ? null : signs ? "refusal" : output == limit ? "length" : "stop",
            Refused = left ? null : signs,
            InputTokens = input,
            CachedTokens = cached,
            OutputTokens = output,
            FirstTokenMicroseconds = first,
            DurationMicroseconds = first + (long)random.NextLognormal(output * model.WriteMilliseconds * 1_000, 0.15),
            Cost = model.Prices.Of(input, output, cached),
            Key = talk.User.Key,
        };
    }

    private static ModelCall Ended(SimulatedModel model, Talk talk, CallOutcome outcome, int? status, int input, long microseconds) => new()
    {
        Protocol = model.Protocol,
        Outcome = outcome,
        Status = status,
        IsStreamed = !talk.IsCode,
        InputTokens = outcome == CallOutcome.InputBlocked ? null : input,
        DurationMicroseconds = microseconds,
        Key = talk.User.Key,
    };
}
