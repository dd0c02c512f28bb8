using Custos.Records;
using Custos.Statistics.Distributions;

namespace Custos.Statistics.Monitoring;

/// <summary>Which z makes the EWMA rule flag quiet points as often as one wants, and how often does a given z flag them?</summary>
/// <remarks>Quiet means independent and normal; a rule's rate depends on neither mean nor spread. By simulation from a fixed seed after a
/// long warm-up, so the answers are the same on every machine. Traffic with a daily course or heavy tails is flagged more: calibrate on
/// its own quiet weeks by <see cref="ZFor(double, double, IReadOnlyList{double})"/>.</remarks>
public static class EwmaCalibration
{
    private const int Points = 2_000_000;
    private const int WarmUp = 1_000;

    /// <summary>The z that flags a share of <paramref name="falseAlarms"/> of quiet normal points.</summary>
    /// <param name="alpha">The rule's weight, in (0, 1).</param>
    /// <param name="falseAlarms">In [1e-5, 1): rarer ones cannot be told from two million points.</param>
    /// <returns>z with the 95 % interval of the simulation.</returns>
    public static Estimate ZFor(double alpha, double falseAlarms)
    {
        Check(alpha, falseAlarms);
        return QuantileOf(Distances(alpha, Enumerable.Range(0, Points + WarmUp).Select(Draw(new Random(20_260_101)))), falseAlarms);
    }

    /// <summary>The z that would have flagged that share of these quiet values.</summary>
    /// <param name="alpha">The rule's weight, in (0, 1).</param>
    /// <param name="falseAlarms">In (0, 1), at least ten over the number of values.</param>
    /// <param name="quiet">In order of time; the first fifth warms the rule up.</param>
    public static Estimate ZFor(double alpha, double falseAlarms, IReadOnlyList<double> quiet)
    {
        Check(alpha, falseAlarms);
        Require.Finite([.. quiet], nameof(quiet));
        if (falseAlarms * quiet.Count * 0.8 < 10) throw new ArgumentException($"{quiet.Count} quiet values cannot tell so rare an alarm; give at least {Math.Ceiling(12.5 / falseAlarms)}.", nameof(quiet));
        return QuantileOf(Distances(alpha, quiet, quiet.Count / 5), falseAlarms);
    }

    /// <summary>The share of quiet normal points that the rule flags at this z.</summary>
    public static Estimate FalseAlarms(double alpha, double z)
    {
        Check(alpha, 0.5);
        if (!(z >= 0 && double.IsFinite(z))) throw new ArgumentOutOfRangeException(nameof(z), z, "z is a finite number of at least 0.");
        var distances = Distances(alpha, Enumerable.Range(0, Points + WarmUp).Select(Draw(new Random(20_260_101))));
        return Estimate.OfRate(distances.Count(distance => distance > z), distances.Count);
    }

    private static Func<int, double> Draw(Random random) => _ => Normal.Quantile((random.Next() + 0.5) / int.MaxValue);

    private static List<double> Distances(double alpha, IEnumerable<double> values, int warmUp = WarmUp)
    {
        var watch = new EwmaWatch(new EwmaRule { Alpha = alpha, StartsAtFirst = true });
        List<double> distances = [];
        var before = default(EwmaPoint);
        var index = 0;
        foreach (var value in values)
        {
            if (index++ >= Math.Max(2, warmUp) && before.Variance > 0) distances.Add(Math.Abs(value - before.Mean) / Math.Sqrt(before.Variance));
            before = watch.Observe(value);
        }

        return distances.Count > 0 ? distances : throw new ArgumentException("The quiet values never change.", nameof(values));
    }

    // The order statistics about the quantile give its interval without any form assumed.
    private static Estimate QuantileOf(List<double> distances, double falseAlarms)
    {
        distances.Sort();
        var n = distances.Count;
        var at = (1 - falseAlarms) * n;
        var spread = 1.96 * Math.Sqrt(n * falseAlarms * (1 - falseAlarms));
        return new Estimate(At(at), new Interval(At(at - spread), At(at + spread)), n);

        double At(double position) => distances[Math.Clamp((int)position, 0, n - 1)];
    }

    private static void Check(double alpha, double falseAlarms)
    {
        Require.Inside01(alpha, nameof(alpha));
        if (!(falseAlarms is >= 1e-5 and < 1)) throw new ArgumentOutOfRangeException(nameof(falseAlarms), falseAlarms, "The wanted share of false alarms lies in [1e-5, 1).");
    }
}
