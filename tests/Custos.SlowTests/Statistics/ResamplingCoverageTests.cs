using Custos.Statistics.Bootstrap;
using Custos.Statistics.Means;
using Custos.Statistics.Preferences;
using Xunit.Abstractions;

namespace Custos.SlowTests.Statistics;

/// <summary>Do bootstrap, clustered errors, permutation and ratings hold as often as they say?</summary>
public sealed class ResamplingCoverageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(30, false, 0.91, 0.965)]
    [InlineData(50, true, 0.86, 0.95)]
    [InlineData(500, true, 0.91, 0.965)]
    public void The_BCa_interval_of_a_mean_covers_less_than_it_says_when_values_are_few_and_skewed(int n, bool skewed, double least, double most)
    {
        var truth = skewed ? Math.Exp(0.5) : 0;
        var covered = Simulated.Share(random => BcaBootstrap.OfMean(
            random.Draw(n, skewed ? Simulated.Lognormal : Simulated.NextNormal), new BootstrapOptions { Resamples = 1000, Seed = (ulong)random.Next() }).Estimate.Interval.Contains(truth));
        output.WriteLine(FormattableString.Invariant($"BCa mean, n = {n}, {(skewed ? "lognormal" : "normal")}: {covered:P1}"));
        covered.ShouldBeInRange(least, most);
    }

    [Fact]
    public void The_bootstrap_of_a_difference_of_quantiles_covers()
    {
        var covered = Simulated.Share(random => BcaBootstrap.OfQuantileDifference(
            random.Draw(200, Simulated.Lognormal), random.Draw(200, Simulated.Lognormal), 0.9, new BootstrapOptions { Resamples = 500, Seed = (ulong)random.Next() }).Estimate.Interval.Contains(0));
        output.WriteLine(FormattableString.Invariant($"bootstrap, difference of quantiles 0.9, 200+200, lognormal: {covered:P1}"));
        covered.ShouldBeInRange(0.92, 0.985);
    }

    [Theory]
    [InlineData(8, 0.91, 0.97)]
    [InlineData(40, 0.93, 0.97)]
    public void The_clustered_interval_covers_where_the_plain_one_does_not(int clusters, double least, double most)
    {
        (double[] Values, int[] Clusters) Draw(Random random)
        {
            var values = new List<double>();
            var names = new List<int>();
            for (var c = 0; c < clusters; c++)
            {
                var own = random.NextNormal();
                for (var i = 0; i < 10; i++)
                {
                    values.Add(own + random.NextNormal());
                    names.Add(c);
                }
            }

            return ([.. values], [.. names]);
        }

        var clustered = Simulated.Share(random =>
        {
            var (values, names) = Draw(random);
            return ClusteredMean.Of(values, names).Estimate.Interval.Contains(0);
        });
        var plain = Simulated.Share(random => Moments.Of(Draw(random).Values).MeanEstimate().Interval.Contains(0));
        output.WriteLine(FormattableString.Invariant($"{clusters} clusters of 10: clustered {clustered:P1}, plain {plain:P1}"));
        clustered.ShouldBeInRange(least, most);
        plain.ShouldBeLessThan(0.75);
    }

    [Fact]
    public void Permutation_and_t_tests_err_as_often_as_said()
    {
        var permuted = Simulated.Share(random => PermutationTest.OfMeans(
            random.Draw(8, Simulated.Lognormal), random.Draw(25, Simulated.Lognormal), new BootstrapOptions { Resamples = 400, Seed = (ulong)random.Next() }).P <= 0.05);
        permuted.ShouldBeInRange(Simulated.AtLeast(0.045), Simulated.AtMost(0.05));
        var welch = Simulated.Share(random => StudentTest.Welch(random.Draw(8, Simulated.NextNormal), random.Draw(25, r => 3 * r.NextNormal())).P <= 0.05);
        welch.ShouldBeInRange(Simulated.AtLeast(0.045), Simulated.AtMost(0.055));
        output.WriteLine(FormattableString.Invariant($"permutation {permuted:P1}, Welch {welch:P1}"));
    }

    [Fact]
    public void Intervals_of_strengths_cover_with_ties_and_a_seat()
    {
        double[] strengths = [0.8, 0.3, 0, -0.4, -0.7];
        var options = new BradleyTerryOptions { Ties = TieModel.Davidson, SeatEffect = true };
        int both = 0, seat = 0, none = 0;
        Parallel.For(0, Simulated.Repetitions, i =>
        {
            if (BradleyTerry.Fit(Season(new Random(i), strengths), options) is not BradleyTerry.Fitted fit)
            {
                Interlocked.Increment(ref none);
                return;
            }

            if (fit.LogStrengthAgainst(0, 4).Interval.Contains(1.5)) Interlocked.Increment(ref both);
            if (fit.SeatEffect!.Interval.Contains(0.2)) Interlocked.Increment(ref seat);
        });
        var fitted = (double)(Simulated.Repetitions - none);
        output.WriteLine(FormattableString.Invariant($"strengths {both / fitted:P1}, seat {seat / fitted:P1}, without a maximum {none}"));
        (both / fitted).ShouldBeInRange(0.93, 0.97);
        (seat / fitted).ShouldBeInRange(0.93, 0.97);
    }

    // Fifteen games per ordered pair, by Davidson's model with ν = 1/2 and a seat worth 0.2.
    private static List<PairResults> Season(Random random, double[] strengths)
    {
        var results = new List<PairResults>();
        for (var a = 0; a < strengths.Length; a++)
        {
            for (var b = 0; b < strengths.Length; b++)
            {
                if (a == b) continue;
                var lead = strengths[a] - strengths[b] + 0.2;
                double win = Math.Exp(lead / 2), loss = Math.Exp(-lead / 2), all = win + loss + 0.5;
                int wins = 0, losses = 0;
                for (var game = 0; game < 15; game++)
                {
                    var drawn = random.NextDouble() * all;
                    if (drawn < win) wins++;
                    else if (drawn < win + loss) losses++;
                }

                results.Add(new PairResults($"p{a}", $"p{b}", wins, losses, 15 - wins - losses));
            }
        }

        return results;
    }
}
