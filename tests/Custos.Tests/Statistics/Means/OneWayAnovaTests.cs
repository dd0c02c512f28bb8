using Custos.Statistics.Means;
using Custos.Tests.House;

namespace Custos.Tests.Statistics.Means;

public sealed class OneWayAnovaTests
{
    [SharedDataFact("nist")]
    public void Every_analysis_of_variance_of_NIST_is_met_to_the_digits_that_doubles_hold()
    {
        // The sets 4 to 6 have seven, 7 to 9 thirteen leading digits in common: doubles hold the spread to 9 and 3 digits.
        var tolerances = new (string File, double Relative)[]
        {
            ("SiRstvt.dat", 1e-12), ("AtmWtAgt.dat", 1e-8), ("SmLs01t.dat", 1e-13), ("SmLs02t.dat", 1e-13), ("SmLs03t.dat", 1e-13),
            ("SmLs04t.dat", 2e-9), ("SmLs05t.dat", 2e-9), ("SmLs06t.dat", 2e-9), ("SmLs07t.dat", 2e-3), ("SmLs08t.dat", 2e-3), ("SmLs09t.dat", 2e-3),
        };
        foreach (var (file, relative) in tolerances)
        {
            var (groups, between, within, f, residual) = NistMeans.Variance(file);
            var table = OneWayAnova.Of(groups);
            table.SumOfSquaresBetween.ShouldBe(between, relative * between, file);
            table.SumOfSquaresWithin.ShouldBe(within, relative * within, file);
            table.F!.Value.ShouldBe(f, relative * f, file);
            table.ResidualDeviation.ShouldBe(residual, relative * residual, file);
        }
    }

    [Fact]
    public void Groups_without_spread_are_told_apart_or_not()
    {
        OneWayAnova.Of([[1, 1], [2, 2]]).P.ShouldBe(0);
        OneWayAnova.Of([[1, 1], [1, 1]]).F.ShouldBeNull();
        Should.Throw<ArgumentException>(() => OneWayAnova.Of([[1], [2]])).ParamName.ShouldBe("groups");
        Should.Throw<ArgumentException>(() => OneWayAnova.Of([[1, 2]])).ParamName.ShouldBe("groups");
    }
}
