using Custos.Statistics.Bootstrap;
using Custos.Statistics.Ranks;

namespace Custos.Tests.Statistics.Bootstrap;

public sealed class JackknifeTests
{
    // The law school data of Efron and Tibshirani 1993, table 3.1.
    private static readonly double[] Lsat = [576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594];
    private static readonly double[] Gpa = [3.39, 3.3, 2.81, 3.03, 3.44, 3.07, 3.0, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96];

    [Fact]
    public void The_law_school_correlation_is_that_of_the_book()
    {
        // Efron and Tibshirani 1993: correlation 0.776 (ch. 3), jackknife standard error 0.143 and bias -0.0065 (ch. 10 and 11).
        var jackknife = Jackknife.Of(15, rows => Correlation.Pearson(Take(Lsat, rows), Take(Gpa, rows)).Estimate!.Value);
        jackknife.Estimate.ShouldBe(0.776, 5e-4);
        jackknife.StandardError.ShouldBe(0.143, 5e-4);
        jackknife.Bias.ShouldBe(-0.0065, 5e-5);
        jackknife.Acceleration.ShouldBe(-0.0757, 5e-5);
    }

    [Fact]
    public void The_mean_has_its_formula_and_no_bias()
    {
        var jackknife = Jackknife.Of(15, rows => Take(Lsat, rows).Average());
        var mean = Lsat.Average();
        jackknife.StandardError.ShouldBe(Math.Sqrt(Lsat.Sum(v => (v - mean) * (v - mean)) / 14 / 15), 1e-9);
        jackknife.Bias.ShouldBe(0, 1e-9);
    }

    private static double[] Take(double[] values, ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }
}
