using Custos.Statistics.Means;

namespace Custos.Tests.Statistics.Means;

public sealed class StudentTestTests
{
    private static readonly double[] Drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    private static readonly double[] Drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void Welch_matches_R_on_the_sleep_data()
    {
        // R's help page of t.test: t = -1.8608, df = 17.776, p-value = 0.07939, interval -3.3654832 0.2054832; scipy 1.10.1 for further digits.
        var test = StudentTest.Welch(Drug1, Drug2);
        test.T!.Value.ShouldBe(-1.8608134674868526, 1e-13);
        test.DegreesOfFreedom!.Value.ShouldBe(17.776, 5e-4);
        test.P.ShouldBe(0.07939414018735823, 1e-13);
        test.Difference.Interval.Lower.ShouldBe(-3.3654832, 1e-7);
        test.Difference.Interval.Upper.ShouldBe(0.2054832, 1e-7);
    }

    [Fact]
    public void Paired_matches_scipy()
    {
        var test = StudentTest.Paired(Drug1, Drug2);
        test.T!.Value.ShouldBe(-4.062127683382037, 1e-13);
        test.P.ShouldBe(0.00283289019738427, 1e-15);
        test.Difference.N.ShouldBe(10);
    }

    [Fact]
    public void Constant_samples_are_what_they_are()
    {
        StudentTest.Welch([1, 1], [1, 1]).P.ShouldBe(1);
        StudentTest.Welch([1, 1], [1, 1]).T.ShouldBeNull();
        StudentTest.Welch([1, 1], [2, 2]).T.ShouldBe(double.NegativeInfinity);
        Should.Throw<ArgumentException>(() => StudentTest.Welch([1], [1, 2])).ParamName.ShouldBe("x");
    }

    [Fact]
    public void A_tiny_p_is_not_0()
    {
        var x = Enumerable.Range(0, 1000).Select(i => i % 2 + 0.0).ToArray();
        StudentTest.Welch(x, x.Select(v => v + 0.8).ToArray()).P.ShouldBeInRange(double.Epsilon, 1e-200);
    }
}
