using System.Text;
using System.Text.Json;
using Custos.App.Cli.Sampling;
using Custos.Records;
using Custos.Statistics.Sampling;
using Custos.Text.Tables;

namespace Custos.Tests.App.Cli.Sampling;

public sealed class SampleDrawTests
{
    private static readonly string Users = "id,user,class,note\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i},u{i * 7 % 400},{(i % 4 == 0 ? "rare" : "common")},\"say \"\"{i}\"\", twice\"\n"));

    [Fact]
    public void Rows_come_out_as_they_went_in_with_their_weight()
    {
        var written = Write(Users, TableFormat.Csv, Design(new Allocation.PerStratum(50))).Single().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        written[0].ShouldBe("id,user,class,note,sample_weight");
        written.Length.ShouldBe(101);
        var original = Users.Split('\n').ToHashSet();
        foreach (var row in written.Skip(1))
        {
            var cut = row.LastIndexOf(',');
            original.ShouldContain(row[..cut]);
            row[cut..].ShouldBe(row.Contains("rare", StringComparison.Ordinal) ? ",15" : ",45");
        }
    }

    [Fact]
    public void Lines_of_JSON_keep_every_field_of_theirs()
    {
        const string lines = "{\"class\":\"a\",\"x\":{\"y\":[1, 2]},\"t\":\"\\u00e9\"} \r\n{\"class\":\"a\"}\n{\"class\":null}\n";

        var written = Write(lines, TableFormat.JsonLines, Design(new Allocation.PerStratum(2))).Single().Split('\n');

        written.ShouldBe(["{\"class\":\"a\",\"x\":{\"y\":[1, 2]},\"t\":\"\\u00e9\",\"sample_weight\":1}", "{\"class\":\"a\",\"sample_weight\":1}", ""]);
        foreach (var line in written.SkipLast(1)) JsonDocument.Parse(line).RootElement.GetProperty("sample_weight").GetDouble().ShouldBe(1);
    }

    [Fact]
    public void A_group_never_falls_into_two_outputs_and_each_output_is_exact()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var design = Design(new Allocation.PerStratum(100)) with { Group = "user", Seed = seed, Splits = [("train", 0.8), ("test", 0.2)] };

            var written = Write(Users, TableFormat.Csv, design);

            written.Select(file => file.Split('\n').Count(row => row.Contains(",rare,", StringComparison.Ordinal))).ShouldBe([80, 20]);
            UsersOf(written[0]).Overlaps(UsersOf(written[1])).ShouldBeFalse();
        }
    }

    [Fact]
    public void The_outputs_get_about_their_share_of_the_groups()
    {
        var design = Design(new Allocation.Proportional(3000)) with { Group = "user", Splits = [("train", 0.8), ("test", 0.2)], Shortage = Shortage.TakeAll };

        var written = Write(Users, TableFormat.Csv, design);

        // 400 groups: within four standard deviations of 80.
        ((double)UsersOf(written[1]).Count).ShouldBe(80, 4 * Math.Sqrt(400 * 0.16));
        (UsersOf(written[0]).Count + UsersOf(written[1]).Count).ShouldBe(400);
    }

    [Fact]
    public void What_an_earlier_sample_holds_is_passed_over()
    {
        var design = Design(new Allocation.PerStratum(100)) with { Group = "user" };
        var first = UsersOf(Write(Users, TableFormat.Csv, design).Single());

        var second = UsersOf(Write(Users, TableFormat.Csv, design with { Seed = 2 }, first).Single());

        second.ShouldNotBeEmpty();
        second.Overlaps(first).ShouldBeFalse();
    }

    [Fact]
    public void With_an_id_the_sample_does_not_depend_on_the_order_of_the_rows()
    {
        var rows = Users.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var design = Design(new Allocation.PerStratum(30)) with { Id = "id" };

        var forward = Write(Users, TableFormat.Csv, design).Single().Split('\n').ToHashSet();
        var backward = Write(string.Join('\n', rows.Skip(1).Reverse().Prepend(rows[0])), TableFormat.Csv, design).Single().Split('\n');

        forward.SetEquals(backward).ShouldBeTrue();
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_others()
    {
        var design = Design(new Allocation.Proportional(100));

        Write(Users, TableFormat.Csv, design).ShouldBe(Write(Users, TableFormat.Csv, design));
        Write(Users, TableFormat.Csv, design with { Seed = 2 }).ShouldNotBe(Write(Users, TableFormat.Csv, design));
    }

    [Fact]
    public void Rows_without_a_class_are_passed_over_and_counted()
    {
        var design = Design(new Allocation.PerStratum(1));
        using var table = Read("class,x\na,1\n,2\nb,3\n", TableFormat.Csv);
        var draw = new SampleDraw(design, RowFormat.Of(table, TableFormat.Csv, design.WeightColumn), new HashSet<string>());

        draw.Read(table, _ => { }, CancellationToken.None).Single().Rows.Count.ShouldBe(2);

        (draw.Rows, draw.WithoutClass).ShouldBe((3, 1));
    }

    [Fact]
    public void A_priority_that_is_no_number_is_refused_at_its_row() =>
        Should.Throw<BadInputException>(() => Write("class,turns\na,1\na,many\n", TableFormat.Csv, Design(new Allocation.PerStratum(1)) with { Priority = "turns" })).Message.ShouldContain("row 3");

    [Fact]
    public void A_column_of_weights_that_is_there_already_is_refused()
    {
        Should.Throw<BadInputException>(() => Write("class,sample_weight\na,1\n", TableFormat.Csv, Design(new Allocation.PerStratum(1))));
        Should.Throw<BadInputException>(() => Write("{\"class\":\"a\",\"sample_weight\":2}\n", TableFormat.JsonLines, Design(new Allocation.PerStratum(1))));
    }

    [Fact]
    public void A_class_that_is_short_in_one_output_is_named_with_it() =>
        Should.Throw<BadInputException>(() => Write(Users, TableFormat.Csv, Design(new Allocation.PerStratum(750)) with { Splits = [("train", 0.5), ("test", 0.5)] })).Message.ShouldMatch("split (train|test): The class rare has");

    private static SampleDesign Design(Allocation allocation) => new() { By = "class", Allocation = allocation, Seed = 1, WeightColumn = "sample_weight" };

    private static List<string> Write(string rows, TableFormat format, SampleDesign design, IReadOnlySet<string>? excluded = null)
    {
        using var table = Read(rows, format);
        var written = RowFormat.Of(table, format, design.WeightColumn);
        var samples = new SampleDraw(design, written, excluded ?? new HashSet<string>()).Read(table, _ => { }, CancellationToken.None);
        return [.. samples.Select(sample => written.Header + string.Concat(sample.Rows.Select(row => written.WithWeight(row.Kept, row.Weight))))];
    }

    private static Table Read(string rows, TableFormat format) => TextTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(rows)), "rows", format);

    private static HashSet<string> UsersOf(string file) => [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(',')[1])];
}
