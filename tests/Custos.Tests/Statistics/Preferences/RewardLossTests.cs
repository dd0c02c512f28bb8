using Custos.Statistics.Preferences;

namespace Custos.Tests.Statistics.Preferences;

public sealed class RewardLossTests
{
    [Fact]
    public void Losses_match_their_formulas()
    {
        var loss = RewardLoss.Of([1.2, 0.3], [0.4, 0.9], [0, 0.5]);
        loss.Loss.ShouldBe((Math.Log(1 + Math.Exp(-0.8)) + Math.Log(1 + Math.Exp(0.6))) / 2, 1e-15);
        loss.LossWithMargin.ShouldBe((Math.Log(1 + Math.Exp(-0.8)) + Math.Log(1 + Math.Exp(1.1))) / 2, 1e-15);
        loss.Accuracy.Value.ShouldBe(0.5);
        Should.Throw<ArgumentException>(() => RewardLoss.Of([], [])).ParamName.ShouldBe("chosen");
    }
}
