using System.Text.Json.Nodes;
using Custos.SlowTests.Gate;

namespace Custos.SlowTests.Train;

public sealed class ScoreVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_row_gets_one_line_in_order_with_its_id_whatever_the_text()
    {
        var data = folder.Write("odd.jsonl", """
            {"id": 7, "text": "hello there"}
            {"id": "b", "text": ""}
            {"text": "nul \u0000 and half \ud800 and \u202eright to left"}
            {"id": true, "text": null}

            """);
        var ended = await CustosProgram.RunAsync("score", "--model", await SmallModel.FolderAsync(), "--data", data, "--text", "text", "--json");
        ended.ExitCode.ShouldBe(0, ended.Error);
        var lines = ended.Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        lines.Select(line => line["id"]?.ToJsonString()).ShouldBe(["7", "\"b\"", null, "true"]);
        lines.ShouldAllBe(line => line["scores"]!.AsObject().All(score => (double)score.Value! > 0 && (double)score.Value! < 1));
        lines[1]["scores"]!.ToJsonString().ShouldBe(lines[3]["scores"]!.ToJsonString());
    }

    [Fact]
    public async Task The_number_of_threads_changes_no_byte_and_a_file_holds_what_standard_output_would()
    {
        var data = folder.File("texts.csv");
        await using (var output = new StreamWriter(data))
        {
            new Custos.App.Simulation.TextGenerator(3).WriteCsv(output, 10_000, harmShare: 0.3);
        }

        var model = await SmallModel.FolderAsync();
        var one = await CustosProgram.RunAsync("score", "--model", model, "--data", data, "--text", "text", "--threads", "1");
        var four = await CustosProgram.RunAsync("score", "--model", model, "--data", data, "--text", "text", "--threads", "4", "--out", folder.File("out.jsonl"));
        one.ExitCode.ShouldBe(0);
        four.Output.ShouldBeEmpty();
        File.ReadAllText(folder.File("out.jsonl")).ShouldBe(one.Output);
        one.Output.Count(letter => letter == '\n').ShouldBe(10_000);
    }

    [Fact]
    public async Task A_model_that_is_not_there_damaged_or_no_model_is_refused_in_plain_words()
    {
        var data = folder.Write("a.csv", "text\nhello\n");
        (await Refused(folder.File("none"), data)).ShouldContain("no such model folder");
        (await Refused(folder.Path, data)).ShouldContain("manifest.json");

        var broken = folder.File("broken");
        Directory.CreateDirectory(broken);
        foreach (var file in Directory.GetFiles(await SmallModel.FolderAsync()))
        {
            File.Copy(file, Path.Combine(broken, Path.GetFileName(file)));
        }

        var bytes = File.ReadAllBytes(Path.Combine(broken, "model.bin"));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Path.Combine(broken, "model.bin"), bytes);
        (await Refused(broken, data)).ShouldContain("broken");
    }

    [Fact]
    public async Task A_broken_row_late_in_the_file_leaves_no_output_file()
    {
        var data = folder.Write("late.jsonl", string.Concat(Enumerable.Repeat("{\"text\":\"fine\"}\n", 9000)) + "{oops\n");
        var ended = await CustosProgram.RunAsync("score", "--model", await SmallModel.FolderAsync(), "--data", data, "--text", "text", "--out", folder.File("out.jsonl"));
        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("row 9001");
        Directory.GetFiles(folder.Path).ShouldBe([data]);
    }

    private static async Task<string> Refused(string model, string data)
    {
        var ended = await CustosProgram.RunAsync("score", "--model", model, "--data", data, "--text", "text");
        ended.ExitCode.ShouldBe(1);
        ended.Output.ShouldBeEmpty();
        ended.Error.ShouldNotContain("   at ");
        return ended.Error;
    }
}
