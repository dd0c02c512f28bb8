using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class ResamplingQuestionsTests
{
    [Fact]
    public void Rows_of_one_user_widen_the_interval()
    {
        using var asked = new Asked();
        var random = new Random(9);
        var file = asked.Table("b.csv", ["user,value", .. Enumerable.Range(0, 200).Select(i => FormattableString.Invariant($"u{i / 10},{i / 10 % 5 + random.NextDouble()}"))]);
        double Width(params string[] more)
        {
            var interval = Asked.Results(Asked.Ask(ResamplingQuestions.All, ["bootstrap", file, "--resamples", "1000", .. more]))["interval_bca"]!;
            return interval[1]!.GetValue<double>() - interval[0]!.GetValue<double>();
        }

        Width("--cluster", "user").ShouldBeGreaterThan(2 * Width());
        Width("--statistic", "median").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Few_rows_are_dealt_in_every_way()
    {
        using var asked = new Asked();
        var file = asked.Table("p.csv", "group,value", "a,1", "a,2", "a,3", "b,4", "b,5", "b,6");
        var results = Asked.Results(Asked.Ask(ResamplingQuestions.All, "permutation", file));
        // 2 of the 20 deals are as extreme.
        results["p"]!.GetValue<double>().ShouldBe(0.1, 1e-12);
        results["deals"]!.GetValue<long>().ShouldBe(20);
    }
}
