namespace Custos.Bench.Reporting;

/// <summary>What do the tables hold that reports are timed on? Statements that fill them inside the database, from hashes: the same rows every time.</summary>
/// <remarks>
/// Ninety days, rows in the order of time. Sessions of five requests over ten minutes; a million users of very different activity, one in a hundred
/// of whom changes tier half-way; 500 organisations; four models; 1 % of the exchanges blocked, for one user in 2,000 a quarter; 2 % refused.
/// </remarks>
internal static class ReportTraffic
{
    /// <summary>Rows of <c>exchanges</c>; $1 and $2 are the first number and the one behind the last, $3 how many there will be in all.</summary>
    public const string Exchanges = """
        INSERT INTO exchanges BY NAME
        WITH calls AS (
            SELECT range AS i, range // 5 AS s FROM range($1, $2)
        ),
        hashed AS (
            SELECT i, s, CAST(hash(s, 1) >> 1 AS BIGINT) AS hs, CAST(hash(i, 2) >> 1 AS BIGINT) AS hi, CAST(hash(i, 3) >> 1 AS BIGINT) AS hj,
                CAST(floor(1000000 * pow((CAST(hash(s, 4) >> 1 AS BIGINT) % 1000003) / 1000003.0, 3)) AS BIGINT) AS u
            FROM calls
        ),
        placed AS (
            SELECT *, CAST(hash(u, 5) >> 1 AS BIGINT) AS hu,
                1767225600000000 + CAST(s * (90 * 86400000000.0 / (CAST($3 AS BIGINT) / 5)) AS BIGINT) + (i % 5) * 120000000 + hi % 60000000 AS us
            FROM hashed
        )
        SELECT 2 * i + 1 AS sequence, CAST(format('{:012x}', us // 1000) || substr(md5(CAST(i AS VARCHAR)), 13) AS UUID) AS id, make_timestamp(us) AS occurred_at,
            ['/v1/chat/completions', '/v1/responses', '/v1/messages'][1 + hu % 3] AS endpoint, 'org-' || (u % 500) AS organisation, 'user-' || u AS user_id, 'c' || s AS conversation,
            ['free', 'plus', 'team', 'enterprise'][1 + (hu + CASE WHEN hu % 100 = 7 AND us > 1771000000000000 THEN 1 ELSE 0 END) % 4] AS tier,
            ['eu', 'us', 'asia', 'africa', 'oceania'][1 + (hu // 7) % 5] AS region, ['m-1', 'm-2', 'm-3', 'm-4'][1 + hs % 4] AS model,
            ['openai-chat', 'anthropic-messages'][1 + hs % 2] AS protocol, 'completed' AS outcome, TRUE AS streamed,
            CASE WHEN hj % 50 = 0 THEN 'content_filter' ELSE 'stop' END AS stop_reason, hj % 50 = 0 AS refused,
            CAST(50 + hi % 2000 AS INTEGER) AS input_tokens, CAST(20 + hj % 800 AS INTEGER) AS output_tokens,
            CAST(150000 + 10000 * sqrt(hi % 10007) + hj % 1000 AS BIGINT) AS first_token_microseconds,
            CAST(500000 * exp(3.0 * ((hj // 1000) % 100003) / 100003.0) + hi % 1000 AS BIGINT) AS duration_microseconds,
            (hi % 1000) / 100000.0 AS cost, ['en', 'de', 'fr', NULL][1 + hu % 4] AS language, ['code', 'law', 'health', 'other'][1 + hs % 4] AS domain
        FROM placed
        """;

    /// <summary>A decision on each of those exchanges; $1 and $2 bound their numbers.</summary>
    public const string Decisions = """
        INSERT INTO decisions BY NAME
        SELECT sequence + 1 AS sequence, id, occurred_at AS decided_at, id AS exchange_id, 'input' AS direction,
            CASE WHEN hash(sequence, 6) % 100 = 0 OR (hash(user_id) % 2000 = 0 AND hash(sequence, 6) % 4 = 0) THEN 'block' ELSE 'allow' END AS verdict,
            CASE WHEN hash(sequence, 6) % 100 = 0 THEN 'harms' END AS reason_policy, 'bundle' AS bundle_id,
            CAST(300 + CAST(hash(sequence, 7) >> 1 AS BIGINT) % 5000 AS BIGINT) AS elapsed_microseconds, 100 AS deadline_milliseconds
        FROM exchanges
        WHERE sequence >= 2 * $1 AND sequence < 2 * $2
        """;

    /// <summary>What was asked in each; $1 and $2 bound their numbers.</summary>
    public const string Contents = """
        INSERT INTO contents
        SELECT sequence, id, 'input', 'please explain ' || ['how', 'why', 'when'][1 + CAST(hash(sequence) >> 1 AS BIGINT) % 3] || ' number ' || (hash(sequence, 8) % 1000000)
            || ' of the list is what it is in this text of ordinary length'
        FROM exchanges
        WHERE sequence >= 2 * $1 AND sequence < 2 * $2
        """;

    /// <summary>What else reports read, once all exchanges are there.</summary>
    public static readonly string[] Rest =
    [
        """
        INSERT INTO decision_findings
        SELECT d.sequence, d.id, 1, 'prompt-injection', 'stop', 'block', NULL, NULL,
            '[{"kind":"phrase","name":"list-' || (hash(d.sequence, 9) % 50) || '","entry":1,"view":"raw","start":0,"length":9}]', NULL
        FROM decisions d
        WHERE d.verdict = 'block'
        """,
        """
        INSERT INTO retrievals
        SELECT sequence, id, occurred_at, 'otlp', id, NULL, organisation, 'base-' || (hash(sequence, 10) % 20), CAST(hash(sequence, 11) % 5 AS INTEGER), 0.5,
            CAST(hash(sequence, 12) % 3 AS INTEGER), occurred_at - to_hours(CAST(hash(sequence, 13) % 2000 AS BIGINT)), hash(sequence, 14) % 5 > 0
        FROM exchanges
        WHERE hash(sequence, 15) % 20 = 0
        """,
        """
        INSERT INTO feedback
        SELECT sequence, id, occurred_at, 'api', id, NULL, user_id, 'thumb', CASE WHEN hash(sequence, 16) % 3 = 0 THEN -1 ELSE 1 END, NULL, 'none', FALSE
        FROM exchanges
        WHERE hash(sequence, 17) % 100 = 0
        """,
        """
        INSERT INTO labels
        SELECT CAST(id AS VARCHAR), occurred_at, id, 'should_refuse', hash(sequence, 18) % 4 = 0, 'person'
        FROM exchanges
        WHERE hash(sequence, 19) % 1000 = 0
        """,
        """
        INSERT INTO annotations
        SELECT id, occurred_at, 'refusal', 'true', 0.9, '1'
        FROM exchanges
        WHERE hash(sequence, 20) % 100 = 0
        """,
        "INSERT INTO accounts SELECT 'user-' || range * 13, NULL, TRUE FROM range(1000)",
        """
        INSERT INTO comparisons
        SELECT 'x' || range, make_timestamp(1767225600000000 + range * 7776000), NULL, ['code', 'law', 'health'][1 + range % 3], 'm-1', 'm-2',
            ['a', 'b', 'tie'][1 + CAST(hash(range) >> 1 AS BIGINT) % 3]
        FROM range(1000000)
        """,
        "INSERT INTO ratings SELECT 'g' || range, make_timestamp(1767225600000000 + range * 7776000), 'p' || range % 100000, 'r' || range % 977, 1 + hash(range) % 5 FROM range(1000000)",
        """
        INSERT INTO jobs
        SELECT 'j' || range, 'c' || range % 5, 'run-' || range % 1000, 'exp-' || range % 100, 'team-' || range % 20, 's-' || range % 200,
            make_timestamp(1767225600000000 + range * 77760000), make_timestamp(1767225600000000 + range * 77760000 + (1 + range % 2000) * 60000000), 8,
            8.0 * (1 + range % 2000) * 60, 6.0 * (1 + range % 2000) * 60, 'COMPLETED'
        FROM range(100000)
        """,
        """
        INSERT INTO bills
        SELECT 'l' || range, TIMESTAMP '2026-01-01' + to_days(CAST(range // 5 AS INTEGER)), TIMESTAMP '2026-01-02' + to_days(CAST(range // 5 AS INTEGER)), 'c' || range % 5, 1234567 + range, 'EUR'
        FROM range(450)
        """,
    ];
}
