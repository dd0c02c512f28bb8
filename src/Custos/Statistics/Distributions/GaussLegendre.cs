namespace Custos.Statistics.Distributions;

/// <summary>What is the area under a smooth function?</summary>
/// <remarks>Ten-point Gauss–Legendre in equal panels: exact for polynomials of degree 19 in each. Nodes and weights: NIST DLMF 3.5.</remarks>
internal static class GaussLegendre
{
    private static readonly double[] _nodes =
        [0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717];

    private static readonly double[] _weights =
        [0.2955242247147529, 0.2692667193099963, 0.2190863625159820, 0.1494513491505806, 0.0666713443086881];

    public static double Integrate(Func<double, double> function, double low, double high, int panels)
    {
        var half = (high - low) / (2 * panels);
        var sum = 0.0;
        for (var panel = 0; panel < panels; panel++)
        {
            var center = low + (2 * panel + 1) * half;
            for (var i = 0; i < _nodes.Length; i++)
            {
                sum += _weights[i] * (function(center - half * _nodes[i]) + function(center + half * _nodes[i]));
            }
        }

        return sum * half;
    }

    /// <summary>Rising points in (low, high) and their weights, exact for polynomials of degree 2 × count − 1.</summary>
    /// <remarks>Newton on the Legendre polynomial from Tricomi's approximation of its roots. O(count²).</remarks>
    public static (double[] Points, double[] Weights) Rule(double low, double high, int count)
    {
        var (points, weights) = (new double[count], new double[count]);
        var (center, half) = ((low + high) / 2, (high - low) / 2);
        for (var i = 0; i < (count + 1) / 2; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5)) * (1 - (count - 1) / (8.0 * count * count * count));
            var (step, slope) = (1.0, 1.0);
            for (var round = 0; round < 20 && Math.Abs(step) > 1e-15; round++)
            {
                (step, slope) = NewtonStep(x, count);
                x -= step;
            }

            (points[i], points[count - 1 - i]) = (center - half * x, center + half * x);
            weights[i] = weights[count - 1 - i] = half * 2 / ((1 - x * x) * slope * slope);
        }

        return (points, weights);
    }

    private static (double Step, double Slope) NewtonStep(double x, int count)
    {
        var (before, value) = (1.0, x);
        for (var k = 2; k <= count; k++) (before, value) = (value, ((2 * k - 1) * x * value - (k - 1) * before) / k);
        var slope = count * (x * value - before) / (x * x - 1);
        return (value / slope, slope);
    }
}
