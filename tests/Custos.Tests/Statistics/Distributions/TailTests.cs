using Custos.Statistics.Distributions;

namespace Custos.Tests.Statistics.Distributions;

/// <summary>Expected values: mpmath 1.2.1 with 40 digits, from erfc, hyp2f1, gammainc and quadrature of the density.</summary>
public sealed class TailTests
{
    [Theory]
    [InlineData(-8, 0.99999999999999938)]
    [InlineData(-1, 0.84134474606854295)]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.3085375387259869)]
    [InlineData(1.959963984540054, 0.025000000000000011)]
    [InlineData(3.999, 3.1805340054202033e-5)]
    [InlineData(4, 3.1671241833119921e-5)]
    [InlineData(5, 2.8665157187919391e-7)]
    [InlineData(8.5, 9.4795348222033184e-18)]
    [InlineData(12, 1.776482112077679e-33)]
    [InlineData(20, 2.7536241186062337e-89)]
    [InlineData(37.5, 4.6053530095819548e-308)]
    public void The_normal_tail_keeps_its_digits(double z, double survival) => Normal.Survival(z).ShouldBeCloseTo(survival, 2e-15);

    [Theory]
    [InlineData(1, -1.8410216450092635)]
    [InlineData(12, -75.410673001568796)]
    [InlineData(40, -804.60844201375379)]
    [InlineData(1000, -500007.82669481218)]
    [InlineData(1e8, -5000000000000019.3)]
    public void The_log_of_the_normal_tail_goes_on_where_the_tail_is_too_small_to_write(double z, double log) =>
        Normal.LogSurvival(z).ShouldBeCloseTo(log, 1e-15);

    [Theory]
    [InlineData(0.4999, 0.00025066283008800749)]
    [InlineData(0.3, 0.52440051270804082)]
    [InlineData(0.025, 1.9599639845400542)]
    [InlineData(1e-05, 4.2648907939228246)]
    [InlineData(1e-20, 9.2623400897984076)]
    [InlineData(1e-300, 37.047096299361199)]
    public void The_normal_quantile_is_right_in_the_middle_and_far_out(double p, double z)
    {
        // Near the middle p itself is given to 1e-16 only, which is 1e-12 of p − 1/2.
        Normal.InverseSurvival(p).ShouldBeCloseTo(z, p > 0.4 ? 1e-12 : 1e-15);
        Normal.Quantile(p).ShouldBe(-Normal.InverseSurvival(p));
    }

    [Theory]
    [InlineData(0.5, 0.5, 0.3, 0.36901011956554538, 0.63098988043445462)]
    [InlineData(1, 10001, 0.003, 0.99999999999991082, 8.91822191563185e-14)]
    [InlineData(2.5, 0.001, 0.999, 0.005613642507699197, 0.9943863574923008)]
    [InlineData(3, 10000, 0.0001, 0.080328990865353552, 0.91967100913464645)]
    [InlineData(50, 60, 0.9, 1.0, 1.7930035382382162e-31)]
    [InlineData(5000.5, 100.25, 0.97, 1.6820382001451666e-6, 0.99999831796179985)]
    [InlineData(0.001, 5, 1e-200, 0.63227275935691286, 0.36772724064308714)]
    [InlineData(200, 300000.0, 1e-05, 1.8189004102081787e-281, 1.0)]
    [InlineData(0.5, 1000000.0, 2e-05, 0.99999999974608784, 2.5391215783507616e-10)]
    [InlineData(5e8, 5e8, 0.5, 0.5, 0.5)]
    [InlineData(5e8, 5e8, 0.49993, 4.7734594671861176e-6, 0.99999522654053281)]
    [InlineData(1e6, 999000001.0, 0.00101, 1.0, 1.0084130024171764e-23)]
    [InlineData(1e6, 999000001.0, 0.000995, 2.7141374026177221e-7, 0.99999972858625974)]
    public void Both_tails_of_the_beta_keep_their_digits_up_to_a_billion_trials(double a, double b, double x, double below, double above)
    {
        Beta.Cdf(x, a, b).ShouldBeCloseTo(below);
        Beta.Survival(x, a, b).ShouldBeCloseTo(above);
    }

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

    [Theory]
    [InlineData(3.84, 1, 0.050043521248705103)]
    [InlineData(200, 1, 2.0884875837625448e-45)]
    [InlineData(0.001, 4, 0.99999987504165886)]
    [InlineData(100, 100, 0.48119168452795672)]
    [InlineData(1005000.0, 1e6, 0.00020767800946703003)]
    [InlineData(990000, 1e6, 0.99999999999934998)]
    public void Chi_square_keeps_its_tail(double x, double df, double survival) => ChiSquare.Survival(x, df).ShouldBeCloseTo(survival);

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(1, 1e9)]
    [InlineData(1e9, 1)]
    [InlineData(2.5, 0.01)]
    [InlineData(5e8, 5e8)]
    [InlineData(0.01, 300)]
    public void The_beta_quantile_undoes_the_tail(double a, double b)
    {
        foreach (var p in new[] { 1e-300, 1e-12, 0.025, 0.5, 0.9 })
        {
            var x = Beta.Quantile(p, a, b);
            if (x is > 1e-300 and < 0.9)
            {
                Beta.Cdf(x, a, b).ShouldBeCloseTo(p, 1e-8);
            }
        }
    }

    [Fact]
    public void What_is_no_number_is_named()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Normal.Survival(double.NaN)).ParamName.ShouldBe("z");
        Should.Throw<ArgumentOutOfRangeException>(() => Normal.Quantile(1)).ParamName.ShouldBe("p");
        Should.Throw<ArgumentOutOfRangeException>(() => StudentT.TwoSidedP(1, 0)).ParamName.ShouldBe("df");
        Should.Throw<ArgumentOutOfRangeException>(() => ChiSquare.Survival(double.NaN, 1)).ParamName.ShouldBe("x");
        Should.Throw<ArgumentOutOfRangeException>(() => Beta.Cdf(0.5, -1, 1)).ParamName.ShouldBe("a");
    }
}
