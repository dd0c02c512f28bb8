using Custos.Statistics.Means;
using Custos.Tests.House;

namespace Custos.Tests.Statistics.Means;

public sealed class MomentsTests
{
    [SharedDataFact("nist")]
    public void Every_univariate_set_of_NIST_is_met_to_the_digits_that_doubles_hold()
    {
        // NumAcc3 and NumAcc4 differ in the seventh and eighth digit: doubles hold their spread to 9 and 8 digits only.
        var tolerances = new (string File, double Relative)[]
        {
            ("Lew.dat", 1e-13), ("Lottery.dat", 1e-13), ("Mavro.dat", 1e-12), ("Michelso.dat", 1e-12), ("NumAcc1.dat", 1e-15),
            ("NumAcc2.dat", 1e-13), ("NumAcc3.dat", 2e-9), ("NumAcc4.dat", 2e-8),
        };
        foreach (var (file, relative) in tolerances)
        {
            var (values, mean, deviation, autocorrelation) = NistMeans.Univariate(file);
            var moments = Moments.Of(values);
            moments.Mean.ShouldBe(mean, 1e-14 * Math.Abs(mean), file);
            moments.StandardDeviation!.Value.ShouldBe(deviation, relative * deviation, file);
            Moments.Autocorrelation(values)!.Value.ShouldBe(autocorrelation, Math.Max(relative, 1e-13), file);
        }
    }

    [Fact]
    public void Parts_add_to_the_whole()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 1000).Select(_ => 1e6 + random.NextDouble()).ToArray();
        var whole = Moments.Of(values);
        var sum = Moments.Of(values.AsSpan(0, 10)) + Moments.Of(values.AsSpan(10, 700)) + Moments.Of(values.AsSpan(710));
        sum.N.ShouldBe(1000);
        sum.Mean.ShouldBe(whole.Mean, 1e-9);
        sum.SquaredDeviations.ShouldBe(whole.SquaredDeviations, 1e-8);
    }

    [Fact]
    public void One_value_and_equal_values_say_what_they_cannot()
    {
        Moments.Of([3]).StandardDeviation.ShouldBeNull();
        Moments.Of([3]).MeanEstimate().Interval.Lower.ShouldBe(double.NegativeInfinity);
        Moments.Of([3, 3, 3]).StandardDeviation.ShouldBe(0);
        Moments.Autocorrelation([3, 3]).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Moments.Of([double.NaN])).ParamName.ShouldBe("values");
    }
}
