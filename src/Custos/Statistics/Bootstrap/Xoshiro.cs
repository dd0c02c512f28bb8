namespace Custos.Statistics.Bootstrap;

/// <summary>Which random number comes next? A stream of its own for every (seed, number), so that threads share nothing.</summary>
/// <remarks>xoshiro256** with a state filled by SplitMix64, as its authors advise: Blackman and Vigna 2021, ACM TOMS 47(4), 36.</remarks>
internal struct Xoshiro
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public Xoshiro(ulong seed, ulong stream)
    {
        // The stream's number is mixed before it meets the seed: neighbouring streams of neighbouring seeds must not coincide.
        var state = seed ^ Mix(stream + 0x632BE59BD9B4E019);
        _a = Mix(state += 0x9E3779B97F4A7C15);
        _b = Mix(state += 0x9E3779B97F4A7C15);
        _c = Mix(state += 0x9E3779B97F4A7C15);
        _d = Mix(state + 0x9E3779B97F4A7C15);
    }

    public ulong Next()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A whole number in [0, bound), each as likely but for one part in 2⁶⁴ / bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
