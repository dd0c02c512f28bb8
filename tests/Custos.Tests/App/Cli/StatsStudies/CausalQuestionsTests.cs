using Custos.App.Cli.StatsStudies;
using Custos.Records;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class CausalQuestionsTests
{
    [Fact]
    public void Simpsons_paradox_is_named_from_counts_and_from_rows()
    {
        using var asked = new Asked();
        var file = asked.Table("s.csv", "stratum,arm,successes,total", "small,open,81,87", "small,keyhole,234,270", "large,open,192,263", "large,keyhole,55,80");
        var answer = Asked.Ask(CausalQuestions.All, "simpson", file);
        answer.Headline.ShouldContain("Simpson's paradox");
        answer.InPlainWords.ShouldContain("do not settle which is better");
        Asked.Results(answer)["difference_adjusted"]!.GetValue<double>().ShouldBe(0.0536712, 1e-7);
        var rows = asked.Table("r.csv", "stratum,arm,outcome", "x,a,1", "x,a,0", "x,b,0", "x,b,0");
        Asked.Results(Asked.Ask(CausalQuestions.All, "simpson", rows))["difference_unadjusted"]!.GetValue<double>().ShouldBe(0.5);
    }

    [Fact]
    public void A_third_arm_is_refused()
    {
        using var asked = new Asked();
        var file = asked.Table("s.csv", "stratum,arm,outcome", "x,a,1", "x,b,0", "x,c,0");
        Should.Throw<BadInputException>(() => Asked.Ask(CausalQuestions.All, "simpson", file)).Message.ShouldContain("two arms");
    }

    [Fact]
    public void Difference_in_differences_tells_effect_and_trends()
    {
        using var asked = new Asked();
        var file = asked.Table("p.csv", Panel());
        var results = Asked.Results(Asked.Ask(CausalQuestions.All, "did", file, "--from", "4"));
        results["effect"]!.GetValue<double>().ShouldBe(2, 0.1);
        results["slope_difference_before"].ShouldNotBeNull();
    }

    [Fact]
    public void A_synthetic_control_draws_itself()
    {
        using var asked = new Asked();
        var file = asked.Table("p.csv", Panel());
        var answer = Asked.Ask(CausalQuestions.All, "synthetic-control", file, "--treated", "u0", "--from", "4");
        Asked.Results(answer)["weights"]!.AsArray().Count.ShouldBe(7);
        answer.Picture!().ShouldContain("<svg");
        Should.Throw<BadInputException>(() => Asked.Ask(CausalQuestions.All, "synthetic-control", file, "--treated", "nobody", "--from", "4"));
        Should.Throw<BadInputException>(() => Asked.Ask(CausalQuestions.All, "synthetic-control", file, "--treated", "u0", "--from", "99"));
    }

    [Fact]
    public void A_series_beside_it_sharpens_causal_impact()
    {
        using var asked = new Asked();
        var random = new Random(1);
        var file = asked.Table("t.csv", ["time,value,control", .. Enumerable.Range(0, 60).Select(t =>
        {
            var x = 10 * Math.Sin(t / 5.0) + random.NextDouble();
            return FormattableString.Invariant($"{t},{2 * x + random.NextDouble() + (t >= 45 ? 4 : 0)},{x}");
        })]);
        var answer = Asked.Ask(CausalQuestions.All, "causal-impact", file, "--from", "45", "--beside", "control");
        Asked.Results(answer)["average_effect"]!.GetValue<double>().ShouldBe(4, 0.5);
        answer.Picture!().ShouldContain("<svg");
    }

    private static IEnumerable<string> Panel()
    {
        var random = new Random(2);
        yield return "unit,time,treated,value";
        for (var unit = 0; unit < 8; unit++)
        {
            for (var time = 0; time < 6; time++)
            {
                yield return FormattableString.Invariant($"u{unit},{time},{(unit < 4 ? 1 : 0)},{unit + 0.5 * time + (unit < 4 && time >= 4 ? 2 : 0) + 0.05 * random.NextDouble()}");
            }
        }
    }
}
