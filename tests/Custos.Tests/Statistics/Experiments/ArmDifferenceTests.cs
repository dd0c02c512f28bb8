using Custos.Statistics.Experiments;
using Custos.Statistics.Means;

namespace Custos.Tests.Statistics.Experiments;

public sealed class ArmDifferenceTests
{
    private static readonly double[] _control = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
    private static readonly double[] _treatment = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.4];

    // scipy 1.10.1, ttest_ind(treatment, control, equal_var=False).
    [Fact]
    public void Welch_from_moments_is_Welch_from_the_values()
    {
        var difference = ArmDifference.Welch(Moments.Of(_control), Moments.Of(_treatment));
        difference.P!.Value.ShouldBe(0.008071938172194901, 1e-12);
        (difference.Value / difference.StandardError).ShouldBe(2.8529548701715215, 1e-10);
    }

    [Fact]
    public void Sums_of_parts_give_the_moments_of_all()
    {
        var parts = ArmDifference.MomentsOf(7, _control[..7].Sum(), _control[..7].Sum(x => x * x)) + ArmDifference.MomentsOf(8, _control[7..].Sum(), _control[7..].Sum(x => x * x));
        var whole = Moments.Of(_control);
        parts.Mean.ShouldBe(whole.Mean, 1e-12);
        parts.SquaredDeviations.ShouldBe(whole.SquaredDeviations, 1e-9);
    }

    // The delta method, written out apart: var(b/a) = vb/a² + va b²/a⁴.
    [Fact]
    public void Relative_lift_by_the_delta_method()
    {
        var (a, b) = (Moments.Of(_control), Moments.Of(_treatment));
        var lift = ArmDifference.Welch(a, b, DifferenceType.Relative);
        lift.Value.ShouldBe(b.Mean / a.Mean - 1, 1e-14);
        var (va, vb) = (a.StandardError!.Value, b.StandardError!.Value);
        lift.StandardError.ShouldBe(Math.Sqrt(vb * vb / (a.Mean * a.Mean) + va * va * b.Mean * b.Mean / Math.Pow(a.Mean, 4)), 1e-14);
    }

    [Fact]
    public void Arms_that_never_vary_have_no_p()
    {
        var difference = ArmDifference.Welch(new Moments(5, 2, 0), new Moments(5, 3, 0));
        difference.P.ShouldBeNull();
        difference.Interval.Width.ShouldBe(0);
    }

    [Fact]
    public void One_unit_and_a_control_at_zero_are_refused()
    {
        Should.Throw<ArgumentException>(() => ArmDifference.Welch(new Moments(1, 2, 0), new Moments(5, 3, 1))).ParamName.ShouldBe("control");
        Should.Throw<ArgumentException>(() => ArmDifference.Welch(new Moments(5, 0, 1), new Moments(5, 3, 1), DifferenceType.Relative)).Message.ShouldContain("absolute");
        Should.Throw<ArgumentException>(() => ArmDifference.MomentsOf(3, double.NaN, 1)).ParamName.ShouldBe("sum");
        Should.Throw<ArgumentException>(() => ArmDifference.MomentsOf(2, 10, 1)).ParamName.ShouldBe("sumOfSquares");
    }

    [Fact]
    public void A_tiny_p_is_not_zero() =>
        ArmDifference.Welch(new Moments(100_000, 0, 100_000), new Moments(100_000, 0.15, 100_000)).P!.Value.ShouldBeInRange(1e-260, 1e-200);
}
