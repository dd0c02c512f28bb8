using Custos.Statistics.Counts;

namespace Custos.Tests.Statistics.Counts;

public sealed class GoodnessOfFitTests
{
    // scipy 1.10.1, chisquare([50500, 49500]).
    [Fact]
    public void Half_a_percent_too_many_in_a_hundred_thousand()
    {
        var fit = GoodnessOfFit.Test([50500, 49500], [0.5, 0.5]);
        fit.ChiSquared.ShouldBeCloseTo(10);
        fit.P.ShouldBeCloseTo(0.001565402258002549);
        GoodnessOfFit.Test([50500, 49500], [7, 7]).ShouldBe(fit);
    }

    [Fact]
    public void A_gross_mismatch_has_a_tiny_p_that_is_not_0() => GoodnessOfFit.Test([5000, 4000], [1, 1]).P.ShouldBeInRange(1e-30, 1e-20);

    [Fact]
    public void What_cannot_be_asked_names_the_parameter()
    {
        Should.Throw<ArgumentException>(() => GoodnessOfFit.Test([0, 0], [1, 1])).ParamName.ShouldBe("observed");
        Should.Throw<ArgumentException>(() => GoodnessOfFit.Test([1, 2], [1, 0])).ParamName.ShouldBe("weights");
        Should.Throw<ArgumentException>(() => GoodnessOfFit.Test([1, 2], [1])).ParamName.ShouldBe("weights");
    }
}
