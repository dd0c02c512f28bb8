using System.Text.Json.Nodes;

namespace Custos.SlowTests.App.Cli;

public sealed class SampleVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Splits_are_written_whole_and_told_of_and_the_same_seed_writes_the_same_bytes()
    {
        var data = folder.Write("chats.jsonl", string.Concat(Enumerable.Range(0, 3000).Select(i => $$"""{"user": "u{{i % 500}}", "class": "{{(i % 3 == 0 ? "a" : "b")}}"}""" + "\n")));
        string[] arguments = ["sample", data, "--by", "class", "--size", "100", "--proportional", "--group", "user", "--split", "train=0.8,test=0.2", "--json", "--out"];

        var first = await CustosProgram.RunAsync([.. arguments, Path.Combine(folder.Path, "one.jsonl")]);
        var second = await CustosProgram.RunAsync([.. arguments, Path.Combine(folder.Path, "two.jsonl")]);

        first.ExitCode.ShouldBe(0, first.Error);
        var outputs = JsonNode.Parse(first.Output)!["outputs"]!.AsArray();
        outputs.Select(output => (string?)output!["split"]).ShouldBe(["train", "test"]);
        outputs.Select(output => (int)output!["taken"]!).ShouldBe([80, 20]);
        var train = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "one.train.jsonl"));
        var test = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "one.test.jsonl"));
        train.Select(User).Intersect(test.Select(User)).ShouldBeEmpty();
        (await File.ReadAllLinesAsync(Path.Combine(folder.Path, "two.train.jsonl"))).ShouldBe(train);
        second.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_class_that_is_too_small_is_named_and_nothing_is_written()
    {
        var data = folder.Write("rows.csv", "text,class\nx,a\ny,a\nz,b\n");
        var output = Path.Combine(folder.Path, "sample.csv");

        var few = await CustosProgram.RunAsync("sample", data, "--by", "class", "--per-class", "2", "--out", output);
        var both = await CustosProgram.RunAsync("sample", data, "--by", "class", "--per-class", "2", "--size", "3");
        var all = await CustosProgram.RunAsync("sample", data, "--by", "class", "--per-class", "2", "--on-shortage", "take-all");

        (few.ExitCode, both.ExitCode, all.ExitCode).ShouldBe((1, 2, 0));
        few.Error.ShouldContain("class b has 1 rows");
        File.Exists(output).ShouldBeFalse();
        all.Output.ShouldBe("text,class,sample_weight\nx,a,1\ny,a,1\nz,b,1\n");
    }

    private static string? User(string line) => (string?)JsonNode.Parse(line)!["user"];
}
