using Custos.Statistics.Distributions;

namespace Custos.Statistics.Sequential;

/// <summary>How fast may the error be spent as information comes in?</summary>
public enum ErrorSpending
{
    /// <summary>2 (1 − Φ(z/√t)): next to nothing early.</summary>
    OBrienFleming,

    /// <summary>α ln(1 + (e − 1) t): nearly evenly.</summary>
    Pocock,

    /// <summary>α t²: in between.</summary>
    PowerSquared,
}

/// <summary>How large must a test statistic be at each of a few planned looks, so that all looks together err no more than α?</summary>
/// <remarks>The path of the statistic is integrated numerically from look to look (Gauss–Legendre on the region that goes on),
/// exact to about ten digits. Sources: Armitage, McPherson and Rowe 1969; Lan and DeMets 1983. Cost O(looks × nodes²).</remarks>
public static class GroupSequential
{
    private const int MostLooks = 1000;

    /// <summary>The bounds of the z statistic, one a look.</summary>
    /// <param name="informationFractions">The share of the planned information at each look, rising, in (0, 1].</param>
    /// <param name="spending">How the error is spent.</param>
    /// <param name="alpha">All looks together, in (0, 1); with two sides half of it on each.</param>
    /// <param name="sides">1 (stop when large) or 2 (stop when large either way).</param>
    /// <returns>Bounds to stop at; infinity at a look to which no error can be given.</returns>
    public static IReadOnlyList<double> Bounds(IReadOnlyList<double> informationFractions, ErrorSpending spending, double alpha = 0.05, int sides = 2)
    {
        Require.Inside01(alpha, nameof(alpha));
        if (sides is not (1 or 2)) throw new ArgumentOutOfRangeException(nameof(sides), sides, "A test has one side or two.");
        if (informationFractions.Count == 0) throw new ArgumentException("There is no look.", nameof(informationFractions));
        var share = alpha / sides;
        var path = new Path(sides);
        var bounds = new double[informationFractions.Count];
        var (before, spent) = (0.0, 0.0);
        for (var look = 0; look < bounds.Length; look++)
        {
            var t = informationFractions[look];
            if (!(t > before && t <= 1)) throw new ArgumentException($"Look {look + 1} has fraction {t}; fractions rise and lie in (0, 1].", nameof(informationFractions));
            var allowed = Spent(spending, share, t);
            bounds[look] = path.BoundFor(t, allowed - spent);
            path.GoOn(t, bounds[look]);
            (before, spent) = (t, allowed);
        }

        return bounds;
    }

    /// <summary>How often does a test that looks every so often, each time with the same bound, err in all?</summary>
    /// <param name="looks">How many evenly spaced looks, each from 1 to 1,000.</param>
    /// <param name="z">The bound of |z| at each look, above 0.</param>
    public static IReadOnlyList<double> PeekingError(IReadOnlyList<int> looks, double z)
    {
        Require.Positive(z, nameof(z));
        foreach (var count in looks)
        {
            if (count is < 1 or > MostLooks) throw new ArgumentOutOfRangeException(nameof(looks), count, $"A number of looks lies between 1 and {MostLooks}.");
        }

        var most = looks.Count == 0 ? 0 : looks.Max();
        var path = new Path(2);
        var errors = new double[most];
        var total = 0.0;
        for (var look = 1; look <= most; look++)
        {
            total += 2 * path.Above(look, z * Math.Sqrt(look));
            errors[look - 1] = total;
            path.GoOn(look, z);
        }

        return [.. looks.Select(count => errors[count - 1])];
    }

    internal static double Spent(ErrorSpending spending, double share, double t) => t >= 1 ? share : spending switch
    {
        ErrorSpending.OBrienFleming => 2 * Normal.Survival(Normal.InverseSurvival(share / 2) / Math.Sqrt(t)),
        ErrorSpending.Pocock => share * double.LogP1((Math.E - 1) * t),
        _ => share * t * t,
    };

    // Brownian motion that has not stopped: its density on the nodes, at the last look's time.
    private sealed class Path(int sides)
    {
        // Beyond eight standard deviations nothing is lost at the precision of a double's sum.
        private const double Reach = 8.5;

        private double _time;
        private double[] _nodes = [0];
        private double[] _mass = [1];

        // The chance to have gone on so far and to be above the level now.
        public double Above(double time, double level)
        {
            var spread = Math.Sqrt(time - _time);
            var sum = 0.0;
            for (var i = 0; i < _nodes.Length; i++) sum += _mass[i] * Normal.Survival((level - _nodes[i]) / spread);
            return sum;
        }

        public double BoundFor(double time, double chance)
        {
            var root = Math.Sqrt(time);
            if (!(chance > Above(time, 38 * root))) return double.PositiveInfinity;
            return Bisection.Root(z => Math.Log(Above(time, z * root)) - Math.Log(chance), -Reach, 38);
        }

        public void GoOn(double time, double z)
        {
            var spread = Math.Sqrt(time - _time);
            var high = Math.Min(z, Reach) * Math.Sqrt(time);
            var low = sides == 2 ? -high : -Reach * Math.Sqrt(time);
            if (low >= high)
            {
                (_nodes, _mass, _time) = ([0], [0], time);
                return;
            }

            var count = Math.Clamp((int)Math.Ceiling(8 * (high - low) / spread), 64, 1200);
            var (points, weights) = GaussLegendre.Rule(low, high, count);
            var mass = new double[count];
            for (var j = 0; j < count; j++)
            {
                var density = 0.0;
                for (var i = FirstNear(points[j] - Reach * spread); i < _nodes.Length && _nodes[i] < points[j] + Reach * spread; i++)
                {
                    density += _mass[i] * Normal.Density((points[j] - _nodes[i]) / spread);
                }

                mass[j] = density / spread * weights[j];
            }

            (_nodes, _mass, _time) = (points, mass, time);
        }

        private int FirstNear(double level)
        {
            var at = Array.BinarySearch(_nodes, level);
            return at < 0 ? ~at : at;
        }
    }
}
