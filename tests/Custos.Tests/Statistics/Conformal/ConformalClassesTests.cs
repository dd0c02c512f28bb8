using Custos.Statistics.Conformal;

namespace Custos.Tests.Statistics.Conformal;

public sealed class ConformalClassesTests
{
    [Fact]
    public void P_values_count_rows_at_least_as_strange_and_the_row_itself()
    {
        var classes = ConformalClasses.Calibrate([[0.1, 0.2, 0.3, 0.4], [0.5, 0.6]]);
        classes.PValue(0, 0.35).ShouldBe(2 / 5.0);
        classes.PValue(1, 0.55).ShouldBe(2 / 3.0);
        classes.PValue(0, 0.4).ShouldBe(2 / 5.0);
        classes.PValue(0, 9).ShouldBe(1 / 5.0);
    }

    [Fact]
    public void Sets_grow_as_alpha_falls()
    {
        var classes = ConformalClasses.Calibrate([[0.1, 0.2, 0.3, 0.4], [0.5, 0.6]]);
        classes.Set([0.35, 0.55], 0.5).ShouldBe([1]);
        classes.Set([0.35, 0.55], 0.3).ShouldBe([0, 1]);
        classes.Set([0.35, 0.55], 0.9).ShouldBeEmpty();
    }

    [Fact]
    public void A_class_without_rows_names_the_parameter() =>
        Should.Throw<ArgumentException>(() => ConformalClasses.Calibrate([[1.0], []])).ParamName.ShouldBe("nonconformityByClass");
}
