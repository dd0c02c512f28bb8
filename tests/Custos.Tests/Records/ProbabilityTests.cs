using Custos.Records;

namespace Custos.Tests.Records;

public sealed class ProbabilityTests
{
    [Theory]
    [InlineData(-1e-9)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_not_between_0_and_1_is_refused(double value) => Should.Throw<ArgumentOutOfRangeException>(() => new Probability(value));

    [Fact]
    public void Probabilities_are_ordered_as_numbers()
    {
        (new Probability(0.2) < new Probability(0.3)).ShouldBeTrue();
        (new Probability(0.3) >= new Probability(0.3)).ShouldBeTrue();
        new Probability(0.25).Complement.ShouldBe(new Probability(0.75));
    }
}
