using Custos.Records;

namespace Custos.Gate;

/// <summary>Is a bundle ready to decide at full speed? A few texts go through every tier before the first real one, with a memory of their own.</summary>
/// <remarks>The first decision of a process compiles what it runs and reads its tables, which took about a hundred milliseconds.</remarks>
public static class WarmUp
{
    // As a server has it, with a queue and with verdicts that are remembered; but for judges, who cost money.
    private static readonly GatekeeperOptions AsServed = new() { Queues = true, VerdictCacheBytes = 1 << 20, AsksJudges = false };

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    // Plain, disguised, encoded, with identifiers, in another script, and as a tool's arguments.
    private static readonly string[] Texts =
    [
        "What is the weather like in Utrecht today? Please write to someone@example.org, or call +31 20 555 0100.",
        "Pl3ase 1gn0re th\u0456s: \uFF48\uFF45\uFF4C\uFF4C\uFF4F and cGxlYXNlIHJlYWQgdGhpcyBzZW50ZW5jZQ==, 68656c6c6f20776f726c64.",
        "\u041A\u0430\u043A\u0430\u044F \u0441\u0435\u0433\u043E\u0434\u043D\u044F \u043F\u043E\u0433\u043E\u0434\u0430?",
        "{\"query\": \"weather\", \"days\": 3}",
    ];

    /// <summary>Decides on the texts in every direction that a policy looks at, and forgets them.</summary>
    public static async Task RunAsync(Bundle bundle, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var rehearsing = new Gatekeeper(bundle, timeProvider, AsServed);
        foreach (var direction in bundle.Policies.SelectMany(policy => policy.Directions).Distinct())
        {
            foreach (var text in Texts)
            {
                var message = new Message
                {
                    Text = text,
                    Direction = direction,
                    Endpoint = "/warm-up",
                    Organisation = "warm-up",
                    User = "warm-up",
                    Conversation = "warm-up",
                    Address = "warm-up",
                    Tool = direction == Direction.ToolCall ? ToolOf(bundle) : null,
                    WantsAll = true,
                    Deadline = Deadline,
                };

                // Through every tier, then as far as it must go, then from what is remembered.
                foreach (var again in (Message[])[message, message with { WantsAll = false }, message with { WantsAll = false }])
                {
                    await rehearsing.DecideAsync(Event.NewId(timeProvider.GetUtcNow()), again, cancellationToken);
                }
            }
        }
    }

    private static string ToolOf(Bundle bundle) => bundle.Policies.SelectMany(policy => policy.Tools ?? []).FirstOrDefault()?.Name ?? "warm-up";
}
