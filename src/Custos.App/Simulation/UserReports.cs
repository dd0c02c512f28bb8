using System.Globalization;

namespace Custos.App.Simulation;

/// <summary>What did users report, and what was done about it? Two weeks of both, seeded.</summary>
internal sealed class UserReports(int seed)
{
    private const int Days = 14;
    private const int PerDay = 30;

    private static readonly DateTimeOffset FirstDay = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Reasons = ["scam", "insult", "other"];
    private static readonly string[] Actions = ["remove", "warn", "dismiss"];

    /// <summary>Writes <c>report_events.csv</c> and <c>moderation_actions.csv</c>.</summary>
    /// <returns>The table that each file is for, and the file.</returns>
    public IReadOnlyList<(string Table, string File)> WriteCsv(string folder)
    {
        var random = new Random(seed);
        var events = Path.Combine(folder, "report_events.csv");
        var actions = Path.Combine(folder, "moderation_actions.csv");
        using var eventsOutput = new StreamWriter(events);
        using var actionsOutput = new StreamWriter(actions);
        eventsOutput.Write("report_id,user_id,created_at,reason,status\n");
        actionsOutput.Write("report_id,action_type,action_at\n");
        for (var number = 0; number < Days * PerDay; number++)
        {
            var createdAt = FirstDay.AddDays(number / PerDay).AddSeconds(random.Next(86_400));

            // Most reports are looked at within hours, some only days later, some never.
            var isActioned = random.NextDouble() < 0.85;
            eventsOutput.Write($"r{number},user-{random.Next(3000):D4},{Iso(createdAt)},{Reasons[random.Next(Reasons.Length)]},{(isActioned ? "closed" : "open")}\n");
            for (var action = 0; isActioned && action < 1 + random.Next(2); action++)
            {
                var hours = -Math.Log(1 - random.NextDouble()) * 12;
                actionsOutput.Write($"r{number},{Actions[random.Next(Actions.Length)]},{Iso(createdAt.AddHours(hours))}\n");
            }
        }

        return [("report_events", events), ("moderation_actions", actions)];
    }

    private static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
