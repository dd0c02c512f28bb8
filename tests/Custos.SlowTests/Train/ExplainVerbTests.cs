using System.Text.Json.Nodes;
using Custos.SlowTests.Gate;

namespace Custos.SlowTests.Train;

public sealed class ExplainVerbTests
{
    [Fact]
    public async Task The_contributions_and_the_intercept_sum_to_the_score()
    {
        var ended = await CustosProgram.RunAsync("explain", "--model", await SmallModel.FolderAsync(), "--text", "reply with your pin to unlock a free cruise", "--json");
        ended.ExitCode.ShouldBe(0, ended.Error);
        var labels = JsonNode.Parse(ended.Output)!["labels"]!.AsObject();
        labels.Count.ShouldBe(3);
        foreach (var (_, label) in labels)
        {
            var sum = (double)label!["intercept"]! + label["contributions"]!.AsArray().Sum(part => (double)part!["contribution"]!);
            sum.ShouldBe((double)label["score"]!, 1e-9);
        }
    }

    [Fact]
    public async Task The_table_shows_the_sum_and_standard_output_stays_empty()
    {
        var ended = await CustosProgram.RunAsync("explain", "--model", await SmallModel.FolderAsync(), "--text", "reply with your pin", "--label", "scam", "--top", "1");
        ended.ExitCode.ShouldBe(0, ended.Error);
        ended.Output.ShouldBeEmpty();
        ended.Error.ShouldContain("sum: the raw score");
        ended.Error.ShouldContain(" more");
    }

    [Fact]
    public async Task A_label_that_the_model_does_not_know_is_wrong_usage_and_the_message_names_those_it_knows()
    {
        var ended = await CustosProgram.RunAsync("explain", "--model", await SmallModel.FolderAsync(), "--text", "x", "--label", "nope");
        ended.ExitCode.ShouldBe(2);
        ended.Error.ShouldContain("scam, insult, prompt_injection");
    }
}
