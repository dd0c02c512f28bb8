using Custos.Store;

namespace Custos.SlowTests.Store;

/// <summary>One exchange as the oracle sees it.</summary>
internal sealed record Asked(
    Guid Id, DateTimeOffset At, string? User, string Organisation, string Tier, string Model, long Took, int Tokens, bool IsToolCall, DateTimeOffset? BlockedAt);

/// <summary>A million exchanges from a seed, as a list and as a store: users of very different activity, late rows, rows from the future, calls of tools, changes of tier, times that fall together.</summary>
internal sealed class MillionExchanges
{
    public const int Count = 1_000_000;

    private static readonly DateTimeOffset Start = new(2026, 3, 8, 0, 0, 0, TimeSpan.Zero);

    private static readonly SqlFile Staging = new("Test", """
        CREATE TABLE staged (id UUID, asked_at TIMESTAMP, user_id VARCHAR, organisation VARCHAR, tier VARCHAR, model VARCHAR, took BIGINT, tokens INTEGER, tool BOOLEAN, blocked_at TIMESTAMP);
        """);

    // The number of arrival is the place in the list, which is not the order of time.
    private static readonly SqlFile Spread = new("Test", """
        INSERT INTO exchanges BY NAME
        SELECT 2 * row_number() OVER () AS sequence, id, asked_at AS occurred_at, '/v1/chat/completions' AS endpoint, organisation, user_id, tier, model, 'openai-chat' AS protocol,
            'completed' AS outcome, took AS duration_microseconds, tokens AS input_tokens, 0 AS output_tokens, CASE WHEN tool THEN id END AS parent_id
        FROM staged;
        INSERT INTO decisions BY NAME
        SELECT 2 * row_number() OVER () + 1 AS sequence, id, coalesce(blocked_at, asked_at) AS decided_at, id AS exchange_id, 'input' AS direction,
            CASE WHEN blocked_at IS NULL THEN 'allow' ELSE 'block' END AS verdict, 'b' AS bundle_id, 300 AS elapsed_microseconds, 50 AS deadline_milliseconds
        FROM staged;
        INSERT INTO decisions BY NAME
        SELECT sequence, id, decided_at + INTERVAL 1 SECOND AS decided_at, exchange_id, 'output' AS direction, verdict, bundle_id, elapsed_microseconds, deadline_milliseconds
        FROM decisions
        WHERE verdict = 'block' AND hash(id) % 2 = 0;
        DROP TABLE staged;
        """);

    private MillionExchanges(Asked[] all) => All = all;

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<Asked> All { get; }

    public static MillionExchanges FromSeed(int seed)
    {
        var random = new Random(seed);
        var made = new List<Asked>(Count);
        while (made.Count < Count)
        {
            var user = (int)(20_000 * Math.Pow(random.NextDouble(), 3));
            var at = Start.AddTicks(10 * random.NextInt64(42L * 86_400_000_000));
            var model = $"m-{random.Next(3)}";
            for (var turn = random.Next(1, 9); turn > 0 && made.Count < Count; turn--)
            {
                made.Add(Some(random, user, at, model));

                // Some at the same time, some exactly at the gap of a session, most in between.
                at = random.Next(40) switch { 0 => at, 1 => at.AddMinutes(30), _ => at.AddTicks(10 * random.NextInt64(2_000_000_000)) };
            }
        }

        var arrived = made.ToArray();
        random.Shuffle(arrived);
        return new MillionExchanges(arrived);
    }

    public void WriteTo(DataDirectory directory)
    {
        Directory.CreateDirectory(directory.Path);
        using var file = StoreFile.Open(directory.Database, TimeProvider.System);
        using var connection = file.Connect();
        connection.RunScript(Staging, default);
        using (var rows = connection.Append("staged"))
        {
            foreach (var one in All)
            {
                rows.Add(one.Id).Add(one.At).Add(one.User).Add(one.Organisation).Add(one.Tier).Add(one.Model).Add(one.Took).Add(one.Tokens).Add(one.IsToolCall);
                if (one.BlockedAt is { } blocked) rows.Add(blocked);
                else rows.AddNull();
                rows.EndRow();
            }

            rows.Flush();
        }

        connection.RunScript(Spread, default);
    }

    private static Asked Some(Random random, int user, DateTimeOffset at, string model)
    {
        var when = random.Next(1000) == 0 ? at.AddYears(70) : at;
        var tier = (user % 3 == 0 && at > Start.AddDays(20) ? user + 1 : user) % 3;
        return new Asked(
            NewId(random),
            when,
            random.Next(1000) == 0 ? null : $"u{user}",
            $"o{user % 40}",
            new[] { "free", "plus", "team" }[tier],
            model,
            (long)(1_000_000 * Math.Exp(2 * random.NextDouble())),
            user < 30 ? 100 : random.Next(1000),
            random.Next(100) == 0,
            random.Next(user % 50 == 0 ? 8 : 100) == 0 ? when.AddTicks(10 * random.Next(1_000_000)) : null);
    }

    private static Guid NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
