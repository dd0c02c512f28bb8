using Custos.Statistics.Planning;

namespace Custos.Tests.Statistics.Planning;

public sealed class NonInferiorityTests
{
    // Chow, Shao and Wang 2008, section 4.2.3: 85 % against 65 %, margin 10 %, alpha 5 %, power 80 %: 25 in each arm.
    [Fact]
    public void The_example_of_Chow_comes_out()
    {
        var needed = NonInferiority.SampleSizeOfRates(0.85, 0.65, 0.10);
        needed.First.ShouldBe(25);
        NonInferiority.PowerOfRates(0.85, 0.65, 0.10, needed.Exact).ShouldBeCloseTo(0.8, 1e-11);
    }

    // 2·(1.6449 + 0.8416)²/0.05² · 0.1² = 49.5 in each arm: Chow, Shao and Wang 2008, section 3.2.4, with equal means.
    [Fact]
    public void Equal_means_and_a_margin_of_half_a_standard_deviation_take_50() =>
        NonInferiority.SampleSizeOfMeans(0, 0.1, 0.05).First.ShouldBe(50);

    [Fact]
    public void A_planned_loss_as_large_as_the_margin_cannot_be_shown() =>
        Should.Throw<ArgumentException>(() => NonInferiority.SampleSizeOfRates(0.5, 0.6, 0.1)).ParamName.ShouldBe("margin");
}
