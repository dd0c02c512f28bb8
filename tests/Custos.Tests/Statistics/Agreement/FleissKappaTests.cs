using Custos.Statistics.Agreement;

namespace Custos.Tests.Statistics.Agreement;

public sealed class FleissKappaTests
{
    private static readonly double[][] _counts =
    [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ];

    // Wikipedia, "Fleiss' kappa", worked example: 0.210; digits from statsmodels 0.13.5, fleiss_kappa.
    [Fact]
    public void The_worked_example() => FleissKappa.Measure(_counts).Value!.Value.ShouldBe(0.20993070442195522, 1e-14);

    // For two raters the error under chance of Fleiss, Nee and Landis is 1/√items (two categories, equal shares).
    [Fact]
    public void The_error_under_chance_of_two_raters_on_a_coin_is_one_over_the_root_of_items()
    {
        double[][] counts = [.. Enumerable.Repeat<double[]>([2, 0], 25), .. Enumerable.Repeat<double[]>([0, 2], 25), .. Enumerable.Repeat<double[]>([1, 1], 50)];
        FleissKappa.Measure(counts).NullStandardError!.Value.ShouldBe(0.1, 1e-12);
    }

    // For two raters Fleiss' kappa is Scott's pi, and so is its error.
    [Fact]
    public void For_two_raters_it_is_Scotts_pi_with_Scotts_error()
    {
        double[][] counts = [.. Enumerable.Repeat<double[]>([2, 0], 40), .. Enumerable.Repeat<double[]>([0, 2], 48), .. Enumerable.Repeat<double[]>([1, 1], 12)];
        var pi = TwoRaters.ScottPi(new RatingTable([[40, 7], [5, 48]]));
        var fleiss = FleissKappa.Measure(counts);
        fleiss.Value!.Value.ShouldBe(pi.Value!.Value, 1e-14);
        fleiss.StandardError!.Value.ShouldBe(pi.StandardError!.Value, 1e-10);
    }

    [Fact]
    public void Items_with_different_numbers_of_ratings_are_refused_with_the_way_out() =>
        Should.Throw<ArgumentException>(() => FleissKappa.Measure([[2, 0], [2, 1]])).Message.ShouldContain("Krippendorff");
}
