using Custos.Statistics.Scores;

namespace Custos.Tests.Statistics.Scores;

public sealed class LogLossTests
{
    [Fact]
    public void Log_loss_matches_scikit_learn_and_is_not_clipped()
    {
        LogLoss.Of([0.9, 0.1, 0.8, 0.35], [1, 0, 1, 0]).Value.ShouldBe(0.21616187468057912, 1e-15);
        LogLoss.Of([1e-20], [0]).Value.ShouldBe(1e-20, 1e-34);
        var impossible = LogLoss.Of([0.5, 0, 1], [1, 1, 1]);
        impossible.Value.ShouldBe(double.PositiveInfinity);
        impossible.Estimate.ShouldBeNull();
        impossible.ImpossibleRows.ShouldBe(1);
    }

    [Fact]
    public void A_label_that_is_neither_0_nor_1_names_the_parameter() =>
        Should.Throw<ArgumentException>(() => LogLoss.Of([0.5], [3])).ParamName.ShouldBe("labels");
}
