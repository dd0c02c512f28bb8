using Custos.App.Cli.StatsStudies;
using Custos.Records;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class ScalingQuestionsTests
{
    [Fact]
    public void The_next_size_is_foretold_from_the_runs()
    {
        using var asked = new Asked();
        var random = new Random(4);
        var file = asked.Table("runs.csv", ["parameters,tokens,loss", .. from n in new[] { 1e7, 1e8, 1e9 } from d in new[] { 1e9, 1e10, 1e11 }
            select FormattableString.Invariant($"{n},{d},{(1.8172 + 482.01 / Math.Pow(n, 0.3478) + 2085.43 / Math.Pow(d, 0.3658)) * (1 + 0.001 * random.NextDouble())}")]);
        var answer = Asked.Ask(ScalingQuestions.All, "scaling", file, "--predict", "1e10", "--tokens", "1e11");
        Asked.Results(answer)["loss"]!.GetValue<double>().ShouldBe(2.19, 0.05);
        answer.InPlainWords.ShouldContain("recipe");
    }

    [Fact]
    public void Runs_of_one_size_foretell_nothing()
    {
        using var asked = new Asked();
        var file = asked.Table("runs.csv", ["parameters,tokens,loss", .. Enumerable.Range(1, 6).Select(i => $"1e8,{i}e9,{3.0 / i + 2}")]);
        Should.Throw<BadInputException>(() => Asked.Ask(ScalingQuestions.All, "scaling", file, "--predict", "1e9")).Message.ShouldContain("fewer than three sizes");
    }
}
