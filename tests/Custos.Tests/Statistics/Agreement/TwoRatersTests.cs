using Custos.Statistics.Agreement;

namespace Custos.Tests.Statistics.Agreement;

public sealed class TwoRatersTests
{
    // Gwet 2008, table 1 in the form of Gwet 2002: 118, 5, 2, 0 → AC1 0.9408, pi −0.0288, kappa −0.0234.
    [Fact]
    public void Lopsided_categories_leave_kappa_at_chance_and_AC1_near_the_agreement()
    {
        var table = new RatingTable([[118, 5], [2, 0]]);
        TwoRaters.GwetAc1(table).Value!.Value.ShouldBe(0.9408, 5e-5);
        TwoRaters.ScottPi(table).Value!.Value.ShouldBe(-0.0288, 5e-5);
        CohenKappa.Measure(table).Value!.Value.ShouldBe(-0.0234, 5e-5);
    }

    [Fact]
    public void Pabak_is_twice_the_agreement_less_one() =>
        TwoRaters.Pabak(new RatingTable([[90, 5], [4, 1]])).Value!.Value.ShouldBe(2 * 0.91 - 1, 1e-15);

    // The share of agreements is binomial, so PABAK's error is twice that of the share.
    [Fact]
    public void Pabaks_error_is_twice_the_binomial_error() =>
        TwoRaters.Pabak(new RatingTable([[90, 5], [4, 1]])).StandardError!.Value.ShouldBe(2 * Math.Sqrt(0.91 * 0.09 / 100), 1e-12);

    // Kappa and pi coincide, errors included, where both raters use the categories alike.
    [Fact]
    public void Scotts_error_by_the_delta_method_is_near_kappas_published_one_where_margins_are_equal()
    {
        var table = new RatingTable([[40, 6], [6, 48]]);
        var pi = TwoRaters.ScottPi(table);
        var kappa = CohenKappa.Measure(table);
        pi.Value!.Value.ShouldBe(kappa.Value!.Value, 1e-14);
        pi.StandardError!.Value.ShouldBe(kappa.StandardError!.Value, 1e-10);
    }
}
