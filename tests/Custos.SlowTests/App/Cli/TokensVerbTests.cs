using System.Text.Json.Nodes;

namespace Custos.SlowTests.App.Cli;

public sealed class TokensVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_learnt_counts_encodes_and_decodes()
    {
        var data = folder.Write("texts.jsonl", """{"text": "the lowest tide, the widest shore"}""" + "\n" + """{"text": "naïve 日本 😀"}""" + "\n" + """{"text": null}""" + "\n");
        foreach (var tokenizer in (string[])[folder.File("tokenizer.json"), folder.File("ranks.tiktoken")])
        {
            var train = await CustosProgram.RunAsync("tokens", "train", "--data", data, "--size", "260", "--rule", "gpt2", "--out", tokenizer, "--json");
            var count = await CustosProgram.RunAsync("tokens", "count", "--tokenizer", tokenizer, "--rule", "gpt2", "--data", data, "--over", "20", "--json");
            var encode = await CustosProgram.RunAsync("tokens", "encode", "--tokenizer", tokenizer, "--rule", "gpt2", "--data", data, "--places");
            var decode = await CustosProgram.RunAsync("tokens", "decode", "--tokenizer", tokenizer, "--rule", "gpt2", "--data", folder.Write("tokens.jsonl", encode.Output));

            train.ExitCode.ShouldBe(0, train.Error);
            ((int)JsonNode.Parse(train.Output)!["tokens"]!).ShouldBe(260);
            var rows = encode.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
            rows.Select(row => (int)row["ends"]!.AsArray()[^1]!).ShouldBe(["the lowest tide, the widest shore".Length, "naïve 日本 😀".Length]);
            var answer = JsonNode.Parse(count.Output)!;
            ((int)answer["tokens"]!).ShouldBe(rows.Sum(row => row["ids"]!.AsArray().Count));
            ((int)answer["empty"]!).ShouldBe(1);
            ((double)answer["share_over"]!["value"]!).ShouldBe(rows.Count(row => row["ids"]!.AsArray().Count > 20) / 2.0);
            decode.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string?)JsonNode.Parse(line)!["text"]).ShouldBe(["the lowest tide, the widest shore", "naïve 日本 😀"]);
        }
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_place()
    {
        var data = folder.Write("texts.jsonl", """{"text": "a"}""" + "\n");
        var other = await CustosProgram.RunAsync("tokens", "count", "--tokenizer", folder.Write("other.json", """{"model": {"type": "Magic"}}"""), "--data", data);
        var ending = await CustosProgram.RunAsync("tokens", "train", "--data", data, "--out", folder.File("tokens.txt"));

        (other.ExitCode, ending.ExitCode).ShouldBe((1, 2));
        other.Error.ShouldContain("model.type");
        ending.Error.ShouldContain(".tiktoken");
    }
}
