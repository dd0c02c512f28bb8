using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class BrierScoreTests
{
    [Fact]
    public void Brier_score_matches_scikit_learn_and_is_the_sum_of_its_parts()
    {
        var brier = BrierScore.Of(ScoreExamples.Forecasts, ScoreExamples.Outcomes);
        brier.Estimate.Value.ShouldBe(0.14059500000000003, 1e-15);
        (brier.Reliability - brier.Resolution + brier.Uncertainty).ShouldBe(brier.Estimate.Value, 1e-15);
        brier.Uncertainty.ShouldBe(0.25);
    }

    [Fact]
    public void A_single_class_has_no_skill_to_speak_of() => BrierScore.Of([0.2, 0.3], [0, 0]).Skill.ShouldBeNull();

    [Fact]
    public void A_number_that_is_no_probability_names_the_parameter() =>
        Should.Throw<ArgumentException>(() => BrierScore.Of([1.5], [1])).ParamName.ShouldBe("probabilities");
}
