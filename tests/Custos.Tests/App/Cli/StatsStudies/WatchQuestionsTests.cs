using Custos.App.Cli.StatsStudies;
using Custos.Records;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class WatchQuestionsTests
{
    [Fact]
    public void A_rate_watched_at_will_has_its_sequence_and_picture()
    {
        using var asked = new Asked();
        var file = asked.Table("o.csv", ["value", .. Enumerable.Range(0, 300).Select(i => i % 10 == 0 ? "1" : "0")]);
        var answer = Asked.Ask(WatchQuestions.All, "sequential", file);
        var interval = Asked.Results(answer)["interval"]!.AsArray();
        interval[0]!.GetValue<double>().ShouldBeLessThan(0.1);
        interval[1]!.GetValue<double>().ShouldBeInRange(0.1, 0.2);
        answer.Picture!().ShouldContain("<svg");
    }

    [Fact]
    public void Values_between_are_bet_on_and_values_outside_refused()
    {
        using var asked = new Asked();
        Asked.Results(Asked.Ask(WatchQuestions.All, "sequential", asked.Table("m.csv", "value", "0.2", "0.4", "0.3")))["method"]!.GetValue<string>().ShouldBe("betting");
        Should.Throw<BadInputException>(() => Asked.Ask(WatchQuestions.All, "sequential", asked.Table("x.csv", "value", "0.2", "7"))).Message.ShouldContain("observation 2");
    }

    [Fact]
    public void Planned_looks_say_what_looking_each_time_would_cost() =>
        Asked.Results(Asked.Ask(WatchQuestions.All, "looks", "--looks", "5"))["error_if_1_96_each_time"]!.GetValue<double>().ShouldBe(0.1417, 5e-5);

    [Fact]
    public void Drift_counts_categories_of_both_files()
    {
        using var asked = new Asked();
        var (before, now) = (asked.Table("a.csv", "category", "x", "x", "y", "y"), asked.Table("b.csv", "category", "x", "x", "x", "z"));
        var results = Asked.Results(Asked.Ask(WatchQuestions.All, "drift", before, now));
        results["total_variation"]!.GetValue<double>().ShouldBe(0.5, 1e-12);
        results["psi"]!.GetValue<string>().ShouldBe("Infinity");
        results["categories"]!.GetValue<int>().ShouldBe(3);
        Asked.Results(Asked.Ask(WatchQuestions.All, "drift", before, now, "--floor", "0.01"))["psi"]!.GetValue<double>()
            .ShouldBe(0.25 * Math.Log(1.5) + 0.49 * Math.Log(50) + 0.24 * Math.Log(25), 1e-12);
    }

    [Fact]
    public void The_outlier_is_flagged_and_the_rest_is_not()
    {
        using var asked = new Asked();
        var random = new Random(3);
        var file = asked.Table("e.csv", ["value", .. Enumerable.Range(0, 80).Select(i => FormattableString.Invariant($"{(i == 50 ? 200 : 100 + random.NextDouble())}"))]);
        Asked.Results(Asked.Ask(WatchQuestions.All, "ewma", file))["flagged_rows_counted_from_1"]!.AsArray().Select(row => row!.GetValue<int>()).ShouldBe([51]);
    }
}
