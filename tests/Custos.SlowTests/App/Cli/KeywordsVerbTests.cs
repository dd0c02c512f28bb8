using System.Text.Json.Nodes;

namespace Custos.SlowTests.App.Cli;

public sealed class KeywordsVerbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Keywords_are_shown_to_a_person_and_all_of_them_are_in_the_json()
    {
        var rows = Enumerable.Range(0, 100).SelectMany(i => (string[])[$$"""{"text": "a refund please", "kind": "billing", "user": "u{{i}}"}""", $$"""{"text": "nice weather", "kind": "talk", "user": "u{{i}}"}"""]);
        var data = folder.Write("rows.jsonl", string.Join('\n', rows.Append("""{"text": null, "kind": "talk", "user": "u"}""")) + "\n");

        var table = await CustosProgram.RunAsync("keywords", "--data", data, "--group", "kind", "--user", "user");
        var json = await CustosProgram.RunAsync("keywords", "--data", data, "--group", "kind", "--user", "user", "--json");

        table.ExitCode.ShouldBe(0, table.Error);
        table.Output.ShouldBeEmpty();
        table.Error.ShouldContain("billing: 2 keywords; 100 users");
        table.Error.ShouldContain("1 rows have no text or no group");
        var answer = JsonNode.Parse(json.Output)!;
        ((string?)answer["unit"]).ShouldBe("users");
        ((long)answer["skipped"]!).ShouldBe(1);
        answer["groups"]!.AsArray().SelectMany(group => group!["keywords"]!.AsArray()).Select(keyword => (string?)keyword!["word"]).ShouldBe(["please", "refund", "nice", "weather"]);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_how_to_mend_it()
    {
        var data = folder.Write("rows.csv", "text,kind\nhello,a\n");

        var one = await CustosProgram.RunAsync("keywords", "--data", data, "--group", "kind");
        var none = await CustosProgram.RunAsync("keywords", "--data", data, "--group", "kinds");
        var rate = await CustosProgram.RunAsync("keywords", "--data", data, "--group", "kind", "--fdr", "2");

        (one.ExitCode, none.ExitCode, rate.ExitCode).ShouldBe((1, 2, 2));
        one.Error.ShouldContain("not of two groups");
        none.Error.ShouldContain("kind");
        rate.Error.ShouldContain("--fdr");
    }
}
