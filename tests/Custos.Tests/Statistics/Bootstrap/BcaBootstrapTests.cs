using Custos.Statistics.Bootstrap;
using Custos.Statistics.Ranks;

namespace Custos.Tests.Statistics.Bootstrap;

public sealed class BcaBootstrapTests
{
    private static readonly double[] Values = [12, 15, 18, 18, 21, 25, 29, 33, 40, 47, 55, 61, 72, 90, 120, 150, 210, 340, 700, 2400];

    [Fact]
    public void The_fast_mean_and_the_general_one_agree()
    {
        var options = new BootstrapOptions { Resamples = 20_000 };
        var fast = BcaBootstrap.OfMean(Values, options);
        var general = BcaBootstrap.Of(Values.Length, rows => MeanOf(rows), options);
        fast.Estimate.Value.ShouldBe(general.Estimate.Value, 1e-10);
        fast.Levels!.Acceleration.ShouldBe(general.Levels!.Acceleration, 1e-12);
        fast.StandardError.ShouldBe(general.StandardError, 0.02 * general.StandardError);
        fast.Estimate.Interval.Upper.ShouldBe(general.Estimate.Interval.Upper, 0.05 * general.Estimate.Interval.Upper);
        fast.Estimate.Interval.Lower.ShouldBe(general.Estimate.Interval.Lower, 0.05 * general.Estimate.Interval.Lower);
    }

    [Fact]
    public void The_error_is_that_of_the_plug_in_formula()
    {
        var mean = Values.Average();
        var plugIn = Math.Sqrt(Values.Average(v => (v - mean) * (v - mean)) / Values.Length);
        BcaBootstrap.OfMean(Values, new BootstrapOptions { Resamples = 50_000 }).StandardError.ShouldBe(plugIn, 0.02 * plugIn);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bytes()
    {
        var options = new BootstrapOptions { Resamples = 500, Seed = 7 };
        var here = BcaBootstrap.OfMean(Values, options);
        Enumerable.Range(0, 8).AsParallel().Select(_ => BcaBootstrap.OfMean(Values, options)).ShouldAllBe(other => other == here);
        BcaBootstrap.OfMean(Values, options with { Seed = 8 }).ShouldNotBe(here);
    }

    [Fact]
    public void A_skewed_sample_has_an_interval_that_reaches_further_up()
    {
        var result = BcaBootstrap.OfMean(Values);
        var up = result.Estimate.Interval.Upper - result.Estimate.Value;
        var down = result.Estimate.Value - result.Estimate.Interval.Lower;
        up.ShouldBeGreaterThan(2 * down);
        result.Estimate.Interval.Upper.ShouldBeGreaterThan(result.PercentileInterval.Upper);
    }

    [Fact]
    public void Quantiles_of_draws_are_those_of_the_drawn_values()
    {
        var same = new Xoshiro(3, 4);
        var drawn = Enumerable.Range(0, Values.Length).Select(_ => Values[same.Below(Values.Length)]).ToArray();
        foreach (var share in new[] { 0.3, 0.5, 0.95, 0.99 })
        {
            var at = new Xoshiro(3, 4);
            Resampling.QuantileOfDraw(ref at, Values, share, new int[Values.Length]).ShouldBe(Quantiles.Of(drawn).Interpolated(share), 1e-9);
        }

    }

    [Fact]
    public void Whole_clusters_make_a_wider_interval_when_rows_repeat()
    {
        var values = Values.SelectMany(v => Enumerable.Repeat(v, 5)).ToArray();
        var clusters = Enumerable.Range(0, values.Length).Select(i => i / 5).ToArray();
        double Mean(ReadOnlySpan<int> rows)
        {
            var sum = 0.0;
            foreach (var row in rows) sum += values[row];
            return sum / rows.Length;
        }

        var options = new BootstrapOptions { Resamples = 5000 };
        var clustered = BcaBootstrap.OfClusters(clusters, Mean, options);
        clustered.StandardError.ShouldBe(BcaBootstrap.OfMean(Values, options).StandardError, 0.1 * clustered.StandardError);
        BcaBootstrap.Of(values.Length, Mean, options).StandardError.ShouldBeLessThan(0.6 * clustered.StandardError);
        clustered.Estimate.N.ShouldBe(20);
    }

    [Fact]
    public void Equal_values_have_no_width_and_say_so()
    {
        var result = BcaBootstrap.OfMean([4, 4, 4]);
        result.StandardError.ShouldBe(0);
        result.Estimate.Interval.Width.ShouldBe(0);
    }

    [Fact]
    public void Misuse_names_the_parameter()
    {
        Should.Throw<ArgumentException>(() => BcaBootstrap.OfMean([1])).ParamName.ShouldBe("values");
        Should.Throw<ArgumentException>(() => BcaBootstrap.Of(5, _ => double.NaN)).ParamName.ShouldBe("statistic");
        Should.Throw<ArgumentException>(() => BcaBootstrap.OfClusters([1, 1], _ => 0)).ParamName.ShouldBe("clusters");
    }

    private static double MeanOf(ReadOnlySpan<int> rows)
    {
        var sum = 0.0;
        foreach (var row in rows) sum += Values[row] - 222.3;
        return 222.3 + sum / rows.Length;
    }
}
