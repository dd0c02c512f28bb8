using Custos.App.Cli.StatsQuestions;

namespace Custos.Tests.App.Cli.StatsQuestions;

public sealed class AdjustedRateQuestionsTests
{
    [Fact]
    public void Predictions_are_corrected_by_the_labels()
    {
        using var asked = new Asked();
        var file = asked.Table("p.csv", "prediction,label", "0.9,1", "0.2,0", "0.7,1", "0.8,1", "0.4,0", "0.6,", "0.3,", "0.5,");
        var results = Asked.Results(Asked.Ask(AdjustedRateQuestions.All, "prediction-powered", file));
        // By hand: the unlabelled predictions average 14/30, the labelled errors (0.1, −0.2, 0.3, 0.2, −0.4) average 0.
        results["estimate"]!.GetValue<double>().ShouldBe(1.4 / 3, 1e-12);
        results["labels_only"]!.GetValue<double>().ShouldBe(0.6, 1e-12);
    }

    [Fact]
    public void A_stratum_counts_for_its_share_of_the_population()
    {
        using var asked = new Asked();
        var file = asked.Table("s.csv", "population,sampled,successes", "900,100,0", "100,100,50");
        var results = Asked.Results(Asked.Ask(AdjustedRateQuestions.All, "stratified-rate", file));
        results["rate"]!.GetValue<double>().ShouldBe(0.05, 1e-12);
        results["unadjusted"]!.GetValue<double>().ShouldBe(0.25, 1e-12);
    }

    [Fact]
    public void Groups_are_compared_within_strata()
    {
        using var asked = new Asked();
        var file = asked.Table("k.csv", "x1,n1,x2,n2", "81,87,234,270", "192,263,55,80");
        var results = Asked.Results(Asked.Ask(AdjustedRateQuestions.All, "compare-strata", file));
        // By hand, Σ ad/n over Σ bc/n of the kidney stones of Charig et al. 1986: (81·36/357 + 192·25/343) / (6·234/357 + 71·55/343).
        results["common_odds_ratio"]!.GetValue<double>().ShouldBe((81 * 36 / 357.0 + 192 * 25 / 343.0) / (6 * 234 / 357.0 + 71 * 55 / 343.0), 1e-12);
        results["pooled_odds_ratio"]!.GetValue<double>().ShouldBe(273.0 * 61 / (77 * 289), 1e-12);
    }

    [Fact]
    public void A_probability_shrinks_where_positives_are_rare()
    {
        var results = Asked.Results(Asked.Ask(AdjustedRateQuestions.All, "prior-shift", "--probability", "0.8", "--train-prevalence", "0.5", "--live-prevalence", "0.001"));
        // Odds of 4 times 1/999.
        results["p_live"]!.GetValue<double>().ShouldBe(4.0 / 1003, 1e-12);
    }
}
