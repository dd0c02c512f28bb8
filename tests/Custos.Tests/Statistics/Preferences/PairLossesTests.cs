using Custos.Statistics.Preferences;

namespace Custos.Tests.Statistics.Preferences;

public sealed class PairLossesTests
{
    [Fact]
    public void Losses_match_their_formulas()
    {
        var losses = PairLosses.Of(new AnswerLogProbability(-12, -13, 20), new AnswerLogProbability(-15, -14.5, 30), 0.1, 0.1);
        losses.Delta.ShouldBe(1.5);
        losses.Sigmoid.ShouldBe(Math.Log(1 + Math.Exp(-0.15)), 1e-15);
        losses.SigmoidSmoothed.ShouldBe(0.9 * Math.Log(1 + Math.Exp(-0.15)) + 0.1 * Math.Log(1 + Math.Exp(0.15)), 1e-15);
        losses.Robust.ShouldBe((0.9 * Math.Log(1 + Math.Exp(-0.15)) - 0.1 * Math.Log(1 + Math.Exp(0.15))) / 0.8, 1e-15);
        losses.Ipo.ShouldBe(Math.Pow(1 / 20.0 + 0.5 / 30 - 5, 2), 1e-12);
        losses.PrefersChosen.ShouldBe(true);
    }

    [Fact]
    public void Extreme_pairs_stay_finite()
    {
        var losses = PairLosses.Of(new AnswerLogProbability(-1e6, 0), new AnswerLogProbability(0, 0), 1);
        losses.Sigmoid.ShouldBe(1e6);
        PairLosses.Of(new AnswerLogProbability(0, -1e6), new AnswerLogProbability(0, 0), 1).Sigmoid.ShouldBe(0);
    }

    [Fact]
    public void Misuse_names_the_parameter()
    {
        var answer = new AnswerLogProbability(-1, -2);
        Should.Throw<ArgumentException>(() => PairLosses.Of(answer, answer, 0)).ParamName.ShouldBe("beta");
        Should.Throw<ArgumentException>(() => PairLosses.Of(answer, answer, 1, 0.5)).ParamName.ShouldBe("labelSmoothing");
        Should.Throw<ArgumentException>(() => PairLosses.Of(answer, new AnswerLogProbability(double.NaN, 0), 1)).ParamName.ShouldBe("rejected");
    }
}
