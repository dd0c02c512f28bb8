using Custos.Statistics.Planning;

namespace Custos.Tests.Statistics.Planning;

public sealed class MisclassificationTests
{
    [Fact]
    public void Judges_who_err_shrink_a_difference_by_Youdens_J()
    {
        var errors = new Misclassification(0.9, 0.95);
        errors.Observed(0.52).ShouldBeCloseTo(0.492);
        (errors.Observed(0.53) - errors.Observed(0.52)).ShouldBeCloseTo(0.0085, 1e-11);
    }

    [Fact]
    public void Judges_no_better_than_chance_are_refused() => Should.Throw<ArgumentException>(() => new Misclassification(0.5, 0.5).Observed(0.3));
}
