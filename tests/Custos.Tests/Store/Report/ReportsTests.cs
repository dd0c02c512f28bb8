using System.Text;
using System.Text.Json;
using Custos.Records;
using Custos.Store;
using Custos.Store.Import;
using Custos.Store.Report;
using Custos.Text.Tables;

namespace Custos.Tests.Store.Report;

public sealed class ReportsTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private EventLogOptions Options => new() { DataDirectory = _folder.Data };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Decisions_by_bucket_counts_what_a_hand_counts()
    {
        await using var store = EmbeddedStore.Open(Options);
        var reason = SomeEvents.Reason("hate", 0.9, 0.5);
        await AppendAsync(
            store,
            (new Verdict.Block(reason), [SomeEvents.Bucket("hate", 0.9), SomeEvents.Bucket("violence", 0.1, certified: false)]),
            (new Verdict.Allow(), [SomeEvents.Bucket("hate", 0.5 - 1e-9), SomeEvents.Bucket("violence", 0.2)]),
            (new Verdict.Hold(SomeEvents.Reason("violence", 0.9, 0.5)), [SomeEvents.Bucket("hate", 0.5), SomeEvents.Bucket("violence", 0.9)]),
            (new Verdict.Unknown(FailureClass.Timeout, Fallback.Allow), [SomeEvents.Bucket("hate", 0.1)]),
            (new Verdict.Unknown(FailureClass.Error, Fallback.Allow), []));

        var report = await store.Reports.RunAsync("decisions-by-bucket", new ReportPeriod(), default);

        report.Columns.Select(column => column.Name).ShouldBe(
            ["bucket", "decisions", "flagged", "share_flagged", "share_flagged_lower95", "share_flagged_upper95", "blocked", "held", "unknown", "share_certified"]);
        var hate = Estimate.OfRate(2, 4);
        var violence = Estimate.OfRate(1, 3);
        ShouldBe(report.Rows[0], "hate", 4L, 2L, 0.5, hate.Interval.Lower, hate.Interval.Upper, 1L, 0L, 1L, 1.0);
        ShouldBe(report.Rows[1], "violence", 3L, 1L, 1 / 3.0, violence.Interval.Lower, violence.Interval.Upper, 0L, 1L, 0L, 2 / 3.0);
        ShouldBe(report.Rows[2], null, 1L, null, null, null, null, 0L, 0L, 1L, null);
        report.Rows.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_share_of_none_or_all_has_an_interval_that_ends_at_zero_or_one()
    {
        await using var store = EmbeddedStore.Open(Options);
        await AppendAsync(
            store,
            (new Verdict.Allow(), [SomeEvents.Bucket("all", 1), SomeEvents.Bucket("none", 0)]),
            (new Verdict.Allow(), [SomeEvents.Bucket("all", 1), SomeEvents.Bucket("none", 0)]));

        var rows = (await store.Reports.RunAsync("decisions-by-bucket", new ReportPeriod(), default)).Rows;

        ((double)rows[0][4]!).ShouldBe(Estimate.OfRate(2, 2).Interval.Lower, 1e-12);
        rows[0][5].ShouldBe(1.0);
        rows[1][4].ShouldBe(0.0);
        ((double)rows[1][5]!).ShouldBe(Estimate.OfRate(0, 2).Interval.Upper, 1e-12);
    }

    [Fact]
    public async Task Rules_verdicts_and_tool_calls_are_counted_as_a_hand_counts()
    {
        await using var store = EmbeddedStore.Open(Options);
        Verdict block = new Verdict.Block(new Reason("agents", "tools", [new Evidence.Call("", "Not listed.")])), flag = new Verdict.Flag(new Reason("agents", "odd", []));
        Verdict unknown = new Verdict.Unknown(FailureClass.Error, Fallback.Hold, new Reason("agents", "odd", []));
        (string Tool, Verdict[] Findings)[] calls = [("shell", [block, flag]), ("shell", []), ("search", [flag]), ("search", [unknown]), ("search", [])];
        foreach (var (tool, findings) in calls)
        {
            var exchange = SomeEvents.Exchange(0) with { Tool = tool, Input = null, Arguments = "{}" };
            await store.Log.AppendAsync([exchange, SomeEvents.Decision(exchange, findings.FirstOrDefault()) with { Direction = Direction.ToolCall, Findings = [.. findings] }], default);
        }

        await AppendAsync(store, (new Verdict.Allow(), []));

        var rules = (await store.Reports.RunAsync("decisions-by-rule", new ReportPeriod(), default)).Rows;
        var one = Estimate.OfRate(1, 5).Interval;
        var two = Estimate.OfRate(2, 5).Interval;
        rules.Count.ShouldBe(3);
        ShouldBe(rules[0], "tool_call", "agents", "odd", "flag", null, null, 2L, 1L, 5L, 0.4, two.Lower, two.Upper);
        ShouldBe(rules[1], "tool_call", "agents", "odd", "unknown", "error", "hold", 1L, 1L, 5L, 0.2, one.Lower, one.Upper);
        ShouldBe(rules[2], "tool_call", "agents", "tools", "block", null, null, 1L, 1L, 5L, 0.2, one.Lower, one.Upper);

        var verdicts = (await store.Reports.RunAsync("verdicts", new ReportPeriod(), default)).Rows;
        verdicts.Select(row => (row[0], row[1], row[2], row[3], row[4])).ShouldBe(
        [
            ("input", "allow", null, null, 1L),
            ("tool_call", "allow", null, null, 2L),
            ("tool_call", "block", null, null, 1L),
            ("tool_call", "flag", null, null, 1L),
            ("tool_call", "unknown", "error", "hold", 1L),
        ]);

        var tools = (await store.Reports.RunAsync("tool-calls", new ReportPeriod(), default)).Rows;
        var (none, half) = (Estimate.OfRate(0, 3).Interval, Estimate.OfRate(1, 2).Interval);
        ShouldBe(tools[0], "search", 3L, 0L, 0.0, 0.0, none.Upper, 0L);
        ShouldBe(tools[1], "shell", 2L, 1L, 0.5, half.Lower, half.Upper, 1L);
    }

    [Fact]
    public async Task Opinions_are_counted_by_judge_with_what_they_cost_and_took()
    {
        await using var store = EmbeddedStore.Open(Options);
        await store.Log.AppendAsync(SomeEvents.Opinions, default);

        var row = (await store.Reports.RunAsync("judges", new ReportPeriod(), default)).Rows.ShouldHaveSingleItem();

        // One yes, one no of three votes, and one for each reason of no answer.
        var (unknown, half) = (Enum.GetValues<Custos.Records.Opinions.NoAnswer>().Length, Estimate.OfRate(1, 2).Interval);
        ShouldBe(row, "advice", new string('b', 64), "output", 2L + unknown, 1L, 1L, (long)unknown, 0.5, half.Lower, half.Upper, 4L, 300L, 0.00125, 1_000_000L, 1_000_000L);
        (await store.Reports.RunAsync("judges", new ReportPeriod(From: SomeEvents.Noon.AddDays(1)), default)).Rows.ShouldBeEmpty();
        (await store.JudgeExpensesAsync(SomeEvents.Noon, default)).ShouldHaveSingleItem().ShouldBe(new Custos.Store.Record.JudgeExpenses("advice", 300, 0.00125));
        (await store.JudgeExpensesAsync(SomeEvents.Noon.AddSeconds(1), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_period_includes_its_beginning_and_excludes_its_end()
    {
        await using var store = EmbeddedStore.Open(Options);
        await AppendAsync(store, [.. Enumerable.Range(0, 10).Select(_ => ((Verdict)new Verdict.Allow(), new[] { SomeEvents.Bucket("hate", 0.1) }))]);
        var third = SomeEvents.Noon.AddMilliseconds(3).AddMicroseconds(250);

        (await CountAsync(new ReportPeriod())).ShouldBe(10);
        (await CountAsync(new ReportPeriod(From: third))).ShouldBe(7);
        (await CountAsync(new ReportPeriod(To: third))).ShouldBe(3);
        (await store.Reports.RunAsync("decisions-by-bucket", new ReportPeriod(From: third.AddDays(1)), default)).Rows.ShouldBeEmpty();

        async Task<long> CountAsync(ReportPeriod period) => (long)(await store.Reports.RunAsync("decisions-by-bucket", period, default)).Rows[0][1]!;
    }

    [Fact]
    public async Task Latency_is_the_measured_time_at_the_rank_and_its_interval_lies_between_ranks()
    {
        await using var store = EmbeddedStore.Open(Options);
        var times = Enumerable.Range(1, 1000).OrderBy(n => n * 7919 % 1009).ToList();
        foreach (var some in times.Chunk(100))
        {
            await store.Log.AppendAsync([.. some.SelectMany(EventsOf)], default);
        }

        var other = SomeEvents.Exchange(0) with { Tier = null };
        await store.Log.AppendAsync([other, SomeEvents.Decision(other) with { ElapsedMicroseconds = 7 }], default);

        var rows = (await store.Reports.RunAsync("latency", new ReportPeriod(), default)).Rows;

        // Ranks: 500 ± 30.99, 950 ± 13.51, 990 ± 6.17; the lower rounded down, the upper rounded up and one more.
        rows[0].ShouldBe(["/v1/decisions", "free", 1000L, 500L, 469L, 532L, 950L, 936L, 965L, 990L, 983L, 998L]);
        rows[1].ShouldBe(["/v1/decisions", null, 1L, 7L, null, null, 7L, null, null, 7L, null, null]);

        static Event[] EventsOf(int time)
        {
            var exchange = SomeEvents.Exchange(time);
            return [exchange, SomeEvents.Decision(exchange) with { ElapsedMicroseconds = time }];
        }
    }

    [Fact]
    public async Task Reports_actioned_within_24_hours_counts_each_report_once_and_exactly_24_hours_as_within()
    {
        await using var store = EmbeddedStore.Open(Options);
        Import(store, "report_events", """
            report_id,user_id,created_at,reason,status
            exact,u1,2026-03-01T10:00:00Z,spam,open
            late,u1,2026-03-01T10:00:00Z,spam,open
            twice,u2,2026-03-01T23:59:59.999999Z,spam,open
            twice,u2,2026-03-02T08:00:00Z,spam,closed
            never,u3,2026-03-01T00:00:00Z,spam,open
            early,u3,2026-03-02T00:00:00Z,spam,open
            both,u4,2026-03-02T12:00:00Z,spam,open
            """);
        Import(store, "moderation_actions", """
            report_id,action_type,action_at
            exact,remove,2026-03-02T10:00:00Z
            exact,ban,2026-03-02T10:00:01Z
            exact,note,2026-03-05T10:00:00Z
            late,remove,2026-03-02T10:00:00.000001Z
            twice,remove,2026-03-02T23:59:59.999999Z
            early,remove,2026-03-01T23:59:59Z
            both,remove,2026-03-02T11:00:00Z
            both,ban,2026-03-02T12:00:00Z
            unknown,ban,2026-03-02T12:00:00Z
            """);

        var rows = (await store.Reports.RunAsync("reports-actioned-within-24h", new ReportPeriod(), default)).Rows;

        rows.Count.ShouldBe(2);
        var first = Estimate.OfRate(2, 4);
        var second = Estimate.OfRate(1, 2);
        ShouldBe(rows[0], "2026-03-01", 4L, 2L, 0.5, first.Interval.Lower, first.Interval.Upper, 0L);
        ShouldBe(rows[1], "2026-03-02", 2L, 1L, 0.5, second.Interval.Lower, second.Interval.Upper, 2L);
    }

    [Fact]
    public async Task Every_report_is_described_runs_on_an_empty_store_and_survives_json()
    {
        await using var store = EmbeddedStore.Open(Options);
        foreach (var description in Reports.All)
        {
            description.Question.ShouldStartWith("For each");
            description.Details.ShouldNotBeEmpty();
            var needed = description.Parameters.Where(parameter => parameter.Unless is null).Select(parameter => new ReportChoice(parameter.Name, "some"));
            var report = await store.Reports.RunAsync(description.Name, new ReportRequest(new ReportPeriod()) { Values = [.. needed] }, default);
            report.Rows.ShouldBeEmpty();
            RoundTrip(report).Columns.ShouldBe(report.Columns);
        }
    }

    [Fact]
    public void A_table_reads_back_from_its_json()
    {
        var table = new ReportTable(
            [.. Enum.GetValues<ReportType>().Select(type => new ReportColumn($"{type} \"ü\"", type))],
            [["a\nb", 9_007_199_254_740_993L, 0.1, true, "2026-03-01", "2026-03-01T12:00:00.000000Z"], [null, null, 5.0, false, null, null]]);

        var read = RoundTrip(table);

        read.Columns.ShouldBe(table.Columns);
        read.Rows.Zip(table.Rows).ShouldAllBe(pair => pair.First.SequenceEqual(pair.Second));
        Should.Throw<JsonException>(() => ReportTable.ReadFrom(JsonDocument.Parse("""{"columns":[{"name":"a","type":"b"}],"rows":[]}""").RootElement));
    }

    [Fact]
    public async Task An_unknown_report_is_refused_with_the_nearest_name()
    {
        await using var store = EmbeddedStore.Open(Options);

        var refusal = await Should.ThrowAsync<BadInputException>(() => store.Reports.RunAsync("latencies", new ReportPeriod(), default));

        refusal.Message.ShouldContain("Did you mean latency?");
        refusal.IsUsage.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_worked_example_has_the_answer_that_pandas_computed()
    {
        WorkedExamples.Write(_folder.Data);
        await using var store = EmbeddedStore.Open(Options, new FixedTime(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero)));
        foreach (var example in WorkedExamples.All)
        {
            var request = new ReportRequest(ReportPeriod.Of(example.From, example.To, null, "UTC", default))
            {
                TimeZone = example.TimeZone ?? "UTC",
                By = example.By,
                Where = [.. (example.Where ?? []).Select(text => ReportChoice.Of(text, "--where"))],
                Values = [.. (example.Set ?? []).Select(text => ReportChoice.Of(text, "--set"))],
            };

            var table = await store.Reports.RunAsync(example.Report, request, default);

            var places = example.Columns.Select(name => table.Columns.Select(column => column.Name).ToList().IndexOf(name)).ToList();
            places.ShouldNotContain(-1, example.Name);
            table.Rows.Count.ShouldBe(example.Rows.Length, example.Name);
            foreach (var (row, expected) in table.Rows.Zip(example.Rows))
            {
                for (var i = 0; i < places.Count; i++) ShouldBe(row[places[i]], expected[i], $"{example.Name}, {example.Columns[i]}, {expected[0]}");
            }
        }

        WorkedExamples.All.Select(example => example.Report).Distinct().Count().ShouldBeGreaterThan(10);

        static void ShouldBe(object? value, JsonElement expected, string place)
        {
            switch (expected.ValueKind)
            {
                case JsonValueKind.Null:
                    value.ShouldBeNull(place);
                    break;
                case JsonValueKind.Number:
                    var number = expected.GetDouble();
                    Convert.ToDouble(value.ShouldNotBeNull(place), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(number, 1e-9 * Math.Max(1, Math.Abs(number)), place);
                    break;
                default:
                    value.ShouldBe(expected.GetString(), place);
                    break;
            }
        }
    }

    [Theory]
    [InlineData("sessions", "modle=m-1", null, null, "no filter", "Did you mean model?")]
    [InlineData("reports-actioned-within-24h", "tier=free", null, null, "no filter", "There are: reason, user")]
    [InlineData("sessions", null, "gap_hours=2", null, "no parameter", "Did you mean gap_minutes?")]
    [InlineData("sessions", null, "gap_minutes=0", null, "out of its range", "1 to 1440")]
    [InlineData("sessions", null, "gap_minutes=2.5", null, "not a whole number", "gap_minutes")]
    [InlineData("sessions", null, null, "tier", "no grouping", "none at all")]
    [InlineData("retention", null, null, "teir", "no grouping", "Did you mean tier?")]
    public async Task A_name_or_value_that_a_report_does_not_take_is_refused_with_what_it_takes(string report, string? where, string? set, string? by, string problem, string remedy)
    {
        await using var store = EmbeddedStore.Open(Options);
        var request = new ReportRequest(new ReportPeriod())
        {
            Where = where is null ? [] : [ReportChoice.Of(where, "--where")],
            Values = set is null ? [] : [ReportChoice.Of(set, "--set")],
            By = by,
        };

        var refusal = await Should.ThrowAsync<BadInputException>(() => store.Reports.RunAsync(report, request, default));

        refusal.Message.ShouldContain(problem);
        refusal.Message.ShouldContain(remedy);
        refusal.IsUsage.ShouldBeTrue();
    }

    [Fact]
    public async Task A_share_of_the_conversations_is_the_same_conversations_each_time()
    {
        await using var store = EmbeddedStore.Open(Options);
        await store.Log.AppendAsync([.. Enumerable.Range(0, 800).Select(static n => SomeEvents.Exchange(n) with { Conversation = $"talk {n / 2}", Parent = null })], default);

        (await CountAsync("1")).ShouldBe(400);
        var half = await CountAsync("0.5");
        half.ShouldBeInRange(150, 250);
        (await CountAsync("0.5")).ShouldBe(half);
        (await CountAsync("0.1")).ShouldBeInRange(15, 75);

        async Task<long> CountAsync(string share)
        {
            var request = new ReportRequest(new ReportPeriod()) { Values = [new ReportChoice("share", share)] };
            return (await store.Reports.RunAsync("frustration", request, default)).Rows.Sum(static row => (long)row[1]!);
        }
    }

    [Fact]
    public async Task A_filters_value_is_never_read_as_sql()
    {
        await using var store = EmbeddedStore.Open(Options);
        await AppendAsync(store, (new Verdict.Allow(), []));

        foreach (var value in (string[])["' OR 1 = 1 --", "free') OR (TRUE", "$1", "*/ DROP TABLE exchanges; /*"])
        {
            var request = new ReportRequest(new ReportPeriod()) { Where = [new ReportChoice("tier", value)] };
            (await store.Reports.RunAsync("latency", request, default)).Rows.ShouldBeEmpty();
        }

        (await store.Reports.RunAsync("latency", new ReportRequest(new ReportPeriod()) { Where = [new ReportChoice("tier", "free")] }, default)).Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_unknown_time_zone_is_refused()
    {
        await using var store = EmbeddedStore.Open(Options);

        var refusal = await Should.ThrowAsync<BadInputException>(
            () => store.Reports.RunAsync("sessions", new ReportRequest(new ReportPeriod()) { TimeZone = "Europe/Utrecht" }, default));

        refusal.Message.ShouldContain("no time zone");
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private static ReportTable RoundTrip(ReportTable table)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) table.WriteTo(json);
        return ReportTable.ReadFrom(JsonDocument.Parse(stream.ToArray()).RootElement);
    }

    private static void Import(EmbeddedStore store, string table, string csv)
    {
        using var rows = TextTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), table, TableFormat.Csv);
        store.Imports.RunAsync(table, rows, new ImportRun(), default).GetAwaiter().GetResult();
    }

    private static async Task AppendAsync(EmbeddedStore store, params (Verdict Verdict, BucketScore[] Buckets)[] decisions)
    {
        foreach (var (number, (verdict, buckets)) in decisions.Index())
        {
            var exchange = SomeEvents.Exchange(number);
            await store.Log.AppendAsync([exchange, SomeEvents.Decision(exchange, verdict, buckets)], default);
        }
    }

    private static void ShouldBe(IReadOnlyList<object?> row, params object?[] expected)
    {
        row.Count.ShouldBe(expected.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] is double number) ((double)row[i]!).ShouldBe(number, 1e-12);
            else row[i].ShouldBe(expected[i]);
        }
    }
}
