using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class MeanQuestionsTests : IDisposable
{
    private readonly Asked _asked = new();

    public void Dispose() => _asked.Dispose();

    [Fact]
    public void Means_are_compared_by_t_and_by_dealing_out()
    {
        var (a, b) = (_asked.Table("a.csv", "value", "1", "2", "3"), _asked.Table("b.csv", "value", "4", "5", "6"));
        var results = Asked.Results(Asked.Ask(MeanQuestions.All, "compare-means", a, b));
        results["difference"]!.GetValue<double>().ShouldBe(-3);
        results["p_permutation"]!.GetValue<double>().ShouldBe(0.1);
        results["permutation_is_exact"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Pairs_clusters_and_groups_answer()
    {
        var file = _asked.Table("rows.csv", "x,y,group", "1,2,a", "2,4,a", "3,3.5,b", "4,7,b", "2,3,c", "1,1.5,c");
        Asked.Results(Asked.Ask(MeanQuestions.All, "compare-paired", file, "--x", "x", "--y", "y"))["mean_difference"]!.GetValue<double>().ShouldBe(-8 / 6.0, 1e-12);
        Asked.Results(Asked.Ask(MeanQuestions.All, "clustered-mean", file, "--column", "x", "--cluster", "group"))["clusters"]!.GetValue<int>().ShouldBe(3);
        Asked.Results(Asked.Ask(MeanQuestions.All, "compare-groups", file, "--column", "x", "--group", "group"))["means"]!["b"]!.GetValue<double>().ShouldBe(3.5);
    }
}
