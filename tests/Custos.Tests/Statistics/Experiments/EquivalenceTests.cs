using Custos.Statistics.Experiments;

namespace Custos.Tests.Statistics.Experiments;

public sealed class EquivalenceTests
{
    [Theory]
    [InlineData(0.0, 0.1, EquivalenceVerdict.Equivalent)]
    [InlineData(0.3, 0.1, EquivalenceVerdict.DifferentButNegligible)]
    [InlineData(2.0, 0.1, EquivalenceVerdict.Different)]
    [InlineData(0.5, 2.0, EquivalenceVerdict.CannotTell)]
    public void No_evidence_is_told_from_evidence_of_no_effect(double value, double standardError, EquivalenceVerdict verdict) =>
        Equivalence.Test(value, standardError, 100, -1, 1).Verdict.ShouldBe(verdict);

    // statsmodels 0.13.5, ttost_ind on two samples, unequal variances.
    [Fact]
    public void The_p_values_are_those_of_statsmodels()
    {
        double[] x = [1.1, 2.3, 1.9, 2.8, 3.0, 2.2, 1.7], y = [1.4, 2.0, 2.6, 2.4, 2.9, 2.1];
        var difference = ArmDifference.Welch(Custos.Statistics.Means.Moments.Of(y), Custos.Statistics.Means.Moments.Of(x));
        var answer = Equivalence.Test(difference, -0.6, 0.6);
        answer.P!.Value.ShouldBe(0.07313118781316486, 1e-10);
        answer.PBelow!.Value.ShouldBe(0.07313118781316486, 1e-10);
    }

    [Fact]
    public void Equivalence_is_its_interval_inside_the_margins()
    {
        for (var value = -1.5; value <= 1.5; value += 0.05)
        {
            var answer = Equivalence.Test(value, 0.2, 30, -1, 1);
            var inside = answer.Interval.Lower > -1 && answer.Interval.Upper < 1;
            (answer.P < 0.05).ShouldBe(inside);
        }
    }
}
