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

    [Fact]
    public void Accuracy_follows_from_loss_or_cannot_be_told()
    {
        using var asked = new Asked();
        var file = asked.Table("d.csv", ["loss,accuracy", .. new[] { 3.5, 3.0, 2.7, 2.5, 2.2, 2.0 }.Select(loss => FormattableString.Invariant($"{loss},{0.25 + 0.75 / (1 + Math.Exp(-4 * (2.4 - loss)))}"))]);
        Asked.Results(Asked.Ask(ScalingQuestions.All, "downstream", file, "--chance", "0.25", "--loss", "2.4"))["accuracy"]!.GetValue<double>().ShouldBe(0.625, 1e-6);
        var flat = asked.Table("f.csv", "loss,accuracy", "3,0.25", "2.5,0.25", "2,0.25", "1.5,0.25");
        Asked.Ask(ScalingQuestions.All, "downstream", flat, "--chance", "0.25", "--loss", "1").Headline.ShouldStartWith("Cannot tell.");
    }
}
