using Custos.App.Cli.StatsStudies;
using Custos.Tests.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsStudies;

public sealed class ConfounderQuestionsTests
{
    [Fact]
    public void The_adjusted_effect_stands_beside_the_plain_difference()
    {
        using var asked = new Asked();
        var random = new Random(5);
        var file = asked.Table("c.csv", ["treated,outcome,severity", .. Enumerable.Range(0, 2000).Select(_ =>
        {
            var severity = random.NextDouble() * 4 - 2;
            var treated = random.NextDouble() < 1 / (1 + Math.Exp(-severity)) ? 1 : 0;
            return FormattableString.Invariant($"{treated},{2 * severity + 0.5 * treated + random.NextDouble()},{severity}");
        })]);
        var results = Asked.Results(Asked.Ask(ConfounderQuestions.All, "doubly-robust", file, "--confounders", "severity"));
        results["effect_doubly_robust"]!.GetValue<double>().ShouldBe(0.5, 0.1);
        results["difference_unadjusted"]!.GetValue<double>().ShouldBeGreaterThan(1.5);
    }

    [Fact]
    public void Units_that_could_not_have_gone_either_way_tell_nothing()
    {
        using var asked = new Asked();
        var file = asked.Table("c.csv", ["treated,outcome,x", .. Enumerable.Range(0, 30).Select(i => $"{(i >= 15 ? 1 : 0)},{i % 4},{i}")]);
        var answer = Asked.Ask(ConfounderQuestions.All, "doubly-robust", file, "--confounders", "x");
        answer.Headline.ShouldStartWith("Cannot tell.");
        Asked.Results(answer)["effect_doubly_robust"].ShouldBeNull();
        Asked.Results(answer)["reason"]!.GetValue<string>().ShouldContain("without a fault");
    }

    [Fact]
    public void What_goes_through_the_mediator_comes_with_what_would_cancel_it()
    {
        using var asked = new Asked();
        var random = new Random(6);
        var file = asked.Table("m.csv", ["treatment,mediator,outcome", .. Enumerable.Range(0, 500).Select(i =>
        {
            var mediator = 2 * (i % 2) + random.NextDouble();
            return FormattableString.Invariant($"{i % 2},{mediator},{3 * mediator + (i % 2) + random.NextDouble()}");
        })]);
        var results = Asked.Results(Asked.Ask(ConfounderQuestions.All, "mediation", file));
        results["indirect"]!.GetValue<double>().ShouldBe(6, 0.3);
        results["direct"]!.GetValue<double>().ShouldBe(1, 0.3);
        results["cancelling_correlation"]!.GetValue<double>().ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void A_mediator_that_is_yes_or_no_has_natural_effects()
    {
        using var asked = new Asked();
        // Of ten without and with the treatment 3 and 7 have the mediator; the outcome comes in 1 of 7 and 2 of 3, in 1 of 3 and 5 of 7.
        (int Treatment, int Mediator, int Units, int Yes)[] cells = [(0, 0, 7, 1), (0, 1, 3, 2), (1, 0, 3, 1), (1, 1, 7, 5)];
        string[] lines = ["treatment,mediator,outcome", .. cells.SelectMany(cell => Enumerable.Range(0, cell.Units * 20).Select(i => $"{cell.Treatment},{cell.Mediator},{(i < cell.Yes * 20 ? 1 : 0)}"))];
        var answer = Asked.Ask(ConfounderQuestions.All, "mediation", asked.Table("m.csv", lines));
        var results = Asked.Results(answer);
        results["natural_indirect"]!.GetValue<double>().ShouldBe((2 / 3.0 - 1 / 7.0) * 0.4, 1e-12);
        results["natural_direct"]!.GetValue<double>().ShouldBe((1 / 3.0 - 1 / 7.0) * 0.7 + (5 / 7.0 - 2 / 3.0) * 0.3, 1e-12);
        results["natural_total"]!.GetValue<double>().ShouldBe(0.6 - 0.3, 1e-12);
        answer.Headline.ShouldContain("natural effects");
        var plain = Asked.Ask(ConfounderQuestions.All, "mediation", asked.Table("n.csv", "treatment,mediator,outcome", "0,0.5,1", "0,0.2,2", "1,0.7,2", "1,1.1,3", "1,0.4,2", "0,0.1,1"));
        Asked.Results(plain)["natural_indirect"].ShouldBeNull();
        plain.Assumptions[0].ShouldContain("0 or 1");
    }
}
