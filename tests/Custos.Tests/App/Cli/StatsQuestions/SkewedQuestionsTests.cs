using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class SkewedQuestionsTests : IDisposable
{
    private readonly Asked _asked = new();
    private readonly string _a;
    private readonly string _b;

    public SkewedQuestionsTests()
    {
        _a = _asked.Table("a.csv", ["ms", .. Enumerable.Range(1, 200).Select(i => $"{i}")]);
        _b = _asked.Table("b.csv", ["ms", .. Enumerable.Range(1, 200).Select(i => $"{i + 40}")]);
    }

    public void Dispose() => _asked.Dispose();

    [Fact]
    public void Latencies_are_compared_as_a_whole_and_in_the_tail()
    {
        var answer = Asked.Ask(SkewedQuestions.All, "compare-latency", _a, _b, "--column", "ms", "--resamples", "500");
        var results = Asked.Results(answer);
        results["shift_b_minus_a"]!.GetValue<double>().ShouldBe(40);
        results["quantile_difference"]!.GetValue<double>().ShouldBe(40, 1e-9);
        results["p"]!.GetValue<double>().ShouldBeLessThan(1e-6);
        answer.Picture!().ShouldContain("<svg");
    }

    [Fact]
    public void Quantiles_distributions_and_correlations_answer()
    {
        Asked.Results(Asked.Ask(SkewedQuestions.All, "quantile", _a, "--column", "ms", "--q", "0.5"))["type7"]!.GetValue<double>().ShouldBe(100.5);
        Asked.Results(Asked.Ask(SkewedQuestions.All, "compare-distributions", _a, _b, "--column", "ms"))["D"]!.GetValue<double>().ShouldBe(0.2, 1e-12);
        var both = _asked.Table("both.csv", "x,y", "1,2", "2,4", "3,", "4,8");
        Asked.Results(Asked.Ask(SkewedQuestions.All, "correlation", both, "--x", "x", "--y", "y"))["n"]!.GetValue<int>().ShouldBe(3);
        var flat = _asked.Table("flat.csv", "x,y", "1,2", "1,4");
        Asked.Ask(SkewedQuestions.All, "correlation", flat, "--x", "x", "--y", "y").Headline.ShouldStartWith("Cannot tell");
    }
}
