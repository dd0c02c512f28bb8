using System.Globalization;
using Custos.Records;
using Custos.Store;
using Custos.Store.Report;
using Rows = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyList<object?>>;

namespace Custos.SlowTests.Store;

/// <summary>Do the reports say of a million exchanges what slow and plain code says of them?</summary>
public sealed class ReportOracleTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly Lazy<MillionExchanges> Made = new(() => MillionExchanges.FromSeed(20260308));

    private readonly TemporaryFolder _folder = new();

    // What a report may see: nothing from the future, and calls of tools only where it says so.
    private static IEnumerable<Asked> Seen => Made.Value.All.Where(one => one.At < Now);

    private static IEnumerable<Asked> Requests => Seen.Where(one => !one.IsToolCall);

    private static IEnumerable<IGrouping<string, Asked>> Users => Requests.Where(one => one.User is not null).GroupBy(one => one.User!);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Reports_of_a_million_exchanges_agree_with_plain_code()
    {
        var data = new DataDirectory(_folder.File("data"));
        Made.Value.WriteTo(data);
        await using var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = data }, new At(Now));
        LatencyShouldAgree(await AskAsync("latency-by-tier"));
        BlockedShouldAgree(await AskAsync("users-blocked-often"));
        SessionsShouldAgree(await AskAsync("sessions"));
        RetentionShouldAgree(await AskAsync("retention"));
        RequestsShouldAgree(await AskAsync("requests-per-organisation"));
        TopUsersShouldAgree(await AskAsync("top-users"));

        async Task<Rows> AskAsync(string report) => (await store.Reports.RunAsync(report, new ReportRequest(new ReportPeriod()) { TimeZone = "Europe/Berlin" }, default)).Rows;
    }

    private static void LatencyShouldAgree(Rows rows)
    {
        var tiers = Seen.GroupBy(one => one.Tier).OrderBy(tier => tier.Key, StringComparer.Ordinal).ToList();
        rows.Count.ShouldBe(tiers.Count);
        foreach (var (row, tier) in rows.Zip(tiers))
        {
            var times = tier.Select(one => one.Took).Order().ToArray();
            row[0].ShouldBe(tier.Key);
            row[1].ShouldBe((long)times.Length);
            foreach (var (share, column) in ((int, int)[])[(50, 2), (95, 5), (99, 8)])
            {
                var half = 1.959963984540054 * Math.Sqrt(times.Length * (share / 100.0) * (1 - share / 100.0));
                row[column].ShouldBe(times[(times.Length * share + 99) / 100 - 1]);
                row[column + 1].ShouldBe(times[(int)Math.Floor(times.Length * share / 100.0 - half) - 1]);
                row[column + 2].ShouldBe(times[(int)Math.Ceiling(times.Length * share / 100.0 + half)]);
            }
        }
    }

    private static void BlockedShouldAgree(Rows rows)
    {
        // Blocks of a tool's calls count as well: the user made them.
        var expected = new Dictionary<string, (long Most, long All)>();
        foreach (var user in Seen.Where(one => one.User is not null && one.BlockedAt is not null && one.BlockedAt < Now).GroupBy(one => one.User!))
        {
            var times = user.Select(one => one.BlockedAt!.Value).Order().ToArray();
            var most = times.Max(until => times.Count(time => time >= until.AddHours(-24) && time <= until));
            if (most > 3) expected[user.Key] = (most, times.Length);
        }

        expected.Count.ShouldBeGreaterThan(20);
        rows.ToDictionary(row => (string)row[0]!, row => ((long)row[1]!, (long)row[4]!)).ShouldBe(expected, ignoreOrder: true);
    }

    private static void SessionsShouldAgree(Rows rows)
    {
        var sessions = Users.SelectMany(SessionsOf).GroupBy(session => DayOf(session.Begun)).OrderBy(day => day.Key).ToList();
        rows.Count.ShouldBe(sessions.Count);
        foreach (var (row, day) in rows.Zip(sessions))
        {
            var lasted = day.Select(session => (session.Ended - session.Begun).Ticks / 10).Order().ToArray();
            row[0].ShouldBe(day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            row[1].ShouldBe(day.LongCount());
            row[2].ShouldBe(day.Sum(session => session.Requests));
            ((double)row[3]!).ShouldBe(day.Average(session => session.Requests), 1e-9);
            ((double)row[5]!).ShouldBe(lasted[(lasted.Length + 1) / 2 - 1] / 1e6, 1e-9);
            ((double)row[6]!).ShouldBe(lasted[(lasted.Length * 9 + 9) / 10 - 1] / 1e6, 1e-9);
        }
    }

    private static IEnumerable<(DateTimeOffset Begun, DateTimeOffset Ended, long Requests)> SessionsOf(IEnumerable<Asked> user)
    {
        (DateTimeOffset Begun, DateTimeOffset Ended, long Requests)? open = null;
        foreach (var at in user.Select(one => one.At).Order())
        {
            if (open is { } session && at - session.Ended <= TimeSpan.FromMinutes(30))
            {
                open = (session.Begun, at, session.Requests + 1);
                continue;
            }

            if (open is { } ended) yield return ended;
            open = (at, at, 1);
        }

        if (open is { } last) yield return last;
    }

    private static void RetentionShouldAgree(Rows rows)
    {
        var weeks = Requests.Where(one => one.User is not null).GroupBy(one => (one.Model, Week: MondayOf(DayOf(one.At)))).ToDictionary(week => week.Key, week => week.Select(one => one.User).ToHashSet());
        rows.Count.ShouldBe(weeks.Count);
        foreach (var (row, ((model, week), users)) in rows.Zip(weeks.OrderBy(week => week.Key.Model, StringComparer.Ordinal).ThenBy(week => week.Key.Week)))
        {
            row[0].ShouldBe(model);
            row[1].ShouldBe(week.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            row[2].ShouldBe((long)users.Count);
            var returned = weeks.TryGetValue((model, week.AddDays(7)), out var next) ? users.Count(next.Contains) : 0;
            row[4].ShouldBe((long)returned);
            ((double)row[6]!).ShouldBe(Estimate.OfRate(returned, users.Count).Interval.Lower, 1e-9);
        }
    }

    private static void RequestsShouldAgree(Rows rows)
    {
        var counts = Requests.GroupBy(one => (one.Organisation, Day: DayOf(one.At))).ToDictionary(day => day.Key, day => day.LongCount());
        var (first, last) = (counts.Keys.Min(key => key.Day), counts.Keys.Max(key => key.Day));
        var organisations = counts.Keys.Select(key => key.Organisation).Distinct().Order(StringComparer.Ordinal).ToList();
        rows.Count.ShouldBe(organisations.Count * (last.DayNumber - first.DayNumber + 1));
        var place = 0;
        foreach (var organisation in organisations)
        {
            for (var day = first; day <= last; day = day.AddDays(1), place++)
            {
                rows[place][0].ShouldBe(organisation);
                rows[place][2].ShouldBe(counts.GetValueOrDefault((organisation, day)));
                if (day < first.AddDays(6)) rows[place][3].ShouldBeNull();
                else ((double)rows[place][3]!).ShouldBe(Enumerable.Range(-6, 7).Average(back => counts.GetValueOrDefault((organisation, day.AddDays(back)))), 1e-9);
            }
        }
    }

    private static void TopUsersShouldAgree(Rows rows)
    {
        var tokens = Users.ToDictionary(user => user.Key, user => user.Sum(one => (long)one.Tokens));
        var edge = tokens.Values.OrderDescending().ElementAt((int)Math.Ceiling(tokens.Count * 0.01m) - 1);
        rows.ToDictionary(row => (string)row[1]!, row => (long)row[5]!).ShouldBe(tokens.Where(user => user.Value >= edge).ToDictionary(), ignoreOrder: true);
        rows.ShouldAllBe(row => (long)row[0]! == tokens.Values.Count(other => other > (long)row[5]!) + 1);
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Berlin).DateTime);

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
