using System.Runtime.CompilerServices;
using Custos.Sketches;

namespace Custos.App.Simulation.Traffic;

/// <summary>What does chance say next? A fast seeded stream, the same on every machine and for every number of threads.</summary>
/// <remarks>A Weyl sequence whose terms are multiplied with themselves and folded, after wyrand (Wang Yi, public domain). A class, so that it is never copied by mistake. Not thread-safe: one for each part of the work.</remarks>
internal sealed class TrafficRandom(ulong seed)
{
    private const ulong Step = 0xA0761D6478BD642F;
    private const ulong Other = 0xE7037ED1A0B428DB;

    private ulong _state = SeededHash.Of(seed);
    private double _spare = double.NaN;

    public ulong NextBits()
    {
        _state += Step;
        return Math.BigMul(_state, _state ^ Other, out var low) ^ low;
    }

    /// <summary>In [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => NextDouble() < share;

    public int Below(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);

    public T Pick<T>(T[] choices) => choices[Below(choices.Length)];

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spare))
        {
            var kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        double x, y, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = y * scale;
        return x * scale;
    }

    /// <summary>Its logarithm is normal.</summary>
    public double NextLognormal(double median, double spread) => median * Math.Exp(spread * NextNormal());

    public double NextExponential(double mean) => -mean * Math.Log(1 - NextDouble());

    /// <summary>Gamma of this shape and mean 1.</summary>
    /// <remarks>Source: Marsaglia, Tsang 2000, ACM TOMS 26, 363; below shape 1 by their boost.</remarks>
    public double NextGamma(double shape)
    {
        var boosted = shape < 1 ? shape + 1 : shape;
        var d = boosted - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + (c * x);
            if (v <= 0) continue;
            v = v * v * v;
            var u = 1 - NextDouble();
            if (Math.Log(u) >= (0.5 * x * x) + (d * (1 - v + Math.Log(v)))) continue;
            return d * v / shape * (shape < 1 ? Math.Pow(1 - NextDouble(), 1 / shape) : 1);
        }
    }
}
