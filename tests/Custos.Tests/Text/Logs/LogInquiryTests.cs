using System.Globalization;
using System.Text;
using Custos.Records;
using Custos.Text.Json;
using Custos.Text.Logs;

namespace Custos.Tests.Text.Logs;

public sealed class LogInquiryTests
{
    [Fact]
    public async Task Means_rates_and_counts_are_those_of_each_group()
    {
        var answer = await SomeLogs.AskAsync(
            SomeLogs.Question("model", "count, mean(usage.out), rate(status = \"error\"), sum(usage.out), min(usage.out), max(usage.out), count(note)"),
            """
            {"model":"m1","usage":{"out":10},"status":"ok","note":1}
            {"model":"m2","usage":{"out":5},"status":"error"}
            {"model":"m1","usage":{"out":"20"},"status":"error"}
            {"model":"m1","usage":{},"note":null}
            """);

        answer.Groups.Select(SomeLogs.Shown).ShouldBe(["m1|3|3 15/2 0.5/2 30/2 10/2 20/2 1", "m2|1|1 5/1 1/1 5/1 5/1 5/1 0"]);
        answer.Lines.ShouldBe(4);
        answer.DamagedLines.ShouldBe(0);
    }

    [Fact]
    public async Task An_estimate_bears_its_interval()
    {
        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "mean(x), rate(x > 2)"), "{\"x\":1}\n{\"x\":2}\n{\"x\":3}\n{\"x\":4}\n");

        var mean = answer.Groups.Single().Values[0].ShouldBeOfType<LogValue.Estimated>().Estimate;

        // R: t.test(c(1, 2, 3, 4))$conf.int
        mean.Interval.Lower.ShouldBe(0.4457397, 1e-6);
        mean.Interval.Upper.ShouldBe(4.5542603, 1e-6);
        answer.Groups.Single().Values[1].ShouldBe(new LogValue.Estimated(Estimate.OfRate(2, 4)));
    }

    [Fact]
    public async Task Missing_null_long_and_nested_values_make_groups_of_their_own_and_numbers_as_text_do_not()
    {
        var answer = await SomeLogs.AskAsync(SomeLogs.Question("g", "count"), $$"""
            {"g":5}
            {"g":"5"}
            {"g":null}
            {}
            {"g":[1]}
            {"g":"{{new string('x', 300)}}"}
            {"g":"{{new string('y', 300)}}"}
            {"g":"a\u0062\n"}
            """);

        answer.Groups.Select(SomeLogs.Shown).ShouldBe(["5|2|2", "<Missing>|2|2", "<Compound>|1|1", "<TooLong>|2|2", "ab\n|1|1"]);
    }

    [Fact]
    public async Task Damaged_lines_are_counted_with_their_places_and_spoil_nothing()
    {
        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "sum(x)"), "\uFEFF{\"x\":1}\r\n{\"x\":\r\n\r\n{\"x\":2}\n[3]\n{\"x\":4}");

        answer.Groups.Select(SomeLogs.Shown).ShouldBe(["|3|7/3"]);
        answer.Lines.ShouldBe(6);
        answer.BlankLines.ShouldBe(1);
        answer.DamagedLines.ShouldBe(2);
        answer.Damaged.ShouldBe([new DamagedLine("lines", 2, 12, 6, JsonDamage.EndsTooEarly), new DamagedLine("lines", 5, 29, 1, JsonDamage.NotAnObject)]);
    }

    [Fact]
    public async Task Only_the_first_places_are_listed_but_all_are_counted()
    {
        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "count"), string.Concat(Enumerable.Repeat("x\n", 50_000)), new LogOptions { PlaceLimit = 3, Threads = 2 });

        answer.DamagedLines.ShouldBe(50_000);
        answer.Damaged.Select(line => line.Line).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_condition_lets_rows_in_leaves_them_out_or_cannot_tell()
    {
        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "count", "x > 1"), "{\"x\":1}\n{\"x\":2}\n{\"y\":2}\n{\"x\":\"many\"}\n");

        (answer.Rows, answer.LeftOut, answer.Untold).ShouldBe((1, 1, 2));
    }

    [Fact]
    public async Task Without_rows_there_is_no_data_and_no_number()
    {
        var all = await SomeLogs.AskAsync(SomeLogs.Question("", "count, mean(x), rate(x = 1)"), "");
        all.Groups.Select(SomeLogs.Shown).ShouldBe(["|0|0 - -"]);

        var none = await SomeLogs.AskAsync(SomeLogs.Question("g", "mean(x)"), "\n\n");
        none.Groups.ShouldBeEmpty();
        none.NeverSeen.Select(field => field.Text).ShouldBe(["g", "x"]);
    }

    [Fact]
    public async Task A_field_that_no_row_holds_is_named_with_those_that_are_there()
    {
        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "mean(latency)"), "{\"latency_ms\":1,\"usage\":{\"a.b\":2,\"list\":[1]}}\n");

        answer.NeverSeen.ShouldBe([JsonPath.Parse("latency")]);
        answer.NamesSeen.ShouldBe(["latency_ms", "usage.a\\.b", "usage.list"]);
    }

    [Fact]
    public async Task What_is_no_number_is_left_out_of_a_mean_and_counted()
    {
        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "mean(x), count(x)"), "{\"x\":1}\n{\"x\":true}\n{\"x\":\"a\"}\n{\"x\":{}}\n{\"x\":1e999}\n{}\n");

        answer.Unlike.ShouldBe([4, 0]);
        answer.Groups.Select(SomeLogs.Shown).ShouldBe(["|6|1/1 5"]);
    }

    [Fact]
    public async Task Groups_beyond_the_limit_are_counted_together_and_the_first_stay_exact()
    {
        var lines = string.Concat(Enumerable.Range(0, 1000).Select(i => $"{{\"g\":{i % 7},\"x\":{i}}}\n"));

        var answer = await SomeLogs.AskAsync(SomeLogs.Question("g", "sum(x)"), lines, new LogOptions { GroupLimit = 3, Threads = 2 });

        answer.Groups.Select(SomeLogs.Shown).ShouldBe(Enumerable.Range(0, 3).Select(g => Enumerable.Range(0, 1000).Where(i => i % 7 == g).ToList()).Select((of, g) => $"{g}|{of.Count}|{of.Sum()}/{of.Count}"));
        answer.Rest!.Rows.ShouldBe(1000 - answer.Groups.Sum(group => group.Rows));
    }

    [Fact]
    public async Task The_answer_has_the_same_bits_on_one_thread_and_on_many()
    {
        var lines = ManyLines(40_000);
        var question = SomeLogs.Question("g,h", "mean(x), sum(x), rate(x > 0), min(x)", "not skip");
        var one = await SomeLogs.AskAsync(question, lines, new LogOptions { Threads = 1 });
        one.Rows.ShouldBeGreaterThan(20_000);
        foreach (var threads in (int[])[2, 7])
        {
            var many = await SomeLogs.AskAsync(question, lines, new LogOptions { Threads = threads });

            many.Groups.Select(SomeLogs.Shown).ShouldBe(one.Groups.Select(SomeLogs.Shown));
            many.Damaged.ShouldBe(one.Damaged);
        }
    }

    [Fact]
    public async Task The_answer_is_that_of_adding_up_in_the_order_of_the_lines()
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, 30_000).Select(_ => (Group: random.Next(50), X: random.NextDouble() * 1000, HasX: random.Next(5) > 0)).ToList();
        var lines = string.Concat(rows.Select(row => row.HasX ? string.Create(CultureInfo.InvariantCulture, $"{{\"g\":{row.Group},\"pad\":\"{new string('p', row.Group)}\",\"x\":{row.X:R}}}\n") : $"{{\"g\":{row.Group}}}\n"));

        var answer = await SomeLogs.AskAsync(SomeLogs.Question("g", "mean(x), max(x), rate(x < 500)"), lines);

        answer.Groups.Count.ShouldBe(50);
        foreach (var group in answer.Groups)
        {
            var of = rows.Where(row => row.Group.ToString(CultureInfo.InvariantCulture) == ((GroupValue.Known)group.By[0]).Text).ToList();
            var values = of.Where(row => row.HasX).Select(row => row.X).ToList();
            group.Rows.ShouldBe(of.Count);
            var mean = ((LogValue.Estimated)group.Values[0]).Estimate;
            mean.Value.ShouldBe(values.Average(), 1e-9);
            mean.N.ShouldBe(values.Count);
            group.Values[1].ShouldBe(new LogValue.Exact(values.Max(), values.Count));
            group.Values[2].ShouldBe(new LogValue.Estimated(Estimate.OfRate(values.Count(x => x < 500), values.Count)));
        }
    }

    [Fact]
    public async Task Places_count_from_one_again_in_each_input()
    {
        var question = SomeLogs.Question("", "count");
        LogInput Input(string name, string lines) => new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(lines)));

        var answer = await LogInquiry.AskAsync(question, [Input("a", "{}\nx"), Input("b", "{}\n{}\ny\n")], new LogOptions(), null, CancellationToken.None);

        answer.Rows.ShouldBe(3);
        answer.Damaged.Select(line => (line.Source, line.Line, line.Offset)).ShouldBe([("a", 2L, 3L), ("b", 3L, 6L)]);
    }

    [Fact]
    public async Task An_input_that_breaks_off_keeps_what_was_read()
    {
        var input = new LogInput("cut", () => new BrokenStream("{\"x\":1}\n{\"x\":2}\n{\"x\""u8.ToArray()));

        var answer = await LogInquiry.AskAsync(SomeLogs.Question("", "sum(x)"), [input], new LogOptions(), null, CancellationToken.None);

        answer.Groups.Select(SomeLogs.Shown).ShouldBe(["|2|3/2"]);
        answer.Breaks.ShouldBe([new InputBreak("cut", 20, "It broke.")]);
        answer.DamagedLines.ShouldBe(1);
    }

    [Fact]
    public async Task A_line_longer_than_a_block_is_read_and_one_above_the_limit_is_damaged()
    {
        var options = new LogOptions { LineLimitBytes = 3 << 20, Threads = 2 };
        string Line(int length, int x) => $"{{\"x\":{x},\"t\":\"{new string('t', length - 14)}\"}}\n";
        var lines = Line(100, 1) + Line((3 << 20) - 1, 2) + Line(5 << 20, 4) + Line(200, 8) + Line((9 << 20) + 5, 16) + Line((1 << 20) + 7, 32);

        var answer = await SomeLogs.AskAsync(SomeLogs.Question("", "sum(x)"), lines, options);

        answer.Groups.Select(SomeLogs.Shown).ShouldBe(["|4|43/4"]);
        answer.Lines.ShouldBe(6);
        answer.Damaged.Select(line => (line.Line, line.Damage)).ShouldBe([(3, JsonDamage.TooLong), (5, JsonDamage.TooLong)]);
        answer.Damaged[1].Offset.ShouldBe(lines.LastIndexOf("{\"x\":16", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelling_ends_the_reading()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var input = new LogInput("lines", () => new MemoryStream("{}"u8.ToArray()));

        await Should.ThrowAsync<OperationCanceledException>(() => LogInquiry.AskAsync(SomeLogs.Question("", "count"), [input], new LogOptions(), null, cancelled.Token));
    }

    [Fact]
    public async Task UTF16_is_refused() =>
        (await Should.ThrowAsync<BadInputException>(() => SomeLogs.AskAsync(SomeLogs.Question("", "count"), Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray()))).Message.ShouldContain("UTF-16");

    private static string ManyLines(int count)
    {
        var random = new Random(1);
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{{\"g\":\"g{random.Next(300)}\",\"h\":{random.Next(3)},\"skip\":{(random.Next(4) == 0 ? "true" : "false")},\"t\":\"{new string('t', random.Next(150))}\",\"x\":{random.NextDouble() - 0.5:R}}}");
            text.Append(random.Next(50) == 0 ? line[..random.Next(line.Length)] : line).Append('\n');
        }

        return text.ToString();
    }

    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer) is var read and > 0 ? read : throw new InvalidDataException("It broke.");
    }
}
