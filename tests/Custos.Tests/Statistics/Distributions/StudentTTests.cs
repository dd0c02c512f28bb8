using Custos.Statistics.Distributions;

namespace Custos.Tests.Statistics.Distributions;

/// <summary>Expected values: mpmath 1.2.1 with 40 digits, from erfc, hyp2f1, gammainc and quadrature of the density.</summary>
public sealed class StudentTTests
{
    [Theory]
    [InlineData(12, 5000, 9.9666564263483468e-33)]
    [InlineData(0.001, 3, 0.99926489496946094)]
    [InlineData(2.5, 1, 0.2422378831816868)]
    [InlineData(40, 2.5, 0.00014195634290493383)]
    [InlineData(5, 1e9, 5.7330324039516284e-7)]
    [InlineData(1e200, 1, 6.3661977236758136e-201)]
    [InlineData(3, 0.3, 0.50133768968761954)]
    public void Students_t_keeps_its_tail(double t, double df, double p)
    {
        StudentT.TwoSidedP(t, df).ShouldBeCloseTo(p);
        StudentT.InverseSurvival(p / 2, df).ShouldBeCloseTo(t, 1e-11);
    }

    [Fact]
    public void What_is_no_number_is_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => StudentT.TwoSidedP(1, 0)).ParamName.ShouldBe("df");
        Should.Throw<ArgumentOutOfRangeException>(() => StudentT.TwoSidedP(double.NaN, 1)).ParamName.ShouldBe("t");
    }
}
